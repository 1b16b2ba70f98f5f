//! The device that a row of the list shows, as a signal.

use leptos::prelude::*;

use crate::state::directory::device_entry::DeviceEntry;

/// The device that a row shows; none for a moment, when rows have just gone.
pub(super) type VisibleDevice = Memo<Option<DeviceEntry>>;
