//! One device: what Jetstream has registered of it, and the unit itself.

use std::{collections::VecDeque, sync::Arc};

use jetstream_api::{capabilities::Connection, catalogue::log_entries::Level, ids::Guid, kind::DeviceKind};

use crate::{
    firmware::dispatch::DeviceEvent,
    handlers::{
        commands::{CommandRequest, Outcome, QueuedCommand},
        definitions::Definition,
        device_policy::Assigned,
    },
    model::{
        clock::{self, Ms},
        device_state::{DeviceState, Link},
        json,
        outbox::Draft,
        schedule::ScheduledItem,
        sentinels::Sentinel,
        world::SimContext,
    },
};

/// A unit that cannot deliver keeps so many events; then it begins nothing new, so that what it has begun can still be
/// told to the end.
const FULL: usize = 512;

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
    pub(crate) rooms: Vec<String>,
    pub(crate) assigned: Option<Assigned>,
    /// The passes stored in Jetstream; the unit has its own list.
    pub(crate) passes: Vec<Arc<str>>,
    pub(crate) passes_synced: Option<Ms>,
    /// Commands that the unit has not fetched.
    pub(crate) waiting: VecDeque<QueuedCommand>,
    pub(crate) unit: DeviceState,
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
        self.unit.up && self.unit.link == Link::Connected
    }

    pub(crate) fn connection(&self) -> Connection {
        Connection::of(self.is_connected())
    }

    /// The value of a parameter on the unit itself; `None` where its definition has no such parameter.
    pub(crate) fn setting(&self, key: &str) -> Option<&str> {
        let default = self.definition.setting(key)?.default;
        Some(self.unit.changed.get(key).map_or(default, String::as_str))
    }

    /// A whole number, or `fallback` where the unit has no such parameter or no number in it.
    pub(crate) fn number(&self, key: &str, fallback: i64) -> i64 {
        self.setting(key).and_then(|value| value.parse().ok()).unwrap_or(fallback)
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.setting(key).map(|value| value == "1" || value.eq_ignore_ascii_case("true"))
    }

    /// Is it locked, by command or because mains power is lost? Its end by time is silent, as it is in the API.
    pub(crate) fn is_locked(&self, now: Ms) -> bool {
        self.unit.power_lock || self.unit.locked_until.is_some_and(|until| now < until)
    }

    /// Plans something for this device.
    pub(crate) fn plan(&self, hub: &mut SimContext, delay: Ms, happening: DeviceEvent) {
        hub.plan(delay, ScheduledItem::Device(self.slot, happening));
    }

    /// Has it so much to tell already that it begins nothing new?
    pub(crate) fn is_full(&self) -> bool {
        self.unit.outgoing.len() >= FULL
    }

    /// Sends an event of the device, at once or when it can.
    pub(crate) fn emit(&mut self, hub: &mut SimContext, kind: &'static str, fields: String) {
        // The example of Get Events is said to show heartbeats and readings as version 3; every other page shows 2.
        let quirk = self.form(6) == 5 && matches!(kind, "HeartbeatEvent" | "SensorReadingEvent");
        let version = if quirk || self.kind() == DeviceKind::Handheld { 3 } else { 2 };
        self.send(hub, kind, version, fields, None);
    }

    /// Sends the completion of a command.
    pub(crate) fn complete(
        &mut self,
        hub: &mut SimContext,
        id: Guid,
        order: &CommandRequest,
        user: &str,
        outcome: &Outcome,
    ) {
        let mut fields = outcome.fields(id, order.event_name());
        // The page lists these two; no example and not the vendor's library has them.
        if self.form(4) == 1 {
            json::field(&mut fields, "Verb", order.verb());
            json::field(&mut fields, "User", user);
        }
        self.send(hub, "CommandCompletionEvent", 2, fields, Some(id));
    }

    fn send(&mut self, hub: &mut SimContext, kind: &'static str, version: u8, fields: String, completes: Option<Guid>) {
        let time = hub.now.saturating_add(self.unit.skew);
        let draft = Draft { kind, version, id: self.unit.rng.guid(), time, fields, completes };
        if self.unit.is_reachable() {
            // What waited comes first: a device tells things in the order they happened.
            self.flush(hub);
            self.deliver(hub, &draft);
        } else {
            self.unit.outgoing.push_back(draft);
        }
    }

    /// Delivers everything that waited for a connection.
    pub(crate) fn flush(&mut self, hub: &mut SimContext) {
        while let Some(draft) = self.unit.outgoing.pop_front() {
            self.deliver(hub, &draft);
        }
    }

    fn deliver(&self, hub: &mut SimContext, draft: &Draft) {
        // Jetstream has given up on this command and said so: our choice is that it then takes no second answer.
        if draft.completes.is_some_and(|id| hub.open.remove(&id).is_none()) {
            return;
        }
        let now = hub.now;
        hub.outbox.issue(draft, Some(&self.name), Some(now), now);
    }

    /// Writes a log entry, if the unit's `LogEntryLevel` lets it out; says whether it did.
    pub(crate) fn log(&mut self, hub: &mut SimContext, level: Level, entry: &str, message: &str) -> bool {
        let allowed = match self.setting("logentrylevel").unwrap_or("error").to_ascii_lowercase().as_str() {
            "off" => return false,
            "information" => Level::Information,
            "warning" => Level::Warning,
            _ => Level::Error,
        };
        if !self.unit.up || level > allowed || self.kind() == DeviceKind::Handheld {
            return false;
        }
        let word = match level {
            Level::Error => "Error",
            Level::Warning => "Warning",
            Level::Information => "Information",
        };
        let mut fields = String::from("\"LogEntries\":[{");
        json::field(&mut fields, "Level", word);
        json::field(&mut fields, "Type", entry);
        json::field(&mut fields, "Message", message);
        fields.push_str("\"LogTime\":");
        json::text(&mut fields, &clock::text(hub.now.saturating_add(self.unit.skew)));
        fields.push_str("}],");
        self.emit(hub, "LogEntryEvent", fields);
        true
    }
}

#[cfg(test)]
#[path = "device_tests.rs"]
mod tests;
