//! The Jetstream API v3 of Terso's RFID cabinets, fridges, freezers and security cabinets, as types.
//!
//! The crate does no I/O. An [`Endpoint`](call::Endpoint) is a value that knows its method, path, query, body and
//! [safety](call::Safety), and how to decode an answer; a [`Client`](client::Client) sends it over any
//! [`Transport`](client::Transport): a browser's fetch, an HTTP client, or a simulator in the same process.
//!
//! ```
//! use jetstream_api::{call::{Endpoint, Method, Safety}, commands::{Lockdown, LockdownHours}, names::DeviceName};
//!
//! let lockdown = Lockdown { device: DeviceName::parse("Cabinet 7")?, hours: LockdownHours::new(4)? };
//! let call = lockdown.call();
//! assert_eq!(call.method, Method::Post);
//! assert_eq!(call.path(), "devices/Cabinet%207/lockdown");
//! assert_eq!(call.body.as_deref(), Some(r#"{"Hours":4}"#));
//! assert_eq!(call.safety, Safety::Unsafe);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is known, and how well
//!
//! Jetstream's public documentation is incomplete and contradicts itself in places. Wherever a fact is not documented, the
//! doc comment says so, and the decoder takes every plausible form:
//! property names are matched without regard to case, numbers and texts are taken for each other, unknown event types and
//! fields are kept, and dates are read in all the forms that the documentation shows.
//!
//! # Errors
//!
//! Everything that can go wrong with a call is one type, [`ApiError`](error::ApiError). The question that matters for a
//! door is answered by [`ApiError::outcome`](error::ApiError::outcome): did it certainly fail, or may it have taken effect?

pub mod aliases;
pub mod applications;
pub mod call;
pub mod catalogue;
pub mod client;
pub mod commands;
pub mod credentials;
pub mod definitions;
pub mod device_policy;
pub mod devices;
pub mod error;
pub mod events;
pub mod feed;
pub mod ids;
pub mod key;
pub mod kind;
pub mod names;
pub mod policies;
pub mod redact;
pub mod regions;
pub mod rules;
pub mod time;
pub mod wire;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod no_panic_tests;
