//! An enum of everything that can be scheduled for a device.

/// An event of one device. A number is the token of the state that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DeviceEvent {
    Heartbeat(u32),
    Reading(u32),
    Nightly,
    /// A person comes to the device.
    Access,
    DoorAlarm(u32),
    DoorCloses(u32),
    /// The scan after the closing of the door ends.
    Scanned,
    MainsFails,
    BatteryLow(u32),
    BatteryEmpty(u32),
    MainsReturns(u32),
    LinkDrops,
    LinkReturns(u32),
    Poll(u32),
    Booted(u32),
    JobDone(u32),
    MemoryLow,
    MemoryComplaint(u32),
    ReaderFails,
    ReaderReturns(u32),
    Breach,
}
