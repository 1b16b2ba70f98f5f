//! The state of a command.

use std::sync::Arc;

use jetstream_api::{commands::CommandStatus, ids::CommandId, wire::Pair};
use jiff::{SignedDuration, Timestamp};

use super::{
    facts::timed_out,
    matching::{ANSWER_WITHIN, later},
    timeline::{Timeline, TimelineKey},
};
use crate::commands::local_commands::ClickResult;

/// The time after which Jetstream drops a queued command (1440 minutes, from the text of its `CommandTimedOut`).
pub const QUEUED_AT_MOST: SignedDuration = SignedDuration::from_hours(24);
/// The time that the event of a time-out may take to arrive.
const GRACE: SignedDuration = SignedDuration::from_mins(5);

/// The state of a command, as far as responses and events tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandState {
    /// The call is in flight, or was accepted without a CommandId.
    Sent,
    /// Jetstream has it and the device has not finished it: **not in force**. No event tells when a device fetches it.
    Queued,
    /// The device did it.
    Completed,
    /// It was refused, or the device could not do it.
    Failed {
        /// Why, as received; for a refused call one entry named `Answer`.
        exceptions: Arc<[Pair]>,
    },
    /// The device did not fetch it within 24 hours.
    TimedOut,
    /// It may have taken effect. No response came, or no event long after the 24 hours that a command can be queued.
    OutcomeUnknown {
        /// Commands that may be this one, oldest first.
        candidates: Arc<[CommandId]>,
    },
}

impl CommandState {
    /// Whether the state is final.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed { .. } | Self::TimedOut)
    }

    fn unknown() -> Self {
        Self::OutcomeUnknown { candidates: Arc::default() }
    }
}

impl Timeline {
    /// Its state. Where no CommandId is known and [`provisional`](Self::provisional) names one, it is the state of that command.
    pub fn state(&self, now: Timestamp) -> CommandState {
        if let Some(end) = self.end() {
            return ended(&end.exceptions);
        }
        if let Some((response, at)) = self.response() {
            return match &response.status {
                _ if !response.exceptions.is_empty() => ended(&response.exceptions.as_slice().into()),
                CommandStatus::Completed => CommandState::Completed,
                CommandStatus::Queued => waiting(Some(at), now),
                CommandStatus::Other(_) if !self.queued.is_empty() => waiting(Some(at), now),
                CommandStatus::Other(_) => CommandState::unknown(),
            };
        }
        if let Some(queued) = self.queued.first() {
            return waiting(queued.at, now);
        }
        if let Some((ClickResult::Failed(message), _)) = self.own.first().and_then(|own| own.answer.as_ref()) {
            return CommandState::Failed {
                exceptions: [Pair { key: "Answer".to_owned(), value: message.clone() }].into(),
            };
        }
        match self.match_at(now) {
            CorrelationResult::TooEarly => CommandState::Sent,
            CorrelationResult::One(candidate) => candidate.state(now),
            CorrelationResult::Open if self.is_accepted() && self.candidates.is_empty() => CommandState::Sent,
            CorrelationResult::Open => CommandState::OutcomeUnknown {
                candidates: self.candidates.iter().filter_map(|other| other.id().cloned()).collect(),
            },
        }
    }

    /// After a lost response: the one command that is probably this one. Its user is [`user`](Self::user) of that timeline.
    pub fn provisional(&self, now: Timestamp) -> Option<&Arc<Timeline>> {
        match self.match_at(now) {
            CorrelationResult::One(candidate) => Some(candidate),
            CorrelationResult::TooEarly | CorrelationResult::Open => None,
        }
    }

    fn is_accepted(&self) -> bool {
        self.own.iter().any(|own| matches!(own.answer, Some((ClickResult::Accepted, _))))
    }

    fn match_at(&self, now: Timestamp) -> CorrelationResult<'_> {
        let (TimelineKey::Click(_), Some(own)) = (self.key(), self.own.first()) else {
            return CorrelationResult::TooEarly;
        };
        let in_flight =
            own.answer.is_none() && own.click.as_ref().is_some_and(|click| now <= later(click.at, ANSWER_WITHIN));
        if in_flight || matches!(own.answer, Some((ClickResult::Failed(_), _))) {
            return CorrelationResult::TooEarly;
        }
        match self.candidates.as_slice() {
            [only] if !self.contested => CorrelationResult::One(only),
            _ => CorrelationResult::Open,
        }
    }
}

enum CorrelationResult<'a> {
    TooEarly,
    One(&'a Arc<Timeline>),
    Open,
}

fn ended(exceptions: &Arc<[Pair]>) -> CommandState {
    if exceptions.is_empty() {
        CommandState::Completed
    } else if timed_out(exceptions) {
        CommandState::TimedOut
    } else {
        CommandState::Failed { exceptions: Arc::clone(exceptions) }
    }
}

/// Past the time-out and its event not seen: perhaps it timed out, perhaps its completion was missed.
fn waiting(since: Option<Timestamp>, now: Timestamp) -> CommandState {
    let given_up = since.is_some_and(|since| later(later(since, QUEUED_AT_MOST), GRACE) < now);
    if given_up { CommandState::unknown() } else { CommandState::Queued }
}
