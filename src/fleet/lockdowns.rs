//! The lockdown state of a device, as far as it is known: no call tells it, so it is computed from commands and alarms.
//!
//! Several statements can be true at once (a lockdown in force, its end queued), and each has its evidence. It is an assumption, since
//! nothing documents it, that of two lockdowns whose hours overlap the later one replaces the earlier.

mod evidence;

use jetstream_api::{ids::EventId, wire::Pair};
use jiff::{SignedDuration, Timestamp};

pub use crate::lockdowns::evidence::Evidence;

use crate::{
    commands::{CommandState, Commands, QUEUED_AT_MOST, Timeline},
    incidents::Incidents,
    sorting::{sorted_by, sorted_indices},
};

/// The longest lockdown, in hours.
const MOST_HOURS: u8 = jetstream_api::commands::LockdownHours::MAX;

/// The reason why the effect of a command is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UncertaintyReason {
    /// No response came, and no event that could be of this command.
    NoAnswer,
    /// It was queued, and no event came for longer than a command can be queued.
    NoEnd,
    /// It was executed, but its parameters are not known: it may have been a lockdown or the end of one.
    HoursNotSeen,
}

/// A statement about a device's lockdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockdownState {
    /// A command locked it down, and its time is not over.
    InForce {
        /// When it ends: completion and hours added up, no event will tell.
        until: Timestamp,
        /// The hours that were asked for.
        hours: u8,
        /// It is an assumption that it replaced the earlier lockdown, which would have gone on to this time.
        instead_of: Option<Timestamp>,
        /// The evidence.
        evidence: Evidence,
    },
    /// Mains power is lost and the device is set to lock itself then; until when is not known.
    ByPowerFailure {
        /// Since when mains power is lost.
        since: Option<Timestamp>,
        /// The event.
        event: EventId,
    },
    /// Mains power is lost, and whether the device locks itself then is not known.
    MaybeByPowerFailure {
        /// Since when mains power is lost.
        since: Option<Timestamp>,
        /// The event.
        event: EventId,
    },
    /// A command may have locked it down, or may have ended a lockdown.
    Unknown {
        /// Why that is not known.
        why: UncertaintyReason,
        /// The hours that were asked for, 0 for an end; `None` if not seen.
        hours: Option<u8>,
        /// The evidence.
        evidence: Evidence,
    },
    /// A lockdown waits for the device: not in force.
    Queued {
        /// The hours it will last from when the device executes it; `None` if not known.
        hours: Option<u8>,
        /// When Jetstream drops it.
        expires: Option<Timestamp>,
        /// The evidence.
        evidence: Evidence,
    },
    /// The end of a lockdown waits for the device: what is in force stays so.
    EndQueued {
        /// When Jetstream drops it.
        expires: Option<Timestamp>,
        /// The evidence.
        evidence: Evidence,
    },
    /// The last lockdown that is known is over.
    Ended {
        /// When.
        at: Timestamp,
        /// A command ended it (`false`), or its time ran out, which is a calculation and no event (`true`).
        by_calculation: bool,
        /// It is an assumption that the last lockdown replaced an earlier one, which would have gone on to this time.
        instead_of: Option<Timestamp>,
        /// The evidence.
        evidence: Evidence,
    },
}

/// The lockdown state of a device at some time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lockdown {
    states: Vec<LockdownState>,
    power: Option<(Option<Timestamp>, EventId)>,
}

impl Lockdown {
    pub(crate) fn of(commands: &Commands, incidents: &Incidents, device: &str, now: Timestamp) -> Self {
        let power = incidents.get(device, "ACPowerFailure").map(|incident| (incident.first.at, incident.first.event));
        let mut states = Vec::new();
        let mut done: Vec<EndedLockdown> = Vec::new();
        let mut open: Vec<(&Timeline, CommandState)> = Vec::new();
        for timeline in commands.lockdowns(device) {
            match timeline.state(now) {
                // A command that has a timeline of its own counts once.
                _ if timeline.provisional(now).is_some() => {}
                CommandState::Completed => done.push(EndedLockdown::of(timeline, now)),
                CommandState::Failed { .. } | CommandState::TimedOut => {}
                state => open.push((timeline, state)),
            }
        }
        let ascending = sorted_indices(done.len(), &|one, other| {
            done.get(one).map(EndedLockdown::key).cmp(&done.get(other).map(EndedLockdown::key))
        });
        let done: Vec<&EndedLockdown> = ascending.into_iter().filter_map(|number| done.get(number)).collect();
        if let Some((last, before)) = done.split_last() {
            states.extend(last.state(before, now));
            // Queued commands run in order, so what nothing was heard of was decided before a later command was done.
            open.retain(|(timeline, state)| {
                !matches!(state, CommandState::OutcomeUnknown { .. }) || timeline.started() > last.timeline.started()
            });
        }
        states.extend(open.into_iter().filter_map(|(timeline, state)| waiting(timeline, &state, now)));
        let states = sorted_by(&states, LockdownState::rank);
        Self { states, power }
    }

    /// The statements that are true, the most restrictive first. An empty list means that no lockdown is known, not that there is none.
    ///
    /// `setting` is the device's ACLockdownOnPowerFailure, where it is known.
    pub fn states(&self, setting: Option<bool>) -> Vec<LockdownState> {
        let power = self.power.clone().and_then(|(since, event)| match setting {
            Some(true) => Some(LockdownState::ByPowerFailure { since, event }),
            Some(false) => None,
            None => Some(LockdownState::MaybeByPowerFailure { since, event }),
        });
        let states: Vec<LockdownState> = power.into_iter().chain(self.states.iter().cloned()).collect();
        sorted_by(&states, LockdownState::rank)
    }

    /// The statements that follow from commands alone, the most restrictive first.
    pub fn by_commands(&self) -> &[LockdownState] {
        &self.states
    }

    /// The most restrictive statement, for sorting and filtering; `None` if no lockdown is known.
    pub fn most_restrictive(&self, setting: Option<bool>) -> Option<LockdownState> {
        self.states(setting).into_iter().next()
    }

    /// The time until which a command locks it down, if one does.
    pub fn in_force_until(&self) -> Option<Timestamp> {
        self.states.iter().find_map(|state| match state {
            LockdownState::InForce { until, .. } => Some(*until),
            _ => None,
        })
    }
}

impl LockdownState {
    /// Its rank, the most restrictive first.
    pub fn rank(&self) -> u8 {
        match self {
            Self::InForce { .. } => 0,
            Self::ByPowerFailure { .. } => 1,
            Self::MaybeByPowerFailure { .. } => 2,
            Self::Unknown { .. } => 3,
            Self::Queued { .. } => 4,
            Self::EndQueued { .. } => 5,
            Self::Ended { .. } => 6,
        }
    }
}

/// The hours of a lockdown command; `None` if they are not known or no number.
pub fn hours(parameters: &[Pair]) -> Option<u8> {
    let hours = parameters.iter().find(|pair| pair.key.eq_ignore_ascii_case("Hours"))?.value.trim().parse().ok()?;
    (hours <= MOST_HOURS).then_some(hours)
}

fn after(time: Timestamp, hours: u8) -> Timestamp {
    time.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(Timestamp::MAX)
}

/// A lockdown command that the device has executed.
struct EndedLockdown<'a> {
    timeline: &'a Timeline,
    at: Timestamp,
    hours: Option<u8>,
}

impl<'a> EndedLockdown<'a> {
    fn of(timeline: &'a Timeline, now: Timestamp) -> Self {
        Self { timeline, at: timeline.completed_at(now), hours: hours(timeline.parameters()) }
    }

    fn key(&self) -> (Timestamp, Option<Timestamp>, &crate::commands::TimelineKey) {
        (self.at, self.timeline.started(), self.timeline.key())
    }

    fn ends(&self) -> Timestamp {
        after(self.at, self.hours.unwrap_or(MOST_HOURS))
    }

    /// The statement that follows from it, given the commands executed before it, oldest first.
    fn state(&self, before: &[&Self], now: Timestamp) -> Option<LockdownState> {
        let evidence = Evidence::of(self.timeline, Some(self.at), now);
        let instead_of = before
            .last()
            .filter(|earlier| earlier.hours.is_some_and(|hours| hours > 0))
            .map(|earlier| earlier.ends())
            .filter(|end| *end > self.at);
        match self.hours {
            Some(0) => Some(LockdownState::Ended { at: self.at, by_calculation: false, instead_of: None, evidence }),
            Some(hours) if self.ends() > now => {
                Some(LockdownState::InForce { until: self.ends(), hours, instead_of, evidence })
            }
            Some(_) => Some(LockdownState::Ended { at: self.ends(), by_calculation: true, instead_of, evidence }),
            None if self.ends() > now => {
                Some(LockdownState::Unknown { why: UncertaintyReason::HoursNotSeen, hours: None, evidence })
            }
            None => None,
        }
    }
}

fn waiting(timeline: &Timeline, state: &CommandState, now: Timestamp) -> Option<LockdownState> {
    let hours = hours(timeline.parameters());
    let expires = timeline.started().and_then(|started| started.checked_add(QUEUED_AT_MOST).ok());
    let evidence = Evidence::of(timeline, timeline.started(), now);
    match state {
        CommandState::Queued if hours == Some(0) => Some(LockdownState::EndQueued { expires, evidence }),
        CommandState::Queued => Some(LockdownState::Queued { hours, expires, evidence }),
        // Several candidates are timelines of their own, and tell what they did.
        CommandState::OutcomeUnknown { candidates } if candidates.len() < 2 => {
            // Fetched at the last moment, and then the longest that it can have lasted.
            let over = after(expires?, hours.unwrap_or(MOST_HOURS));
            let why = if timeline.id().is_some() { UncertaintyReason::NoEnd } else { UncertaintyReason::NoAnswer };
            (over > now).then_some(LockdownState::Unknown { why, hours, evidence })
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "lockdowns/lockdowns_tests.rs"]
mod tests;
