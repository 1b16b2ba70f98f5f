//! The latest report of a device on its parameters.

use jetstream_api::{catalogue::Command, device_policy::reported_values, wire::Pair};
use jiff::Timestamp;

use super::Values;
use crate::commands::{ClickResult, CommandState, Commands, StepKind, Timeline};
use crate::configuration::sent_times::taken_at;

/// The parameters as a device last reported them (*Get a Device's Policy Parameters*, asked by anybody, also by Jetstream
/// itself).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The values.
    pub values: Values,
    /// Parameters that the device named without a value, in lower case and in order: one of the documented forms of the
    /// answer gives names alone.
    pub without_value: Vec<String>,
    /// When the device reported.
    pub at: Timestamp,
}

/// The latest report of a device, from the timelines of its commands. `None` when it has made none that is known here.
pub fn reported(commands: &Commands, device: &str, now: Timestamp) -> Option<Reported> {
    let mut latest: Option<(Timestamp, &Timeline)> = None;
    // The latest begun come first, and count where two were answered at once.
    for timeline in commands.of_device(device) {
        let asks = timeline.command() == Some(Command::GetPolicyParameters);
        if asks && !timeline.output().is_empty() && timeline.state(now) == CommandState::Completed {
            let at = answered_at(timeline, now);
            if latest.is_none_or(|(newest, _)| newest < at) {
                latest = Some((at, timeline));
            }
        }
    }
    latest.map(|(at, timeline)| read(timeline, at))
}

/// The time of the report: that of the completion event, but not before the command was queued, since a device with a wrong clock may
/// have written it. It may be a moment after now, where the clock of the page is that much behind: it is compared with other times of
/// the same clock.
fn answered_at(timeline: &Timeline, now: Timestamp) -> Timestamp {
    let completed = timeline.completed_at(now);
    taken_at(timeline).map_or(completed, |queued| completed.max(queued))
}

fn read(timeline: &Timeline, at: Timestamp) -> Reported {
    let mut values = Values::default();
    let mut without_value = Vec::new();
    let mut take = |output: &[Pair]| {
        for (key, value) in reported_values(output) {
            match value {
                // No parameter is empty; an entry without a value is read as an empty text.
                Some(value) if !value.is_empty() => {
                    if values.get(&key).is_none() {
                        values.set(&key, value);
                    }
                }
                _ => without_value.push(key),
            }
        }
        without_value.retain(|key| values.get(key).is_none());
        without_value.is_empty()
    };
    // An answer may echo the names that were asked for while the values come by the event, or the other way round.
    if !take(timeline.output())
        && let Some(answer) = answer(timeline)
    {
        take(answer);
    }
    without_value.sort_unstable();
    without_value.dedup();
    Reported { values, without_value, at }
}

fn answer(timeline: &Timeline) -> Option<&[Pair]> {
    timeline.steps().into_iter().find_map(|step| match step.what {
        StepKind::Answered(ClickResult::Response(response)) => Some(response.output.as_slice()),
        _ => None,
    })
}

#[cfg(test)]
#[path = "reported_tests.rs"]
mod tests;
