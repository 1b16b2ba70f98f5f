//! A type alias: the device that a row of the list shows, as a signal.

use leptos::prelude::*;

use crate::state::directory::device_entry::DeviceEntry;

/// The device that a row shows; `None` for a moment after rows were removed.
pub(super) type VisibleDevice = Memo<Option<DeviceEntry>>;
