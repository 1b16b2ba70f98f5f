//! Texts of the drift table: the label of a status, and a sentence on its meaning.

use jetstream_api::catalogue::Command;
use jetstream_fleet::{
    commands::CommandState,
    configuration::{Drift, Schema, ValueChange},
};
use jiff::Timestamp;

use crate::{
    features::{
        fleet_configuration::{model::DeviceConfiguration, report_cache::LatestReport},
        parameter_editor::value::value_text_full,
    },
    shared::command_state::state_label,
    text,
};
use jetstream_ui::BadgeTone;

/// Maximum number of changes that a sentence lists; the rest is counted.
const NAMED: usize = 3;

/// The drift status of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DriftStatus {
    /// The device has other values.
    Differs,
    /// The policy has not been sent to the device since it was added.
    AwaitsSync,
    /// The policy is queued for the device.
    Queued,
    /// Values were sent to the device after its last report.
    OutOfDate,
    /// The device reported a part of its values, and those match.
    InPart,
    /// The device never reported its values.
    NotReported,
    /// The values of the policy could not be read.
    Unread,
    /// The device has no policy.
    NoPolicy,
    /// The device has all expected values.
    Clean,
}

impl DriftStatus {
    /// All statuses, most urgent first.
    pub const ALL: [Self; 9] = [
        Self::Differs,
        Self::AwaitsSync,
        Self::Queued,
        Self::OutOfDate,
        Self::InPart,
        Self::NotReported,
        Self::Unread,
        Self::NoPolicy,
        Self::Clean,
    ];

    /// The status of a computed drift.
    pub fn of(drift: &Drift) -> Self {
        match drift {
            Drift::NoPolicy => Self::NoPolicy,
            Drift::PolicyUnknown => Self::Unread,
            Drift::Queued { .. } => Self::Queued,
            Drift::AwaitsSync { .. } => Self::AwaitsSync,
            Drift::NotReported => Self::NotReported,
            Drift::OutOfDate { .. } => Self::OutOfDate,
            Drift::Differs { .. } => Self::Differs,
            Drift::Incomplete { .. } => Self::InPart,
            Drift::Clean { .. } => Self::Clean,
        }
    }

    /// The label on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Differs => "Differs",
            Self::AwaitsSync => "Awaits sync",
            Self::Queued => "Sync queued",
            Self::OutOfDate => "Report out of date",
            Self::InPart => "Reported in part",
            Self::NotReported => "Never reported",
            Self::Unread => "Policy not known",
            Self::NoPolicy => "No policy",
            Self::Clean => "Clean",
        }
    }

    /// The value in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::AwaitsSync => "awaits-sync",
            Self::Queued => "queued",
            Self::OutOfDate => "out-of-date",
            Self::InPart => "in-part",
            Self::NotReported => "never-reported",
            Self::Unread => "policy-unknown",
            Self::NoPolicy => "no-policy",
            Self::Clean => "clean",
        }
    }

    /// The tone of its badge.
    pub fn tone(self) -> BadgeTone {
        match self {
            Self::Differs => BadgeTone::Bad,
            Self::AwaitsSync => BadgeTone::Warn,
            Self::Queued => BadgeTone::Info,
            Self::Clean => BadgeTone::Ok,
            Self::NoPolicy => BadgeTone::Plain,
            Self::OutOfDate | Self::InPart | Self::NotReported | Self::Unread => BadgeTone::Unknown,
        }
    }
}

/// A change from the present to the expected value: `DoorOpenTimeLimit is 600 s, should be 300 s`.
pub fn expected_text(schema: &Schema, change: &ValueChange) -> String {
    let field = schema.field(&change.key);
    let words = |value: &Option<String>| {
        value.as_ref().map_or_else(|| "not set".to_owned(), |value| value_text_full(field, value))
    };
    format!("{} is {}, should be {}", change.name, words(&change.from), words(&change.to))
}

fn some_changes(schema: &Schema, changes: &[ValueChange]) -> String {
    let named = changes.iter().take(NAMED).map(|change| expected_text(schema, change));
    let mut said = named.collect::<Vec<_>>().join("; ");
    let more = changes.len().saturating_sub(NAMED);
    if more > 0 {
        said.push_str(&format!("; and {more} more"));
    }
    said
}

fn names(schema: &Schema, keys: &[String]) -> String {
    let name = |key: &String| schema.field(key).map_or(key.as_str(), |field| &field.name).to_owned();
    let mut said = keys.iter().take(NAMED).map(name).collect::<Vec<_>>().join(", ");
    let more = keys.len().saturating_sub(NAMED);
    if more > 0 {
        said.push_str(&format!(" and {more} more"));
    }
    said
}

/// A sentence on the drift of this device, with the changes if there are any.
pub fn sentence(drift: &Drift, configuration: &DeviceConfiguration, now: Timestamp) -> String {
    let ago = |time: Timestamp| text::ago(time, now);
    let then = |changes: &Option<Vec<ValueChange>>| match changes.as_deref() {
        None | Some([]) => String::new(),
        Some(changes) => format!(" It would change: {}.", some_changes(&configuration.schema, changes)),
    };
    match drift {
        Drift::NoPolicy => "Nothing says which values it should have.".to_owned(),
        Drift::PolicyUnknown => "Which values it should have could not be read.".to_owned(),
        Drift::Queued { since, changes } => {
            format!("Sent {}; the device has not confirmed it.{}", ago(*since), then(changes))
        }
        Drift::AwaitsSync { updated, synced, changes } => {
            let added = updated.map_or_else(String::new, |at| format!("Added {}, ", ago(at)));
            let sent = match synced {
                None => "never sent to the device".to_owned(),
                Some(at) => format!("last sent before that, {}", ago(*at)),
            };
            format!("{}.{}", capitalised(&format!("{added}{sent}")), then(changes))
        }
        Drift::NotReported => "It has not said which values it has since this page remembers.".to_owned(),
        Drift::OutOfDate { as_of, changed } => {
            format!("It reported {}, and its values were changed {}, or may have been.", ago(*as_of), ago(*changed))
        }
        Drift::Differs { changes, missing, .. } => {
            let rest = match missing.len() {
                0 => String::new(),
                count => format!(" {} it did not report.", text::plural(count, "value")),
            };
            format!("{}.{rest}", some_changes(&configuration.schema, changes))
        }
        Drift::Incomplete { missing, .. } => {
            format!("What it reported agrees; no value came for {}.", names(&configuration.schema, missing))
        }
        Drift::Clean { as_of } => format!("Every value is as it should be, as reported {}.", ago(*as_of)),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// A text on the latest command about the device's parameters, while it has not succeeded.
pub fn latest_words(latest: &LatestReport) -> String {
    let what = if latest.command == Command::SetPolicyParameters { "Sync" } else { "Reading" };
    match &latest.state {
        CommandState::Failed { exceptions } => {
            let why: Vec<_> = exceptions.iter().map(|pair| pair.value.as_str()).collect();
            format!("{what} failed: {}", why.join("; "))
        }
        state => format!("{what}: {}", state_label(state).to_ascii_lowercase()),
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
