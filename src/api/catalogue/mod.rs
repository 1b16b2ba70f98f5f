//! The facts about devices from the vendor's pages, as data: models, commands, events, log entries, sensors and every known
//! configuration parameter.
//!
//! Everything here is a constant table of `&'static str` and enums: nothing is allocated or built at start. The
//! wording is our own.
//!
//! The pages are incomplete and in places inferred, so each table says how far it can be trusted: [`Evidence`], and
//! for parameters [`Confidence`] and [`Limits`]. None of it replaces what a device definition says about itself:
//! a parameter that the definition has and the catalogue lacks is a parameter all the same.

pub mod commands;
pub mod events;
pub mod firmware;
pub mod labels;
pub mod log_entries;
pub mod models;
pub mod parameter;
pub mod parameters;
pub mod sensors;
pub mod unit;
pub mod value;

pub use crate::catalogue::labels::ParameterText;
pub use commands::{Command, CommandClass, Support, support};
pub use events::{Emitter, EventType, SendSupport, event_type, sends};
pub use firmware::FirmwareVersion;
pub use log_entries::{IncidentEnd, LogEntryType, log_entry_type};
pub use models::{Model, model};
pub use parameter::{Confidence, Limits, Parameter, ParameterType, Range, Special};
pub use parameters::{parameter, parameters, words};
pub use sensors::{Sensor, sensor, sensors};
pub use unit::Unit;
pub use value::{Problem, ValueError};

/// The source of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// Printed in the v3 documentation.
    Documented,
    /// Printed only in the documentation of version 2 or on older pages.
    Older,
    /// Known only from the vendor's own client library.
    Library,
    /// Our inference: plausible, not printed anywhere we know.
    Inferred,
}
