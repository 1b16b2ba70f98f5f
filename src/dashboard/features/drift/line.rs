//! A row of the drift table: everything that is known of one device's drift.

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

/// One device, held against its policy and against the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftRow {
    /// How it is set up, by the newest answer.
    pub place: DeviceConfiguration,
    /// How it stands, in a word.
    pub stand: DriftStatus,
    /// How it stands, with all that is known of it.
    pub drift: Drift,
    /// What it has said.
    pub heard: Arc<DeviceReport>,
    /// What Jetstream says of its policy alone.
    pub asked: Option<Arc<CachedPolicy>>,
    /// How it stands to each rule; `None` for rules that are not for it.
    pub rules: Arc<[Option<Compliance>]>,
}

impl DriftRow {
    /// Works it out.
    pub fn new(
        setup: &FleetConfiguration,
        (entry, place): (&DeviceEntry, &DeviceConfiguration),
        heard: Arc<DeviceReport>,
        asked: Option<Arc<CachedPolicy>>,
        rules: &[Rule],
    ) -> Self {
        let place = newest(setup, place, asked.as_deref());
        let policy = match &place.policy {
            AssignedPolicy::None => Assigned::Nothing,
            AssignedPolicy::NotLoaded(_) => Assigned::Unknown,
            AssignedPolicy::Policy(known) => Assigned::Policy(&known.values),
        };
        let answer = asked.as_ref().and_then(|asked| asked.policy.as_ref()?.as_deref());
        let drift = drift(&DriftInput {
            schema: &place.schema,
            policy,
            overrides: &place.overrides,
            // Another policy's dates say nothing of this one.
            asked: answer.filter(|answer| Some(answer.name.as_str()) == place.policy.name()),
            sent: heard.sent,
            reported: heard.reported.as_deref(),
        });
        let rules = rules.iter().map(|rule| check(rule, entry, &place, heard.current())).collect();
        Self { stand: DriftStatus::of(&drift), place, drift, heard, asked, rules }
    }

    /// When its policy was added to it, and when it was last sent; `None` where that was not answered.
    pub fn dates(&self) -> Option<(Option<Timestamp>, Option<Timestamp>)> {
        let policy = self.asked.as_ref()?.policy.as_ref()?.as_ref()?;
        Some((policy.last_update, policy.last_sync))
    }

    /// When it last reported.
    pub fn reported_at(&self) -> Option<Timestamp> {
        self.heard.reported.as_ref().map(|reported| reported.at)
    }

    /// The numbers of the rules that it breaks.
    pub fn broken(&self) -> impl Iterator<Item = usize> {
        let broken =
            |(number, kept): (usize, &Option<Compliance>)| kept.is_some_and(Compliance::is_broken).then_some(number);
        self.rules.iter().enumerate().filter_map(broken)
    }
}

/// The device's own answer, where it is newer than the list of all: whoever changes a policy here has it asked for again.
fn newest(
    setup: &FleetConfiguration,
    listed: &DeviceConfiguration,
    asked: Option<&CachedPolicy>,
) -> DeviceConfiguration {
    let listed = || listed.clone();
    let Some(asked) = asked.filter(|asked| setup.at.is_none_or(|at| asked.at >= at)) else { return listed() };
    let (policy, overrides) = match &asked.policy {
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
