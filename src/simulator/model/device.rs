//! A device: its record in Jetstream, and its own state.

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::{capabilities::Connection, kind::DeviceKind};

use crate::model::{
    clock::Ms,
    command::QueuedCommand,
    definition::Definition,
    device_event::DeviceEvent,
    device_state::{DeviceState, Link},
    policy::AssignedPolicy,
    schedule::ScheduledItem,
    sentinels::Sentinel,
    sim_context::SimContext,
};

/// The size of the backlog of a device that cannot deliver. At this size it starts nothing new, so that the events of
/// what it has started still fit.
pub(crate) const BACKLOG_LIMIT: usize = 512;

/// A registered device.
#[derive(Debug)]
pub(crate) struct Device {
    /// Its index among all devices; never given to another one.
    pub(crate) slot: u32,
    pub(crate) id: u64,
    pub(crate) name: Arc<str>,
    pub(crate) serial: String,
    pub(crate) definition: Arc<Definition>,
    pub(crate) region: &'static str,
    pub(crate) sentinel: Option<Sentinel>,
    /// The aliases that its user may choose from.
    pub(crate) aliases: Vec<String>,
    pub(crate) assigned: Option<AssignedPolicy>,
    /// The passes stored in Jetstream; the device has a list of its own.
    pub(crate) passes: Vec<Arc<str>>,
    pub(crate) passes_synced: Option<Ms>,
    /// Commands that the device has not fetched.
    pub(crate) queued_commands: VecDeque<QueuedCommand>,
    pub(crate) state: DeviceState,
}

impl Device {
    pub(crate) fn kind(&self) -> DeviceKind {
        self.definition.kind
    }

    /// The number of the documented form that this device shows, of `forms`, where the documentation contradicts itself.
    /// It follows from the id, so that a test can reach each form and a device never changes its own.
    pub(crate) fn form(&self, forms: u64) -> u64 {
        self.id % forms
    }

    /// Does it hold a WebSocket to Jetstream?
    pub(crate) fn is_connected(&self) -> bool {
        self.state.up && self.state.link == Link::Connected
    }

    pub(crate) fn connection(&self) -> Connection {
        Connection::of(self.is_connected())
    }

    /// The value of a parameter on the device itself; `None` where its definition has no such parameter.
    pub(crate) fn parameter_value(&self, key: &str) -> Option<&str> {
        let default = self.definition.parameter(key)?.default;
        Some(self.state.changed.get(key).map_or(default, String::as_str))
    }

    /// A parameter as a whole number, or `fallback` where the device has no such parameter or no number in it.
    pub(crate) fn number(&self, key: &str, fallback: i64) -> i64 {
        self.parameter_value(key).and_then(|value| value.parse().ok()).unwrap_or(fallback)
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.parameter_value(key).map(|value| value == "1" || value.eq_ignore_ascii_case("true"))
    }

    /// Is it locked, by a command or by a power failure? No event reports its end by time, as in the API.
    pub(crate) fn is_locked(&self, now: Ms) -> bool {
        self.state.power_lock || self.state.locked_until.is_some_and(|until| now < until)
    }

    /// Schedules an event for this device.
    pub(crate) fn plan(&self, context: &mut SimContext, delay: Ms, event: DeviceEvent) {
        context.plan(delay, ScheduledItem::Device(self.slot, event));
    }

    /// Is its backlog so large that it starts nothing new?
    pub(crate) fn has_full_backlog(&self) -> bool {
        self.state.backlog.len() >= BACKLOG_LIMIT
    }

    /// Is it without power most of the day, and connected for short times only?
    pub(crate) fn is_powered_down(&self) -> bool {
        matches!(self.kind(), DeviceKind::MobileCase | DeviceKind::Handheld)
    }
}
