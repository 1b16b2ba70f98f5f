//! A batch of calls: one command for many devices, with a few calls at a time, and each call sent only once.

use jetstream_api::{ids::Guid, names::DeviceName};
use jetstream_fleet::{Fleet, commands::CommandState};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::fleet_configuration::policy_command::BulkCommand,
    state::{
        call_queue::{CallQueue, QueuedCall},
        commands::start,
        guid::new_guid,
        live::LiveState,
        session::Session,
        submission::click_call::answer_or_overdue,
    },
};

/// The call for one device. Each has a click of its own, so a late answer to a call of the previous batch ends none of this one.
#[derive(Debug, Clone)]
struct DeviceCall {
    click: Guid,
    device: DeviceName,
}

impl QueuedCall for DeviceCall {
    type Key = Guid;

    fn key(&self) -> &Guid {
        &self.click
    }
}

/// The calls of a batch: waiting, in flight and sent.
#[derive(Debug, Default)]
struct Calls {
    queue: CallQueue<DeviceCall>,
    sent: Vec<DeviceCall>,
}

impl Calls {
    fn next(&mut self) -> Option<DeviceCall> {
        let call = self.queue.next_call()?;
        self.sent.push(call.clone());
        Some(call)
    }
}

/// The progress of a batch, counted by state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchProgress {
    /// Number of devices in the batch.
    pub total: usize,
    /// Number of calls that are not sent yet.
    pub waiting: usize,
    /// Number of calls in flight.
    pub in_flight: usize,
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
        self.total - self.waiting - self.in_flight
    }

    /// Returns whether no call is waiting or in flight.
    pub fn is_over(&self) -> bool {
        self.waiting == 0 && self.in_flight == 0
    }
}

/// A batch that sends one command to many devices; empty until [`Self::begin`]. `Copy`. It ends with its owner, the page.
#[derive(Clone, Copy)]
pub struct CommandBatch {
    command: RwSignal<Option<BulkCommand>>,
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
            command: RwSignal::new(None),
            calls: StoredValue::new(Calls::default()),
            stopped: RwSignal::new(0),
            version: RwSignal::new(0),
            session: Session::current(),
            live: LiveState::current(),
        }
    }

    /// Starts to send a command to these devices. It replaces the previous batch.
    pub fn begin(&self, command: BulkCommand, devices: Vec<DeviceName>) {
        let mut calls = Calls::default();
        calls.queue.replace_waiting(devices.into_iter().map(|device| DeviceCall { click: new_guid(), device }));
        self.calls.set_value(calls);
        self.stopped.set(0);
        self.command.set(Some(command));
        self.send_next(command);
    }

    /// The command of the batch. Reactive.
    pub fn command(&self) -> Option<BulkCommand> {
        self.command.get()
    }

    /// Clears the batch.
    pub fn close(&self) {
        self.calls.set_value(Calls::default());
        self.command.set(None);
    }

    /// Stops sending. Calls in flight are not cancelled.
    pub fn stop(&self) {
        let left = self.calls.try_update_value(|calls| calls.queue.clear_waiting());
        self.stopped.update(|stopped| *stopped += left.unwrap_or_default());
        self.version.update(|version| *version += 1);
    }

    /// Number of devices that were left out because the batch was stopped. Reactive.
    pub fn stopped(&self) -> usize {
        self.stopped.get()
    }

    fn send_next(self, command: BulkCommand) {
        while let Some(DeviceCall { click, device }) = self.calls.try_update_value(Calls::next).flatten() {
            let answer = start(click, command.intent(device), self.session, self.live);
            spawn_local(async move {
                // When a call is overdue, the other calls do not wait for it any longer.
                answer_or_overdue(answer, || self.finish(command, click)).await;
                self.finish(command, click);
            });
        }
        self.version.try_update(|version| *version += 1);
    }

    fn finish(self, command: BulkCommand, click: Guid) {
        if self.calls.try_update_value(|calls| calls.queue.finish(&click)) == Some(true) {
            self.send_next(command);
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
        total: calls.queue.waiting() + calls.sent.len(),
        waiting: calls.queue.waiting(),
        in_flight: calls.queue.in_flight(),
        ..BatchProgress::default()
    };
    for DeviceCall { click, device } in &calls.sent {
        let trouble = match fleet.commands().of_click(*click).map(|timeline| timeline.state(now)) {
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
