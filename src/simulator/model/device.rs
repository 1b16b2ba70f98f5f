//! One device: what Jetstream has registered of it, and the unit itself.

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

/// A unit that cannot deliver keeps so many events; then it begins nothing new, so that what it has begun can still be
/// told to the end.
pub(crate) const BACKLOG_LIMIT: usize = 512;

/// A registered device.
#[derive(Debug)]
pub(crate) struct Device {
    /// Its place among all devices; never given to another one.
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
    /// The passes stored in Jetstream; the unit has its own list.
    pub(crate) passes: Vec<Arc<str>>,
    pub(crate) passes_synced: Option<Ms>,
    /// Commands that the unit has not fetched.
    pub(crate) queued_commands: VecDeque<QueuedCommand>,
    pub(crate) state: DeviceState,
}

impl Device {
    pub(crate) fn kind(&self) -> DeviceKind {
        self.definition.kind
    }

    /// Which of `forms` documented forms this device shows where the documentation contradicts itself. It goes by the id, so
    /// that a test can reach each and a device never changes its ways.
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

    /// The value of a parameter on the unit itself; `None` where its definition has no such parameter.
    pub(crate) fn parameter_value(&self, key: &str) -> Option<&str> {
        let default = self.definition.parameter(key)?.default;
        Some(self.state.changed.get(key).map_or(default, String::as_str))
    }

    /// A whole number, or `fallback` where the unit has no such parameter or no number in it.
    pub(crate) fn number(&self, key: &str, fallback: i64) -> i64 {
        self.parameter_value(key).and_then(|value| value.parse().ok()).unwrap_or(fallback)
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.parameter_value(key).map(|value| value == "1" || value.eq_ignore_ascii_case("true"))
    }

    /// Is it locked, by command or because mains power is lost? Its end by time is silent, as it is in the API.
    pub(crate) fn is_locked(&self, now: Ms) -> bool {
        self.state.power_lock || self.state.locked_until.is_some_and(|until| now < until)
    }

    /// Plans something for this device.
    pub(crate) fn plan(&self, context: &mut SimContext, delay: Ms, event: DeviceEvent) {
        context.plan(delay, ScheduledItem::Device(self.slot, event));
    }

    /// Has it so much to tell already that it begins nothing new?
    pub(crate) fn has_full_backlog(&self) -> bool {
        self.state.backlog.len() >= BACKLOG_LIMIT
    }

    /// Is it without power most of the day, and reaches Jetstream for a moment only?
    pub(crate) fn is_powered_down(&self) -> bool {
        matches!(self.kind(), DeviceKind::MobileCase | DeviceKind::Handheld)
    }
}
