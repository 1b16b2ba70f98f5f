//! A batch of calls: one command for many devices, with a few calls at a time, and each call sent only once.

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

/// Maximum number of calls in flight: a device takes a while to answer.
const AT_ONCE: usize = 4;

/// The calls of a batch: waiting, in flight and sent.
#[derive(Debug, Default)]
struct Calls {
    /// In reverse order: the next device is the last.
    waiting: Vec<DeviceName>,
    under_way: HashSet<Guid>,
    sent: Vec<(DeviceName, Guid)>,
}

/// The progress of a batch, counted by state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchProgress {
    /// Number of devices in the batch.
    pub total: usize,
    /// Number of calls that are not sent yet.
    pub waiting: usize,
    /// Number of calls in flight.
    pub under_way: usize,
    /// Number of devices that completed the command.
    pub completed: usize,
    /// Number of devices for which Jetstream has queued the command.
    pub queued: usize,
    /// The devices that failed or whose outcome is unknown, each with the reason.
    pub troubles: Vec<(String, String)>,
}

impl BatchProgress {
    /// Number of calls that were answered or given up.
    pub fn answered(&self) -> usize {
        self.total - self.waiting - self.under_way
    }

    /// Returns whether no call is waiting or in flight.
    pub fn is_over(&self) -> bool {
        self.waiting == 0 && self.under_way == 0
    }
}

/// A batch that sends one command to many devices; empty until [`Self::begin`]. `Copy`. It ends with its owner, the page.
#[derive(Clone, Copy)]
pub struct CommandBatch {
    deed: RwSignal<Option<BulkCommand>>,
    calls: StoredValue<Calls>,
    /// Number of devices that were left out because the batch was stopped.
    stopped: RwSignal<usize>,
    version: RwSignal<u64>,
    session: Session,
    live: LiveState,
}

impl CommandBatch {
    /// Creates an empty batch.
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

    /// Starts to send a command to these devices. It replaces the previous batch.
    pub fn begin(&self, deed: BulkCommand, mut devices: Vec<DeviceName>) {
        devices.reverse();
        self.calls.set_value(Calls { waiting: devices, ..Calls::default() });
        self.stopped.set(0);
        self.deed.set(Some(deed));
        self.send_next(deed);
    }

    /// The command of the batch. Reactive.
    pub fn deed(&self) -> Option<BulkCommand> {
        self.deed.get()
    }

    /// Clears the batch.
    pub fn close(&self) {
        self.calls.set_value(Calls::default());
        self.deed.set(None);
    }

    /// Stops sending. Calls in flight are not cancelled.
    pub fn stop(&self) {
        let left = self.calls.try_update_value(|calls| std::mem::take(&mut calls.waiting).len());
        self.stopped.update(|stopped| *stopped += left.unwrap_or_default());
        self.version.update(|version| *version += 1);
    }

    /// Number of devices that were left out because the batch was stopped. Reactive.
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
                // An unsafe call is never cancelled, but after this time the other calls do not wait for it.
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

    /// The progress of the batch. Reactive.
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
            // A click that was dropped to limit memory had ended.
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
