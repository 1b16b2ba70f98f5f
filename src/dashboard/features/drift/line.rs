//! A row of the drift table: the drift of one device, with the data that it was computed from.

use std::sync::Arc;

use jetstream_fleet::configuration::{Assigned, Drift, DriftInput, Rule, Values, drift};
use jiff::Timestamp;

use crate::{
    features::{
        drift::{device_policy_cache::CachedPolicy, text::DriftStatus},
        fleet_configuration::{
            compliance::{Compliance, check},
            model::{AssignedPolicy, DeviceConfiguration, FleetConfiguration},
            report_cache::DeviceReport,
        },
    },
    state::directory::device_entry::DeviceEntry,
};

/// The drift of one device from its policy, and its compliance with the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftRow {
    /// The configuration of the device, by the newest answer.
    pub configuration: DeviceConfiguration,
    /// The drift status, as a single value.
    pub status: DriftStatus,
    /// The drift in detail.
    pub drift: Drift,
    /// The reports of the device.
    pub report: Arc<DeviceReport>,
    /// The answer of Jetstream for the policy of this device alone.
    pub cached: Option<Arc<CachedPolicy>>,
    /// The compliance with each rule; `None` for rules that do not apply to the device.
    pub rules: Arc<[Option<Compliance>]>,
}

impl DriftRow {
    /// Computes the row.
    pub fn new(
        setup: &FleetConfiguration,
        (entry, listed): (&DeviceEntry, &DeviceConfiguration),
        report: Arc<DeviceReport>,
        cached: Option<Arc<CachedPolicy>>,
        rules: &[Rule],
    ) -> Self {
        let configuration = newest(setup, listed, cached.as_deref());
        let policy = match &configuration.policy {
            AssignedPolicy::None => Assigned::Nothing,
            AssignedPolicy::NotLoaded(_) => Assigned::Unknown,
            AssignedPolicy::Policy(known) => Assigned::Policy(&known.values),
        };
        let answer = cached.as_ref().and_then(|cached| cached.policy.as_ref()?.as_deref());
        let drift = drift(&DriftInput {
            schema: &configuration.schema,
            policy,
            overrides: &configuration.overrides,
            // The dates of another policy do not apply to this one.
            stored_policy: answer.filter(|answer| Some(answer.name.as_str()) == configuration.policy.name()),
            sent: report.sent,
            reported: report.reported.as_deref(),
        });
        let rules = rules.iter().map(|rule| check(rule, entry, &configuration, report.current())).collect();
        Self { status: DriftStatus::of(&drift), configuration, drift, report, cached, rules }
    }

    /// When the policy was added to the device, and when it was last sent; `None` if there is no answer yet.
    pub fn dates(&self) -> Option<(Option<Timestamp>, Option<Timestamp>)> {
        let policy = self.cached.as_ref()?.policy.as_ref()?.as_ref()?;
        Some((policy.last_update, policy.last_sync))
    }

    /// When the device last reported its values.
    pub fn reported_at(&self) -> Option<Timestamp> {
        self.report.reported.as_ref().map(|reported| reported.at)
    }

    /// The indices of the rules that the device breaks.
    pub fn broken(&self) -> impl Iterator<Item = usize> {
        let broken = |(number, compliance): (usize, &Option<Compliance>)| {
            compliance.is_some_and(Compliance::is_broken).then_some(number)
        };
        self.rules.iter().enumerate().filter_map(broken)
    }
}

/// The configuration by the device's own answer, if that is newer than the list of all policies: a policy change made here requests
/// it again.
fn newest(
    setup: &FleetConfiguration,
    listed: &DeviceConfiguration,
    cached: Option<&CachedPolicy>,
) -> DeviceConfiguration {
    let listed = || listed.clone();
    let Some(cached) = cached.filter(|cached| setup.at.is_none_or(|at| cached.at >= at)) else { return listed() };
    let (policy, overrides) = match &cached.policy {
        None => return listed(),
        Some(None) => (AssignedPolicy::None, Arc::default()),
        Some(Some(answer)) => {
            let known = setup.policy(&answer.name);
            let policy = known.map_or_else(
                || AssignedPolicy::NotLoaded(answer.name.clone()),
                |known| AssignedPolicy::Policy(Arc::clone(known)),
            );
            (policy, Arc::new(Values::from(answer.overrides.as_slice())))
        }
    };
    DeviceConfiguration { policy, overrides, ..listed() }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
