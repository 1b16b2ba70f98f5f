//! Labels and descriptions of a device's lockdown. They claim no more than the events show.

use jetstream_fleet::{
    LockdownState,
    lockdowns::{Evidence, UncertaintyReason},
};
use jiff::Timestamp;

use crate::text;
use jetstream_browser as browser;
use jetstream_ui::BadgeTone;

/// A short label, for a row or a badge.
pub fn lockdown_label(state: &LockdownState, now: Timestamp) -> (BadgeTone, String) {
    match state {
        LockdownState::InForce { until, .. } => {
            (BadgeTone::Warn, format!("Locked down, {} left", text::duration(until.duration_since(now))))
        }
        LockdownState::ByPowerFailure { .. } => (BadgeTone::Warn, "Locked by power failure".to_owned()),
        LockdownState::MaybeByPowerFailure { .. } => (BadgeTone::Unknown, "May be locked by power failure".to_owned()),
        LockdownState::Unknown { .. } => (BadgeTone::Unknown, "Lockdown outcome unknown".to_owned()),
        LockdownState::Queued { .. } => (BadgeTone::Info, "Lockdown queued, not in force".to_owned()),
        LockdownState::EndQueued { .. } => (BadgeTone::Info, "End of lockdown queued".to_owned()),
        LockdownState::Ended { .. } => (BadgeTone::Ok, "Lockdown ended".to_owned()),
    }
}

/// The label if no event is about a lockdown. It does not claim that there is none.
pub const NO_LOCKDOWN: &str = "No lockdown known";

/// The full description with its source. `poll` says when a queued command takes effect.
pub fn lockdown_description(state: &LockdownState, now: Timestamp, poll: &str) -> String {
    match state {
        LockdownState::InForce { until, hours, instead_of, evidence } => {
            let left = text::duration(until.duration_since(now));
            let instead = instead_of.map_or_else(String::new, |earlier| {
                format!(
                    " Assumed: it replaces the earlier lockdown, which would have gone on until {}.",
                    browser::local(earlier)
                )
            });
            format!(
                "Locked down until {}, {left} left: {} and {} added, as no event tells the end.{instead}",
                browser::local(*until),
                by(evidence),
                text::plural((*hours).into(), "hour")
            )
        }
        LockdownState::ByPowerFailure { since, .. } => {
            format!(
                "Locked by power failure{}: ACLockdownOnPowerFailure is set. Until when is not known.",
                time(" since", *since)
            )
        }
        LockdownState::MaybeByPowerFailure { since, .. } => {
            format!(
                "May be locked by power failure{}: whether ACLockdownOnPowerFailure is set is not known.",
                time(" since", *since)
            )
        }
        LockdownState::Unknown { why, hours, evidence } => {
            let why = match why {
                UncertaintyReason::NoAnswer => "no answer came, and no event tells",
                UncertaintyReason::NoEnd => {
                    "it was queued for longer than a command can be, and nothing was heard of it"
                }
                UncertaintyReason::HoursNotSeen => "it was carried out, but for how many hours was not seen",
            };
            let hours = for_hours(*hours);
            format!("Lockdown outcome unknown: a command{hours}, {}, may have taken effect: {why}.", by(evidence))
        }
        LockdownState::Queued { hours, expires, evidence } => {
            let hours = for_hours(*hours);
            format!(
                "Lockdown queued, not in force: a lockdown{hours}, {}, takes effect when {poll}.{}",
                by(evidence),
                time(" Jetstream gives it up", *expires)
            )
        }
        LockdownState::EndQueued { expires, evidence } => {
            format!(
                "End of lockdown queued, not in force: {}, takes effect when {poll}.{}",
                by(evidence),
                time(" Jetstream gives it up", *expires)
            )
        }
        LockdownState::Ended { at, by_calculation: false, evidence, .. } => {
            format!("Not locked down: the lockdown was ended {}, {}.", browser::local(*at), by(evidence))
        }
        LockdownState::Ended { at, by_calculation: true, evidence, .. } => {
            format!(
                "Not locked down: the hours of the last lockdown known, {}, were over {}. No event tells the end.",
                by(evidence),
                browser::local(*at)
            )
        }
    }
}

fn for_hours(hours: Option<u8>) -> String {
    hours.map_or_else(String::new, |hours| format!(" for {}", text::plural(hours.into(), "hour")))
}

fn by(evidence: &Evidence) -> String {
    let who = match (&evidence.user, evidence.ours) {
        (Some(user), _) => format!("sent by {user}"),
        (None, true) => "sent from this page".to_owned(),
        (None, false) => "sent by an unknown user".to_owned(),
    };
    let ahead = if evidence.ahead { " (a clock is wrong)" } else { "" };
    format!("{who}{}{ahead}", time(", as of", evidence.at))
}

fn time(word: &str, time: Option<Timestamp>) -> String {
    time.map_or_else(String::new, |time| format!("{word} {}", browser::local(time)))
}
