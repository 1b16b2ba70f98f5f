//! The circumstances in which values are checked.

use jetstream_api::catalogue::FirmwareVersion;

use crate::configuration::Values;

/// The devices that the values are for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckContext {
    /// How many devices will have them; 0 where that is not known yet.
    pub devices: usize,
    /// The firmware of these devices, as they report it; the oldest where they differ. Not the definition's, which names the
    /// family only.
    pub firmware: Option<FirmwareVersion>,
    /// Values that are known to work, because devices that are connected have them: the policy in use, with the overrides of
    /// the device where there is only one. Without them factory defaults are taken to work.
    pub working: Option<Values>,
}
