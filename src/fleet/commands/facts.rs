//! The facts about one command from its events, without the rest of the event.

use std::sync::Arc;

use jetstream_api::{
    catalogue::Command,
    events::{CommandCompletion, CommandQueued, Event},
    ids::EventId,
    wire::Pair,
};
use jiff::Timestamp;

/// More events of one sort for one CommandId than this are ignored: one is documented.
const MOST: usize = 8;
/// The maximum number of output entries. Longer outputs are only in the event: a tag list can have thousands of entries.
pub(super) const MOST_OUTPUT: usize = 128;
/// The same for the parameters that a device reports. It is greater, since they are compared with its policy: 120 parameters are 240 entries
/// in the longest form that is plausible (`Parameter0`, `Value0`, ...).
pub(super) const MOST_REPORTED: usize = 512;

/// A CommandQueuedEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Queued {
    pub(super) at: Option<Timestamp>,
    pub(super) event: EventId,
    pub(super) device: Option<Arc<str>>,
    pub(super) name: Arc<str>,
    pub(super) uri: Option<Arc<str>>,
    pub(super) user: Option<Arc<str>>,
    pub(super) parameters: Arc<[Pair]>,
}

/// A CommandCompletionEvent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finished {
    pub(super) at: Option<Timestamp>,
    pub(super) event: EventId,
    pub(super) device: Option<Arc<str>>,
    pub(super) name: Arc<str>,
    pub(super) user: Option<Arc<str>>,
    pub(super) exceptions: Arc<[Pair]>,
    pub(super) output: Arc<[Pair]>,
    pub(super) output_length: usize,
}

/// The exception of a command that no device fetched within 24 hours.
pub(super) fn timed_out(exceptions: &[Pair]) -> bool {
    exceptions.iter().any(|pair| pair.key.eq_ignore_ascii_case("CommandTimedOut"))
}

fn some(text: &Option<String>) -> Option<Arc<str>> {
    text.as_deref().filter(|text| !text.is_empty()).map(Arc::from)
}

impl Queued {
    pub(super) fn of(event: &Event, queued: &CommandQueued) -> Self {
        Self {
            at: event.time(),
            event: event.id.clone(),
            device: event.device.clone(),
            name: queued.command_name.as_str().into(),
            uri: some(&queued.uri),
            user: some(&queued.user),
            parameters: queued.parameters.as_slice().into(),
        }
    }
}

impl Finished {
    pub(super) fn of(event: &Event, completion: &CommandCompletion) -> Self {
        let reports = Command::from_event(&completion.command_name, None) == Some(Command::GetPolicyParameters);
        let short = completion.output.len() <= if reports { MOST_REPORTED } else { MOST_OUTPUT };
        Self {
            at: event.time(),
            event: event.id.clone(),
            device: event.device.clone(),
            name: completion.command_name.as_str().into(),
            user: some(&completion.user),
            exceptions: completion.exceptions.as_slice().into(),
            output: if short { completion.output.as_slice().into() } else { Arc::default() },
            output_length: completion.output.len(),
        }
    }
}

/// A fact from an event, in the order of events.
pub(super) trait Fact {
    fn key(&self) -> (Option<Timestamp>, &EventId);
}

impl Fact for Queued {
    fn key(&self) -> (Option<Timestamp>, &EventId) {
        (self.at, &self.event)
    }
}

impl Fact for Finished {
    fn key(&self) -> (Option<Timestamp>, &EventId) {
        (self.at, &self.event)
    }
}

/// Inserts a fact in order; the earliest few stay, so the result does not depend on the order of arrival.
pub(super) fn insert<F: Fact>(facts: &mut Vec<F>, fact: F) {
    if let Err(index) = facts.binary_search_by(|other| other.key().cmp(&fact.key())) {
        facts.insert(index, fact);
        facts.truncate(MOST);
    }
}
