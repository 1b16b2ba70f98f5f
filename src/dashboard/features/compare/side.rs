//! One side of a comparison: its kind and name, as stored in the URL, and its values.

use std::sync::Arc;

use jetstream_fleet::{
    Fleet,
    configuration::{Schema, SentTimes, Values, reported},
};
use jiff::Timestamp;

use crate::{
    features::fleet_configuration::model::{AssignedPolicy, FleetConfiguration},
    paths::{self, PolicyPage, UrlQuery},
    text,
};

/// The kind of values that a side has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ComparedKind {
    /// The values of a policy.
    #[default]
    Policy,
    /// The expected values of a device: its policy with its own values.
    Device,
    /// The values that a device last reported.
    Reported,
}

impl ComparedKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Policy, Self::Device, Self::Reported];

    /// The value in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Device => "device",
            Self::Reported => "reported",
        }
    }

    /// The label on the screen.
    pub fn words(self) -> &'static str {
        match self {
            Self::Policy => "Policy",
            Self::Device => "Device, as it should be",
            Self::Reported => "Device, as last reported",
        }
    }
}

/// A side, in the syntax of the URL: `policy:Ward A`, `device:Cabinet 7` or `reported:Cabinet 7`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparedSet {
    /// The kind of values.
    pub what: ComparedKind,
    /// The name of the policy or device; empty if none is chosen yet.
    pub name: String,
}

impl ComparedSet {
    /// Name of the query value of the left side.
    pub const LEFT: &str = "left";
    /// Name of the query value of the right side.
    pub const RIGHT: &str = "right";

    /// Parses a query value. Without a known kind before the colon, it is a policy without a name.
    pub fn read(text: &str) -> Self {
        let side = text.split_once(':').and_then(|(word, name)| {
            let what = ComparedKind::ALL.into_iter().find(|what| what.value() == word)?;
            Some(Self { what, name: name.to_owned() })
        });
        side.unwrap_or_default()
    }

    /// The query value.
    pub fn value(&self) -> String {
        format!("{}:{}", self.what.value(), self.name)
    }

    /// The title in the header of its column.
    pub fn title(&self) -> String {
        match self.what {
            ComparedKind::Policy => format!("Policy {}", self.name),
            ComparedKind::Device => self.name.clone(),
            ComparedKind::Reported => format!("{}, as reported", self.name),
        }
    }
}

/// The URL of the comparison of two sides.
pub fn compare(left: &ComparedSet, right: &ComparedSet) -> String {
    let query = UrlQuery::default().with(ComparedSet::LEFT, &left.value()).with(ComparedSet::RIGHT, &right.value());
    paths::with_query(&paths::policies(&PolicyPage::Compare), &query)
}

/// The URL of the comparison of a device's reported values with its expected ones.
pub fn report_comparison_link(device: &str) -> String {
    let side = |what| ComparedSet { what, name: device.to_owned() };
    compare(&side(ComparedKind::Reported), &side(ComparedKind::Device))
}

/// A side with its values.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedValues {
    /// The definition that the values are for.
    pub definition: String,
    /// Its parameters.
    pub schema: Arc<Schema>,
    /// The values.
    pub values: Values,
    /// The keys of the values that are the device's own.
    pub own: Vec<String>,
    /// When the device reported the values, for a report. Parameters that a report leaves out are unknown, rather than not set.
    pub reported_at: Option<Timestamp>,
    /// A sentence on where the values come from.
    pub origin: String,
}

impl ComparedValues {
    /// Returns whether the values are a device's report.
    pub fn is_report(&self) -> bool {
        self.reported_at.is_some()
    }
}

/// Finds the values of a side, or the reason why there are none.
pub fn content(
    side: &ComparedSet,
    setup: &FleetConfiguration,
    fleet: &Fleet,
    now: Timestamp,
) -> Result<ComparedValues, String> {
    if side.name.is_empty() {
        return Err(match side.what {
            ComparedKind::Policy => "Choose a policy.".to_owned(),
            ComparedKind::Device | ComparedKind::Reported => "Choose a device.".to_owned(),
        });
    }
    if side.what == ComparedKind::Policy {
        let known = setup.policy(&side.name).ok_or("There is no policy of this name.")?;
        return Ok(ComparedValues {
            definition: known.definition().to_owned(),
            schema: Arc::new(known.schema.clone()),
            values: known.values.clone(),
            own: Vec::new(),
            reported_at: None,
            origin: format!(
                "{}, on {}.",
                text::plural(known.values.len(), "parameter"),
                text::plural(known.devices().len(), "device")
            ),
        });
    }
    let device = setup.find(&side.name).and_then(|number| setup.device(number));
    let (entry, configuration) = device.ok_or("There is no device of this name.")?;
    let content = ComparedValues {
        definition: entry.device.definition.clone(),
        schema: Arc::clone(&configuration.schema),
        values: Values::default(),
        own: Vec::new(),
        reported_at: None,
        origin: String::new(),
    };
    if side.what == ComparedKind::Device {
        let origin = match &configuration.policy {
            AssignedPolicy::None => {
                return Err("It has no policy: nothing says which values it should have.".to_owned());
            }
            AssignedPolicy::NotLoaded(name) => {
                return Err(format!("The values of its policy {name} could not be read."));
            }
            AssignedPolicy::Policy(known) => known.name(),
        };
        let own = configuration.overrides.iter().map(|(key, _)| key.to_owned()).collect::<Vec<_>>();
        let origin = match own.len() {
            0 => format!("Policy {origin}."),
            count => format!("Policy {origin}, with {} of its own.", text::plural(count, "value")),
        };
        return Ok(ComparedValues { values: configuration.values().unwrap_or_default(), own, origin, ..content });
    }
    let report = reported(fleet.commands(), &side.name, now);
    let report = report.ok_or("It has not said which values it has since this page remembers.")?;
    let sent = SentTimes::of(fleet.commands(), &side.name, now);
    let late = if sent.is_newer_than(report.at) { "It was sent values since, or may have been." } else { "" };
    Ok(ComparedValues { values: report.values, reported_at: Some(report.at), origin: late.to_owned(), ..content })
}

#[cfg(test)]
#[path = "side_tests.rs"]
mod tests;
