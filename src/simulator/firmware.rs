//! Firmware: the state machine of a device, one file per part of it. An event follows from the state of its device. A scheduled
//! event that ends something carries the token of what it ends, so that an outdated one does nothing.

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
