//! The API: a file per resource, and the routing from a path to its handler.
//!
//! Handlers read and change the [model](crate::model) and hand commands to the [firmware](crate::firmware).

pub(crate) mod aliases;
pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod command_queue;
pub(crate) mod commands;
pub(crate) mod credentials;
pub(crate) mod definitions;
pub(crate) mod device_policy;
pub(crate) mod devices;
pub(crate) mod events;
pub(crate) mod policies;
pub(crate) mod query;
pub(crate) mod queued_event;
pub(crate) mod regions;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod routing;
pub(crate) mod sentinel_failures;
