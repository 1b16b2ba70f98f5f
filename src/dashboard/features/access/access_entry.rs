//! View model of one entry in the access list: an access with a pass at a device, or an unlock by command. Also its filter.

use std::sync::Arc;

use jetstream_api::catalogue::Command;
use jetstream_fleet::{
    Fleet, LockdownState,
    access::{AccessEvent, AccessKind},
    commands::{CommandState, Timeline},
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    paths::{self, Tab, UrlQuery},
    shared::command_state::state_label,
    text,
};
use jetstream_ui::BadgeTone;

/// The person, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// The owner of this pass.
    Pass(String),
    /// A Jetstream user, by an unlock command or with the token of one.
    User(String),
    /// No event names the person.
    NotTold,
}

/// The result of an access, as a filter value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessOutcome {
    /// The door was released or opened.
    Opened,
    /// A pass was refused.
    Refused,
    /// An unlock command that is not known to have been completed.
    Unsure,
}

impl AccessOutcome {
    /// All values, in the order of the filter.
    pub const ALL: [Self; 3] = [Self::Opened, Self::Refused, Self::Unsure];

    /// The value in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Refused => "refused",
            Self::Unsure => "unsure",
        }
    }

    /// The label on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Opened => "Opened",
            Self::Refused => "Refused",
            Self::Unsure => "Not known to be opened",
        }
    }

    /// The tone of its badge.
    pub fn tone(self) -> BadgeTone {
        match self {
            Self::Opened => BadgeTone::Ok,
            Self::Refused => BadgeTone::Warn,
            Self::Unsure => BadgeTone::Unknown,
        }
    }
}

/// One entry of the access list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessEntry {
    /// The time of the access; `None` where the event has none.
    pub at: Option<Timestamp>,
    /// The device.
    pub device: Arc<str>,
    /// The person.
    pub who: Person,
    /// The result.
    pub outcome: AccessOutcome,
    /// The result as a full text.
    pub said: String,
    /// Link to the event behind the entry, or to the device's commands.
    pub href: String,
}

/// Collects the accesses of all devices, newest first.
pub fn collect(fleet: &Fleet, now: Timestamp) -> Arc<[AccessEntry]> {
    let commands = fleet.commands();
    let unlocks: Vec<&Arc<Timeline>> = commands
        .iter_newest()
        .filter(|timeline| {
            timeline.command() == Some(Command::UnlockDoor) && !commands.is_shadowed_by_click(timeline, now)
        })
        .collect();
    let mut by_command = unlocks.iter().filter_map(|timeline| by_command(timeline, now)).peekable();
    let mut visits = Vec::new();
    // Both lists are already sorted, newest first.
    for entry in fleet.access().iter_newest() {
        while let Some(visit) = by_command.next_if(|visit| visit.at > entry.report.at) {
            visits.push(visit);
        }
        visits.push(at_the_door(fleet, entry, &unlocks));
    }
    visits.extend(by_command);
    visits.into()
}

/// The state of each unlock command. Only these change an access list by time alone.
pub fn unlocks(fleet: &Fleet, now: Timestamp) -> Vec<(&'static str, bool)> {
    let commands = fleet.commands();
    commands
        .iter_newest()
        .filter(|timeline| timeline.command() == Some(Command::UnlockDoor))
        .map(|timeline| (state_label(&timeline.state(now)), commands.is_shadowed_by_click(timeline, now)))
        .collect()
}

fn by_command(timeline: &Timeline, now: Timestamp) -> Option<AccessEntry> {
    let device: Arc<str> = timeline.device()?.into();
    let state = timeline.state(now);
    let done = state == CommandState::Completed;
    let said = match done {
        true => "Unlocked by command".to_owned(),
        false => format!("Unlock by command: {}", state_label(&state).to_lowercase()),
    };
    let event = timeline.completion_event().or(timeline.queued_event());
    Some(AccessEntry {
        at: timeline.started(),
        who: timeline.user().map_or(Person::NotTold, |user| Person::User(user.to_owned())),
        outcome: if done { AccessOutcome::Opened } else { AccessOutcome::Unsure },
        said,
        href: event.map_or_else(|| paths::device(&device, Tab::Commands), |event| paths::event(event.as_str())),
        device,
    })
}

fn at_the_door(fleet: &Fleet, entry: &AccessEvent, unlocks: &[&Arc<Timeline>]) -> AccessEntry {
    let opener = entry.opener.as_ref().map(|opener| opener.reveal());
    let is_token = |timeline: &&&Arc<Timeline>| {
        timeline.device() == Some(&*entry.device)
            && timeline.parameters().iter().any(|pair| Some(pair.value.as_str()) == opener)
    };
    let unlock = opener.and_then(|_| unlocks.iter().find(is_token));
    let who = match (unlock, opener) {
        (Some(unlock), _) => unlock.user().map_or(Person::NotTold, |user| Person::User(user.to_owned())),
        (None, Some(pass)) => Person::Pass(pass.to_owned()),
        (None, None) => Person::NotTold,
    };
    let (outcome, said) = match entry.what {
        AccessKind::Accepted => (AccessOutcome::Opened, "Pass accepted".to_owned()),
        AccessKind::Opened { adds, removes } => {
            let with = if unlock.is_some() { "Opened with the token of an unlock" } else { "Opened" };
            let tags = match (adds, removes) {
                (0, 0) => "nothing moved".to_owned(),
                _ => format!("{} in, {removes} out", text::plural(adds, "tag")),
            };
            (AccessOutcome::Opened, format!("{with}: {tags}"))
        }
        AccessKind::Refused { for_lockdown } => {
            let during = entry.report.at.is_some_and(|at| was_locked_down(fleet, &entry.device, at));
            let said = match (for_lockdown, during) {
                (true, _) => "Pass refused: lockdown, says the device",
                (false, true) => "Pass refused, during a lockdown",
                (false, false) => "Pass refused",
            };
            (AccessOutcome::Refused, said.to_owned())
        }
    };
    let href = paths::event(entry.report.event.as_str());
    AccessEntry { at: entry.report.at, device: Arc::clone(&entry.device), who, outcome, said, href }
}

/// Returns whether a lockdown by command was in force at that time, as far as is known now.
fn was_locked_down(fleet: &Fleet, device: &str, at: Timestamp) -> bool {
    fleet.lockdown(device, at).by_commands().iter().any(|state| match state {
        LockdownState::InForce { until, hours, .. } => {
            let began = until.checked_sub(SignedDuration::from_hours(i64::from(*hours)));
            began.is_ok_and(|began| (began..*until).contains(&at))
        }
        _ => false,
    })
}

/// Names of the URL query values that filter the access list.
pub mod key {
    /// The device name, or a part of it.
    pub const DEVICE: &str = "device";
    /// The last characters of the pass. The full number must not appear in a URL.
    pub const PASS: &str = "pass";
    /// The user name, in full.
    pub const USER: &str = "user";
    /// The result, as in [`super::AccessOutcome::value`].
    pub const OUTCOME: &str = "outcome";
    /// The maximum age in hours.
    pub const HOURS: &str = "hours";
    /// All of the names.
    pub const ALL: [&str; 5] = [DEVICE, PASS, USER, OUTCOME, HOURS];
}

/// The filter of the access list, apart from the device name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFilter {
    pass: String,
    user: String,
    outcome: String,
    hours: Option<i64>,
}

/// Number of trailing characters of a pass that are searched; the screen shows as many.
const END: usize = 4;

/// Returns the last characters of the typed or pasted text. More of a pass number must not appear in a URL, because the browser
/// stores it and a page that embeds this one receives it.
pub fn pass_end(typed: &str) -> &str {
    let typed = typed.trim();
    let start = typed.char_indices().rev().nth(END - 1).map_or(0, |(start, _)| start);
    typed.get(start..).unwrap_or_default()
}

impl VisitFilter {
    /// Reads the filter from the URL query.
    pub fn read(query: &UrlQuery) -> Self {
        Self {
            pass: pass_end(query.get(key::PASS)).to_ascii_lowercase(),
            user: query.get(key::USER).to_owned(),
            outcome: query.get(key::OUTCOME).to_owned(),
            hours: query.get(key::HOURS).parse().ok(),
        }
    }

    /// Returns whether the query contains any filter.
    pub fn is_set(query: &UrlQuery) -> bool {
        key::ALL.iter().any(|key| !query.get(key).is_empty())
    }

    /// Returns whether the filter matches this entry.
    pub fn fits(&self, visit: &AccessEntry, now: Timestamp) -> bool {
        let pass = || matches!(&visit.who, Person::Pass(pass) if pass.to_ascii_lowercase().ends_with(&self.pass));
        let user = || matches!(&visit.who, Person::User(user) if *user == self.user);
        let recent = |hours| visit.at.is_some_and(|at| now.duration_since(at).as_hours() < hours);
        (self.pass.is_empty() || pass())
            && (self.user.is_empty() || user())
            && (self.outcome.is_empty() || self.outcome == visit.outcome.value())
            && self.hours.is_none_or(recent)
    }
}

#[cfg(test)]
#[path = "access_entry_tests.rs"]
mod tests;
