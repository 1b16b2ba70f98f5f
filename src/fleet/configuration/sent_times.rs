//! The times at which values were sent to a device.

use jetstream_api::catalogue::Command;
use jiff::{SignedDuration, Timestamp};

use crate::commands::{ANSWER_WITHIN, CommandState, Commands, QUEUED_AT_MOST, StepKind, Timeline, TimelineKey};

/// The times of changes of a device's parameters, from the timelines of its commands: by *Set a Device's Policy Parameters* (a
/// sync) and by *Set Configuration Values for a Device*, whoever sent them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SentTimes {
    /// Since when a sync is pending: Jetstream holds it for the device, or our call has no response yet. `None` when the
    /// latest sync has ended, or may have.
    pub pending: Option<Timestamp>,
    /// When the latest of the syncs that the device completed was sent: the values that Jetstream had then are on the device.
    pub synced: Option<Timestamp>,
    /// The latest moment at which values of the device changed or may have changed. A report from before it is out of date.
    pub changed: Option<Timestamp>,
}

impl SentTimes {
    /// The times that are known at `now`.
    pub fn of(commands: &Commands, device: &str, now: Timestamp) -> Self {
        let mut sent = Self::default();
        let mut latest_is_seen = false;
        // The latest begun come first.
        for timeline in commands.of_device(device).filter(|timeline| sets(timeline)) {
            // The command that a lost answer was probably about has a timeline of its own.
            if timeline.provisional(now).is_some() {
                continue;
            }
            let began = taken_at(timeline).unwrap_or(now).min(now);
            let state = timeline.state(now);
            let pending = match state {
                CommandState::Queued => true,
                CommandState::Sent => now <= later(began, ANSWER_WITHIN),
                _ => false,
            };
            let changed = match state {
                _ if pending => None,
                CommandState::Completed => Some(timeline.completed_at(now)),
                // A device may have set some of the values before it failed; a call that was refused did nothing.
                CommandState::Failed { .. } => timeline.id().map(|_| timeline.completed_at(now)),
                CommandState::Queued | CommandState::TimedOut => None,
                CommandState::Sent | CommandState::OutcomeUnknown { .. } => Some(latest_of(timeline, began).min(now)),
            };
            sent.changed = sent.changed.max(changed);
            if timeline.command() == Some(Command::SetPolicyParameters) {
                if state == CommandState::Completed {
                    sent.synced = sent.synced.max(Some(began));
                }
                if !latest_is_seen && (pending || changed.is_some()) {
                    latest_is_seen = true;
                    sent.pending = pending.then_some(began);
                }
            }
        }
        sent
    }

    /// Whether values of the device changed after this time, or may have.
    pub fn is_newer_than(&self, at: Timestamp) -> bool {
        self.changed > Some(at)
    }
}

/// Both commands have one name in events, and only the path of the queued event tells them apart.
fn sets(timeline: &Timeline) -> bool {
    let names = Command::SetPolicyParameters.event_names();
    match timeline.command() {
        Some(command) => matches!(command, Command::SetPolicyParameters | Command::SetConfigurationValues),
        None => names.iter().any(|name| name.eq_ignore_ascii_case(timeline.name())),
    }
}

/// When Jetstream accepted a command: by its own event, else when we clicked.
pub(super) fn taken_at(timeline: &Timeline) -> Option<Timestamp> {
    let steps = timeline.steps();
    let queued = steps.iter().find(|step| matches!(step.what, StepKind::Queued { .. }));
    queued.and_then(|step| step.at).or_else(|| timeline.started())
}

/// The latest time at which a command with an unknown outcome can have taken effect: if there is no sign that Jetstream has it, it was
/// done at once or never, else it waited for the device.
fn latest_of(timeline: &Timeline, began: Timestamp) -> Timestamp {
    match timeline.key() {
        TimelineKey::Click(_) => later(began, ANSWER_WITHIN),
        TimelineKey::Command(_) => later(began, QUEUED_AT_MOST),
    }
}

fn later(time: Timestamp, by: SignedDuration) -> Timestamp {
    time.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
#[path = "sent_times_tests.rs"]
mod tests;
