//! One command for many devices: a few calls at a time, each of them once, whatever comes of it.

use std::{collections::HashSet, time::Duration};

use jetstream_api::{ids::Guid, names::DeviceName};
use jetstream_fleet::{
    Fleet,
    commands::{ANSWER_WITHIN, CommandState},
};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::fleet_configuration::policy_command::BulkCommand,
    state::{commands::start, live::LiveState, session::Session},
};
use jetstream_browser as browser;

/// How many calls wait for their answer at once: a device that is asked takes its time.
const AT_ONCE: usize = 4;

/// What was sent, and what is still to be.
#[derive(Debug, Default)]
struct Calls {
    /// In reverse: the next one last.
    waiting: Vec<DeviceName>,
    under_way: HashSet<Guid>,
    sent: Vec<(DeviceName, Guid)>,
}

/// How a batch stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchProgress {
    /// How many devices it is for.
    pub total: usize,
    /// How many calls have not been sent.
    pub waiting: usize,
    /// How many calls wait for their answer.
    pub under_way: usize,
    /// The devices that have done it.
    pub completed: usize,
    /// The devices for which Jetstream holds it.
    pub queued: usize,
    /// The devices that have not done it, or of which that is not known, each with the reason.
    pub troubles: Vec<(String, String)>,
}

impl BatchProgress {
    /// How many calls have been answered, or given up.
    pub fn answered(&self) -> usize {
        self.total - self.waiting - self.under_way
    }

    /// Is nothing left to send or to wait for?
    pub fn is_over(&self) -> bool {
        self.waiting == 0 && self.under_way == 0
    }
}

/// A command on its way to many devices, or none. Copied freely; it ends with its owner, which is the page.
#[derive(Clone, Copy)]
pub struct CommandBatch {
    deed: RwSignal<Option<BulkCommand>>,
    calls: StoredValue<Calls>,
    /// The devices that were left out because somebody stopped it.
    stopped: RwSignal<usize>,
    version: RwSignal<u64>,
    session: Session,
    live: LiveState,
}

impl CommandBatch {
    /// None yet.
    pub fn new() -> Self {
        Self {
            deed: RwSignal::new(None),
            calls: StoredValue::new(Calls::default()),
            stopped: RwSignal::new(0),
            version: RwSignal::new(0),
            session: Session::current(),
            live: LiveState::current(),
        }
    }

    /// Begins to send, in place of whatever was sent before.
    pub fn begin(&self, deed: BulkCommand, mut devices: Vec<DeviceName>) {
        devices.reverse();
        self.calls.set_value(Calls { waiting: devices, ..Calls::default() });
        self.stopped.set(0);
        self.deed.set(Some(deed));
        self.send_next(deed);
    }

    /// What is done; reactive.
    pub fn deed(&self) -> Option<BulkCommand> {
        self.deed.get()
    }

    /// Forgets what was done.
    pub fn close(&self) {
        self.calls.set_value(Calls::default());
        self.deed.set(None);
    }

    /// Sends nothing more. What is under way is not called back.
    pub fn stop(&self) {
        let left = self.calls.try_update_value(|calls| std::mem::take(&mut calls.waiting).len());
        self.stopped.update(|stopped| *stopped += left.unwrap_or_default());
        self.version.update(|version| *version += 1);
    }

    /// How many devices were left out because it was stopped; reactive.
    pub fn stopped(&self) -> usize {
        self.stopped.get()
    }

    fn next(&self) -> Option<DeviceName> {
        let next = |calls: &mut Calls| if calls.under_way.len() < AT_ONCE { calls.waiting.pop() } else { None };
        self.calls.try_update_value(next)?
    }

    fn send_next(&self, deed: BulkCommand) {
        while let Some(device) = self.next() {
            let (id, answer) = start(deed.intent(device.clone()), self.session, self.live);
            self.calls.update_value(|calls| {
                calls.under_way.insert(id);
                calls.sent.push((device, id));
            });
            let this = *self;
            spawn_local(async move {
                answer.await;
                this.ended(deed, id);
            });
            spawn_local(async move {
                // An unsafe call is never given up, but the others do not wait for it any longer.
                browser::sleep(Duration::try_from(ANSWER_WITHIN).unwrap_or_default()).await;
                this.ended(deed, id);
            });
        }
        self.version.try_update(|version| *version += 1);
    }

    fn ended(&self, deed: BulkCommand, id: Guid) {
        if self.calls.try_update_value(|calls| calls.under_way.remove(&id)) == Some(true) {
            self.send_next(deed);
        }
    }

    /// How it stands; reactive.
    pub fn progress(&self) -> BatchProgress {
        self.version.track();
        let now = self.live.now();
        self.calls.with_value(|calls| self.live.with(|fleet| progress(calls, fleet, now)))
    }
}

impl Default for CommandBatch {
    fn default() -> Self {
        Self::new()
    }
}

fn progress(calls: &Calls, fleet: &Fleet, now: Timestamp) -> BatchProgress {
    let mut progress = BatchProgress {
        total: calls.waiting.len() + calls.sent.len(),
        waiting: calls.waiting.len(),
        under_way: calls.under_way.len(),
        ..BatchProgress::default()
    };
    for (device, id) in &calls.sent {
        let trouble = match fleet.commands().of_click(*id).map(|timeline| timeline.state(now)) {
            // A click that was forgotten to make room had ended.
            None | Some(CommandState::Sent) => continue,
            Some(CommandState::Completed) => {
                progress.completed += 1;
                continue;
            }
            Some(CommandState::Queued) => {
                progress.queued += 1;
                continue;
            }
            Some(CommandState::Failed { exceptions }) => {
                exceptions.iter().map(|pair| pair.value.as_str()).collect::<Vec<_>>().join("; ")
            }
            Some(CommandState::TimedOut) => "The device did not fetch it within 24 hours.".to_owned(),
            Some(CommandState::OutcomeUnknown { .. }) => "No usable answer came: it may have been done.".to_owned(),
        };
        progress.troubles.push((device.as_str().to_owned(), trouble));
    }
    progress
}

#[cfg(test)]
#[path = "batch_tests.rs"]
mod tests;
