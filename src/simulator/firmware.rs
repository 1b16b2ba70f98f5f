//! The firmware: the state machine of a device, a file for each part of the device.
//!
//! Every event that a device sends follows from its state. A scheduled event that ends a state carries the token of that
//! state, so that an outdated one does nothing.

pub(crate) mod access;
pub(crate) mod commands;
pub(crate) mod dispatch;
pub(crate) mod door;
pub(crate) mod heartbeat;
pub(crate) mod incidents;
pub(crate) mod memory;
pub(crate) mod network;
pub(crate) mod nightly;
pub(crate) mod polling;
pub(crate) mod power;
pub(crate) mod reader;
pub(crate) mod reporting;
pub(crate) mod settings;
pub(crate) mod shutdown;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod tags;
pub(crate) mod temperature;
pub(crate) mod traffic;
pub(crate) mod visitors;
pub(crate) mod wake;
