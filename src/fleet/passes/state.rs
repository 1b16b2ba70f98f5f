//! The sync state of a device's passes: whether the device has the list that Jetstream stores.

use std::{collections::HashSet, sync::Arc};

use jetstream_api::wire::Pair;
use jiff::Timestamp;

use super::changes::ChangeTime;
use crate::commands::{CommandState, QUEUED_AT_MOST, Timeline};
use crate::passes::sync_facts::{SyncFacts, is_after, was_delivered};

/// The difference between two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Listed, and not on the device: these do not open the door yet.
    pub missing: usize,
    /// On the device, and no longer listed: these still open the door.
    pub left: usize,
}

impl Difference {
    fn between(listed: &[String], other: &HashSet<String>) -> Self {
        let listed: HashSet<String> = listed.iter().map(|pass| pass.to_ascii_uppercase()).collect();
        Self { missing: listed.difference(other).count(), left: other.difference(&listed).count() }
    }

    /// Whether there is no difference.
    pub fn is_none(self) -> bool {
        self.missing == 0 && self.left == 0
    }
}

/// The evidence that the device has the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncEvidence {
    /// The last completed sync sent exactly what is listed now.
    Content,
    /// Nobody has changed the list since the last sync, as far as events and responses tell.
    NoChange,
}

/// The reason why a sync failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The call was refused: the device was not asked.
    Refused(Arc<[Pair]>),
    /// The device could not do it. A device wipes its list before it adds, so its present list is not known.
    OnDevice(Arc<[Pair]>),
    /// The device did not fetch it within 24 hours. Nothing was done.
    TimedOut,
}

/// The reason why the state is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownReason {
    /// There is no event of a sync or a change, and no response with the time of the last sync.
    NothingSeen,
    /// It is not known how the latest sync ended.
    Outcome,
    /// The last sync was at this time, and events since then are missing.
    Memory(Timestamp),
}

/// The sync state of a device's passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassState {
    /// The device has it.
    InStep {
        /// Since when it has it.
        since: Timestamp,
        /// The evidence.
        by: SyncEvidence,
    },
    /// Changed in Jetstream, not yet on the device.
    ChangedSince {
        /// The first change after the last sync, where it is known.
        first: Option<ChangeTime>,
        /// The last sync, where it is known.
        synced: Option<Timestamp>,
        /// The difference between the lists, where both are known.
        difference: Option<Difference>,
    },
    /// No list was ever sent to this device.
    NeverSynced,
    /// A sync is pending.
    SyncQueued {
        /// When it was sent.
        sent: Option<Timestamp>,
        /// When it will time out; `None` before Jetstream has accepted it.
        until: Option<Timestamp>,
        /// The changes of the list since it was sent, where both are known: then another sync will be needed.
        difference: Option<Difference>,
    },
    /// The latest sync failed.
    SyncFailed {
        /// When it was sent.
        sent: Option<Timestamp>,
        /// The reason.
        failure: Failure,
    },
    /// The state is not known.
    Unknown(UnknownReason),
}

impl PassState {
    /// The state, from all facts. `listed` are the pass numbers that Jetstream stores now, `last_sync` is the response to
    /// *Get Last Device Credentials Sync Date/Time*; each is `None` without a response.
    pub fn of(
        facts: &SyncFacts,
        listed: Option<&[String]>,
        last_sync: Option<Option<Timestamp>>,
        now: Timestamp,
    ) -> Self {
        let Some(latest) = &facts.latest else { return by_answer(facts, last_sync) };
        let sent = latest.started();
        // Jetstream's word that a sync was done counts more than that we do not know how ours ended.
        let done_since = last_sync.flatten().filter(|at| sent.is_none_or(|sent| *at > sent));
        let failure = match latest.state(now) {
            CommandState::Completed => return completed(facts, latest, listed, last_sync, now),
            CommandState::Sent => return Self::SyncQueued { sent, until: None, difference: None },
            CommandState::Queued => {
                let way = facts.in_flight(now);
                let difference = listed.zip(way).map(|(listed, way)| Difference::between(listed, &way));
                let until = sent.and_then(|sent| sent.checked_add(QUEUED_AT_MOST).ok());
                return Self::SyncQueued { sent, until, difference };
            }
            _ if done_since.is_some() => return by_answer(facts, last_sync),
            CommandState::OutcomeUnknown { .. } => return Self::Unknown(UnknownReason::Outcome),
            CommandState::TimedOut => Failure::TimedOut,
            CommandState::Failed { exceptions } if was_delivered(latest, now) => Failure::OnDevice(exceptions),
            CommandState::Failed { exceptions } => Failure::Refused(exceptions),
        };
        Self::SyncFailed { sent, failure }
    }
}

/// The state after a completed sync: compares the list that was sent with the present one.
fn completed(
    facts: &SyncFacts,
    latest: &Timeline,
    listed: Option<&[String]>,
    last_sync: Option<Option<Timestamp>>,
    now: Timestamp,
) -> PassState {
    let done = latest.completed_at(now);
    if last_sync.flatten().is_some_and(|answered| is_after(answered, done)) {
        return by_answer(facts, last_sync);
    }
    // The list was taken when it was sent; of a sync of which only the end was seen, up to a day before.
    let is_begin_known = latest.is_ours() || latest.queued_event().is_some();
    let begun = if is_begin_known { latest.started().unwrap_or(done) } else { done };
    // Of lists other than that of pass numbers the content is not known, but the times are.
    let others = facts.changes.since(begun).filter(|moment| !moment.of_passes);
    if let (Some(on_device), Some(listed)) = (facts.on_device(last_sync, now), listed) {
        let difference = Difference::between(listed, &on_device.passes);
        if difference.is_none() && others.is_none() {
            return PassState::InStep { since: on_device.at, by: SyncEvidence::Content };
        }
        let first = facts.changes.since(begun).cloned();
        return PassState::ChangedSince { first, synced: Some(done), difference: Some(difference) };
    }
    let day_before = done.checked_sub(QUEUED_AT_MOST).unwrap_or(Timestamp::MIN);
    if !is_begin_known && facts.changes.since(day_before).is_some_and(|moment| moment.at < Some(done)) {
        return PassState::Unknown(UnknownReason::Memory(done));
    }
    by_time(facts, begun, done)
}

/// The state without events of a sync: from the time of the last sync that Jetstream reports, and the changes since.
fn by_answer(facts: &SyncFacts, last_sync: Option<Option<Timestamp>>) -> PassState {
    match (last_sync, facts.changes.first()) {
        (Some(None), _) => PassState::NeverSynced,
        (Some(Some(synced)), _) => by_time(facts, synced, synced),
        (None, Some(first)) => PassState::ChangedSince { first: Some(first.clone()), synced: None, difference: None },
        (None, None) => PassState::Unknown(UnknownReason::NothingSeen),
    }
}

fn by_time(facts: &SyncFacts, begun: Timestamp, done: Timestamp) -> PassState {
    match facts.changes.since(begun) {
        Some(first) => PassState::ChangedSince { first: Some(first.clone()), synced: Some(done), difference: None },
        None if facts.remembered.is_some_and(|remembered| remembered <= done) => {
            PassState::InStep { since: done, by: SyncEvidence::NoChange }
        }
        None => PassState::Unknown(UnknownReason::Memory(done)),
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
