//! One side of a comparison: a set of values with a name, and where it comes from.

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

/// What can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ComparedKind {
    /// The values of a policy.
    #[default]
    Policy,
    /// What a device should have: its policy with its own values.
    Device,
    /// What a device last reported.
    Reported,
}

impl ComparedKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Policy, Self::Device, Self::Reported];

    /// The word in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Device => "device",
            Self::Reported => "reported",
        }
    }

    /// The words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Policy => "Policy",
            Self::Device => "Device, as it should be",
            Self::Reported => "Device, as last reported",
        }
    }
}

/// A side, as the URL has it: `policy:Ward A`, `device:Cabinet 7` or `reported:Cabinet 7`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparedSet {
    /// What it is.
    pub what: ComparedKind,
    /// Of which name; empty where nobody has chosen yet.
    pub name: String,
}

impl ComparedSet {
    /// The left one in the query.
    pub const LEFT: &str = "left";
    /// The right one in the query.
    pub const RIGHT: &str = "right";

    /// Reads a value of the query. Without one of the known words before it, it is a policy that nobody has chosen yet.
    pub fn read(text: &str) -> Self {
        let side = text.split_once(':').and_then(|(word, name)| {
            let what = ComparedKind::ALL.into_iter().find(|what| what.value() == word)?;
            Some(Self { what, name: name.to_owned() })
        });
        side.unwrap_or_default()
    }

    /// The value in the query.
    pub fn value(&self) -> String {
        format!("{}:{}", self.what.value(), self.name)
    }

    /// What it is called, in the head of its column.
    pub fn title(&self) -> String {
        match self.what {
            ComparedKind::Policy => format!("Policy {}", self.name),
            ComparedKind::Device => self.name.clone(),
            ComparedKind::Reported => format!("{}, as reported", self.name),
        }
    }
}

/// The comparison of two sides.
pub fn compare(left: &ComparedSet, right: &ComparedSet) -> String {
    let query = UrlQuery::default().with(ComparedSet::LEFT, &left.value()).with(ComparedSet::RIGHT, &right.value());
    paths::with_query(&paths::policies(&PolicyPage::Compare), &query)
}

/// The comparison of what a device reported with what it should have.
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
    /// The keys of those that are the device's own.
    pub own: Vec<String>,
    /// When the device reported them, where it is a report. What that leaves out is not known, rather than not set.
    pub reported_at: Option<Timestamp>,
    /// Where they come from, in a sentence.
    pub ground: String,
}

impl ComparedValues {
    /// Is it what a device said?
    pub fn is_report(&self) -> bool {
        self.reported_at.is_some()
    }
}

/// Finds the values of a side; or says why there are none.
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
            ground: format!(
                "{}, on {}.",
                text::plural(known.values.len(), "parameter"),
                text::plural(known.devices().len(), "device")
            ),
        });
    }
    let device = setup.find(&side.name).and_then(|number| setup.device(number));
    let (entry, place) = device.ok_or("There is no device of this name.")?;
    let content = ComparedValues {
        definition: entry.device.definition.clone(),
        schema: Arc::clone(&place.schema),
        values: Values::default(),
        own: Vec::new(),
        reported_at: None,
        ground: String::new(),
    };
    if side.what == ComparedKind::Device {
        let ground = match &place.policy {
            AssignedPolicy::None => {
                return Err("It has no policy: nothing says which values it should have.".to_owned());
            }
            AssignedPolicy::NotLoaded(name) => {
                return Err(format!("The values of its policy {name} could not be read."));
            }
            AssignedPolicy::Policy(known) => known.name(),
        };
        let own = place.overrides.iter().map(|(key, _)| key.to_owned()).collect::<Vec<_>>();
        let ground = match own.len() {
            0 => format!("Policy {ground}."),
            count => format!("Policy {ground}, with {} of its own.", text::plural(count, "value")),
        };
        return Ok(ComparedValues { values: place.values().unwrap_or_default(), own, ground, ..content });
    }
    let report = reported(fleet.commands(), &side.name, now);
    let report = report.ok_or("It has not said which values it has since this page remembers.")?;
    let sent = SentTimes::of(fleet.commands(), &side.name, now);
    let late = if sent.is_newer_than(report.at) { "It was sent values since, or may have been." } else { "" };
    Ok(ComparedValues { values: report.values, reported_at: Some(report.at), ground: late.to_owned(), ..content })
}

#[cfg(test)]
#[path = "side_tests.rs"]
mod tests;
