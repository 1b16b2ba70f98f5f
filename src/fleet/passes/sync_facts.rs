//! The facts about the syncs of one device, and the passes that the last of them sent.

use std::{collections::HashSet, fmt, sync::Arc};

use jetstream_api::{catalogue::Command, credentials::Pass};
use jiff::Timestamp;

use crate::passes::changes::{Changes, remembered};
use crate::{
    Fleet,
    commands::{CLOCKS_APART, CommandState, Timeline},
    event_log::Record,
};

/// The facts about one device's passes from events, clicks and responses. They are quick to collect and to compare, so that a view can
/// do it for every frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncFacts {
    /// The sync that was begun last.
    pub latest: Option<Arc<Timeline>>,
    /// The last one that the device has completed.
    pub completed: Option<Arc<Timeline>>,
    /// When the lists were changed.
    pub changes: Changes,
    /// The time since which no event is missing; `None` where there is no event.
    pub remembered: Option<Timestamp>,
}

impl SyncFacts {
    /// Collects the facts. `changes` are those known from responses; those in the log are added.
    pub fn of(fleet: &Fleet, device: &str, mut changes: Changes, now: Timestamp) -> Self {
        let commands = fleet.commands();
        let is_sync = |timeline: &&Arc<Timeline>| {
            timeline.command() == Some(Command::SyncCredentials) && !commands.is_shadowed_by_click(timeline, now)
        };
        let syncs = || commands.of_device(device).filter(is_sync);
        let log = fleet.log();
        let of_credentials = |record: &&Arc<Record>| {
            log.event_type(record).is_some_and(|name| name.to_ascii_lowercase().contains("credentials"))
        };
        for event in log.of_device(device).filter(of_credentials).filter_map(|record| record.event()) {
            changes.apply(&event, device);
        }
        Self {
            latest: syncs().next().cloned(),
            completed: syncs().find(|timeline| timeline.state(now) == CommandState::Completed).cloned(),
            changes,
            remembered: remembered(fleet.log()),
        }
    }

    /// The passes on the device, if they are known: those that the last completed sync sent, unless another one may have come after it.
    /// `last_sync` is the response to *Get Last Device Credentials Sync Date/Time*, `None` without a response.
    pub fn on_device(&self, last_sync: Option<Option<Timestamp>>, now: Timestamp) -> Option<OnDevice> {
        let (latest, completed) = (self.latest.as_ref()?, self.completed.as_ref()?);
        let untouched = match latest.state(now) {
            CommandState::Completed | CommandState::Queued | CommandState::Sent | CommandState::TimedOut => true,
            // A refused call never reached the device; one that failed there may have wiped its list.
            CommandState::Failed { .. } => !was_delivered(latest, now),
            CommandState::OutcomeUnknown { .. } => false,
        };
        let at = completed.completed_at(now);
        let other_since = match last_sync {
            Some(answered) => answered.is_some_and(|answered| is_after(answered, at)),
            None => self.remembered.is_none_or(|remembered| remembered > at),
        };
        let sent = sent(completed, now).filter(|_| untouched && !other_since)?;
        Some(OnDevice { passes: sent, at })
    }

    /// The passes that a pending sync will send to the device.
    pub(super) fn in_flight(&self, now: Timestamp) -> Option<HashSet<String>> {
        sent(self.latest.as_ref()?, now)
    }
}

/// Whether a time is so much later than another one that a difference of clocks cannot be the cause.
pub(super) fn is_after(time: Timestamp, other: Timestamp) -> bool {
    time.duration_since(other) > CLOCKS_APART
}

/// Whether anything of this command may have arrived at the device. A refused call has no CommandId.
pub(super) fn was_delivered(timeline: &Timeline, now: Timestamp) -> bool {
    timeline.id().is_some() || timeline.provisional(now).is_some()
}

/// The passes that a sync sends, as its CommandQueuedEvent lists them: `Add` for each, and `Remove` of `*`. `None` without that
/// event, or where it lists something else.
fn sent(timeline: &Timeline, now: Timestamp) -> Option<HashSet<String>> {
    let timeline = timeline.provisional(now).map_or(timeline, |probable| &**probable);
    timeline.queued_event()?;
    let mut passes = HashSet::new();
    let mut wiped = false;
    for pair in timeline.parameters() {
        if pair.key.eq_ignore_ascii_case("Add") {
            passes.insert(Pass::parse(&pair.value).ok()?.reveal().to_owned());
        } else if pair.key.eq_ignore_ascii_case("Remove") && pair.value == "*" {
            wiped = true;
        } else {
            return None;
        }
    }
    wiped.then_some(passes)
}

/// The passes that a device has, as far as the last completed sync tells.
#[derive(Clone, PartialEq, Eq)]
pub struct OnDevice {
    pub(super) passes: HashSet<String>,
    /// When the device completed the sync.
    pub at: Timestamp,
}

impl OnDevice {
    /// Whether the device has this pass.
    pub fn has(&self, pass: &str) -> bool {
        self.passes.contains(&pass.to_ascii_uppercase())
    }

    /// Passes that are no longer listed and still open the door, in ascending order.
    pub fn pending(&self, listed: &[String]) -> Vec<String> {
        let listed: HashSet<String> = listed.iter().map(|pass| pass.to_ascii_uppercase()).collect();
        let left: Vec<_> = self.passes.difference(&listed).cloned().collect();
        crate::sorting::sorted_by(&left, String::clone)
    }
}

impl fmt::Debug for OnDevice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passes since {}", self.passes.len(), self.at)
    }
}
