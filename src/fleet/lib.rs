//! What is known of a fleet of Jetstream devices, folded from events, our user's clicks and their answers.
//!
//! Jetstream's API tells neither a device's lockdown nor when it was last heard nor what commands are queued: all of that is
//! computed here, from what was seen. No I/O and no clock: where a statement depends on the time, `now` is an argument.
//!
//! Every fold is free of order and idempotent: any permutation and any duplication of the same events, clicks and answers
//! gives the same statements. Memory is bounded: the [event log](event_log) retains events for a given number of bytes and counts what
//! is older. The folds keep what they need themselves, so what they say does not vanish with the event it follows from, and an
//! event that comes too late for the log still counts for them.
//!
//! ```
//! use jetstream_api::events::Event;
//! use jetstream_fleet::{Fleet, commands::State};
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
//! assert_eq!((newest.user(), newest.state(now)), (Some("maria"), State::Queued));
//! assert_eq!(fleet.lockdown("Cabinet 7", now).in_force_until(), None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod access;
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

/// All that is known.
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
    /// Nothing is known yet; the log will retain events for `capacity` bytes.
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

    /// Takes an event. `false` if it is a duplicate.
    pub fn ingest(&mut self, event: Event) -> bool {
        let event = Arc::new(event);
        if self.log.insert(&event) == Inserted::Duplicate {
            return false;
        }
        self.commands.take(&event);
        self.incidents.take(&event);
        self.health.take(&event);
        self.silences.take(&event);
        self.access.take(&event);
        self.sensors.take(&event);
        self.inventory.take(&event);
        self.revision += 1;
        true
    }

    /// Takes our own user's intent, before the call is sent.
    pub fn click(&mut self, click: Click) {
        self.commands.click(click);
        self.revision += 1;
    }

    /// Takes what came back for a click, and when.
    pub fn answer(&mut self, click: Guid, answer: ClickResult, at: Timestamp) {
        self.commands.answer(click, answer, at);
        self.revision += 1;
    }

    /// Notes that events before `at` are missing, and why.
    pub fn note_gap(&mut self, at: Timestamp, reason: impl Into<Arc<str>>) {
        self.log.note_gap(at, reason);
        self.revision += 1;
    }

    /// Gives the log room for another number of bytes; see [`EventLog::set_capacity`].
    pub fn set_capacity(&mut self, bytes: usize) {
        self.log.set_capacity(bytes);
        self.revision += 1;
    }

    /// Changes whenever something changed: an equal revision means equal statements, but for the passing of time.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The events.
    pub fn log(&self) -> &EventLog {
        &self.log
    }

    /// The commands.
    pub fn commands(&self) -> &Commands {
        &self.commands
    }

    /// What can be said about a device's lockdown.
    pub fn lockdown(&self, device: &str, now: Timestamp) -> Lockdown {
        Lockdown::of(&self.commands, &self.incidents, device, now)
    }

    /// What is wrong, and what was.
    pub fn incidents(&self) -> &Incidents {
        &self.incidents
    }

    /// Who is heard and who is silent.
    pub fn health(&self) -> &Health {
        &self.health
    }

    /// Who was silent, and was heard again.
    pub fn silences(&self) -> &Silences {
        &self.silences
    }

    /// Who opened what, and who was refused.
    pub fn access(&self) -> &AccessLog {
        &self.access
    }

    /// What was measured.
    pub fn sensors(&self) -> &Sensors {
        &self.sensors
    }

    /// What lies where.
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
