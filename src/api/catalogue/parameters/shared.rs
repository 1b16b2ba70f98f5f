//! Constants that the tables of several kinds of devices share.

use crate::catalogue::Special;

pub(super) const LOG_ENTRY_LEVELS: &[&str] = &["off", "error", "warning", "information"];

pub(super) const LOG_FILE_LEVELS: &[&str] = &["off", "error", "warning", "information", "verbose", "trace", "debug"];

pub(super) const NO_HEARTBEATS: &[Special] =
    &[special("0", "no heartbeats: silence then says nothing about the device")];

pub(super) const NO_LOG_ENTRIES: &[Special] = &[special("off", "no log entries, so no alarms")];

pub(super) const NO_WEBSOCKET: &[Special] = &[special("#", "no WebSocket: commands wait for the next poll")];

/// Domain knowledge, not the vendor's words: these settings decide whether the device reaches Jetstream at all.
pub(super) const CUT_OFF: &str = "A wrong value cuts the device off from Jetstream until somebody stands before it.";

/// A value with a meaning of its own.
pub(super) const fn special(value: &'static str, meaning: &'static str) -> Special {
    Special { value, meaning }
}
