//! The state of a fleet of Jetstream devices, computed from events, our user's clicks and the responses to them.
//!
//! Jetstream's API has no call for a device's lockdown, for the time when it was last heard, or for its queued commands: all of that
//! is computed here, from events. No I/O and no clock: where a result depends on the time, `now` is an argument.
//!
//! Every fold is independent of order and idempotent: any permutation and any duplication of the same events, clicks and responses
//! gives the same state. Memory is bounded: the [event log](event_log) retains events for a given number of bytes and counts older
//! ones. The folds store what they need themselves, so their results do not vanish with an event that is evicted, and an event that
//! comes too late for the log still counts for them.
//!
//! ```
//! use jetstream_api::events::Event;
//! use jetstream_fleet::{Fleet, commands::CommandState};
//!
//! let queued = r#"{ "Type": "CommandQueuedEvent", "EventId": "98115b7b-3f7f-439b-ba27-ac1234d7569c", "Version": 3,
//!     "EventTime": "2026-05-18T00:31:20Z", "Device": "Cabinet 7", "CommandId": "6bd4b8fb-d964-4d00-ae0a-e3943d58e004",
//!     "CommandName": "Lockdown", "User": "maria", "Parameters": [ { "Key": "Hours", "Value": "4" } ] }"#;
//! let mut fleet = Fleet::new(1 << 20);
//! assert!(fleet.ingest(Event::parse(queued)?));
//! assert!(!fleet.ingest(Event::parse(queued)?), "a duplicate");
//!
//! let now = jetstream_api::time::parse("2026-05-18T00:32:00Z").ok_or("no time")?;
//! let newest = fleet.commands().iter_newest().next().ok_or("none")?;
//! assert_eq!((newest.user(), newest.state(now)), (Some("maria"), CommandState::Queued));
//! assert_eq!(fleet.lockdown("Cabinet 7", now).in_force_until(), None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod access;
pub mod bigram_filter;
mod bounded;
pub mod commands;
pub mod configuration;
pub mod csv;
pub mod event_log;
mod event_ref;
pub mod event_view;
pub mod health;
pub mod incidents;
pub mod inventory;
pub mod lockdowns;
pub mod passes;
pub mod plan;
pub mod sensors;
#[cfg(test)]
mod snapshot;
pub mod sorting;
#[cfg(test)]
mod test_events;

use std::sync::Arc;

use jetstream_api::{events::Event, ids::Guid};
use jiff::Timestamp;

pub use access::AccessLog;
pub use commands::{Click, ClickResult, Commands};
pub use event_log::EventLog;
pub use health::Health;
pub use incidents::{Incidents, silences::Silences};
pub use inventory::Inventory;
pub use lockdowns::{Lockdown, LockdownState};
pub use sensors::Sensors;

use event_log::Inserted;

/// The state of a fleet: all folds over the same events.
#[derive(Debug, Clone)]
pub struct Fleet {
    log: EventLog,
    commands: Commands,
    incidents: Incidents,
    health: Health,
    silences: Silences,
    access: AccessLog,
    sensors: Sensors,
    inventory: Inventory,
    revision: u64,
}

impl Fleet {
    /// A fleet without events; the log will retain events for `capacity` bytes.
    pub fn new(capacity: usize) -> Self {
        Self {
            log: EventLog::new(capacity),
            commands: Commands::default(),
            incidents: Incidents::default(),
            health: Health::default(),
            silences: Silences::default(),
            access: AccessLog::default(),
            sensors: Sensors::default(),
            inventory: Inventory::default(),
            revision: 0,
        }
    }

    /// Adds an event. `false` if it is a duplicate.
    pub fn ingest(&mut self, event: Event) -> bool {
        let event = Arc::new(event);
        if self.log.insert(&event) == Inserted::Duplicate {
            return false;
        }
        self.commands.apply(&event);
        self.incidents.apply(&event);
        self.health.apply(&event);
        self.silences.apply(&event);
        self.access.apply(&event);
        self.sensors.apply(&event);
        self.inventory.apply(&event);
        self.revision += 1;
        true
    }

    /// Adds a click of our own user, before its call is sent.
    pub fn click(&mut self, click: Click) {
        self.commands.click(click);
        self.revision += 1;
    }

    /// Adds the result of a click, and the time when it came.
    pub fn answer(&mut self, click: Guid, answer: ClickResult, at: Timestamp) {
        self.commands.answer(click, answer, at);
        self.revision += 1;
    }

    /// Notes that events before `at` are missing, and why.
    pub fn note_gap(&mut self, at: Timestamp, reason: impl Into<Arc<str>>) {
        self.log.note_gap(at, reason);
        self.revision += 1;
    }

    /// Sets the number of bytes for which the log retains events; see [`EventLog::set_capacity`].
    pub fn set_capacity(&mut self, bytes: usize) {
        self.log.set_capacity(bytes);
        self.revision += 1;
    }

    /// A number that changes with every change: an equal revision means equal state, but for the passing of time.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The event log.
    pub fn log(&self) -> &EventLog {
        &self.log
    }

    /// The commands.
    pub fn commands(&self) -> &Commands {
        &self.commands
    }

    /// The lockdown state of a device.
    pub fn lockdown(&self, device: &str, now: Timestamp) -> Lockdown {
        Lockdown::of(&self.commands, &self.incidents, device, now)
    }

    /// The open and the ended incidents.
    pub fn incidents(&self) -> &Incidents {
        &self.incidents
    }

    /// The health of all devices.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// The silences of devices that are over.
    pub fn silences(&self) -> &Silences {
        &self.silences
    }

    /// The accesses at doors, granted and refused.
    pub fn access(&self) -> &AccessLog {
        &self.access
    }

    /// The readings of all sensors.
    pub fn sensors(&self) -> &Sensors {
        &self.sensors
    }

    /// The tags in all devices.
    pub fn inventory(&self) -> &Inventory {
        &self.inventory
    }
}

#[cfg(test)]
#[path = "properties_tests.rs"]
mod properties;

#[cfg(test)]
#[path = "day_tests.rs"]
mod day;

#[cfg(test)]
#[path = "any_order_tests.rs"]
mod any_order;
