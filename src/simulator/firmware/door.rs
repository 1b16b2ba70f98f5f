//! Doors: open, left open, closed.

use std::sync::Arc;

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::tags,
    model::{
        clock::{Ms, SECOND},
        device::Device,
        device_event::DeviceEvent,
        device_state::OpenDoor,
        sim_context::SimContext,
    },
};

/// How long the door may stand open before it is told.
pub(crate) fn limit(device: &Device) -> Ms {
    device.number("dooropentimelimit", 300).clamp(1, 43_200) * SECOND
}

/// The door is opened, for so long if somebody will close it.
pub(crate) fn open(device: &mut Device, hub: &mut SimContext, opener: Arc<str>, closes_after: Option<Ms>) {
    let token = device.unit.next_token();
    device.unit.door = Some(OpenDoor { token, alarmed: false, opener });
    let limit = limit(device);
    if closes_after.is_none_or(|after| after > limit) {
        device.plan(hub, limit, DeviceEvent::DoorAlarm(token));
    }
    if let Some(after) = closes_after {
        device.plan(hub, after, DeviceEvent::DoorCloses(token));
    }
}

/// It has been open for too long. Countertop cabinets call that DoorAjar, and no entry is documented that would end it.
pub(crate) fn alarm(device: &mut Device, hub: &mut SimContext, token: u32) {
    if !device.unit.up || device.unit.door.as_ref().is_none_or(|door| door.token != token || door.alarmed) {
        return;
    }
    let entry = if device.kind() == DeviceKind::CountertopCabinet { "DoorAjar" } else { "DoorOpen" };
    let seconds = limit(device) / SECOND;
    let told =
        device.log(hub, Level::Error, entry, &format!("The door has been open for more than {seconds} seconds."));
    if let Some(door) = &mut device.unit.door {
        door.alarmed = told && entry == "DoorOpen";
    }
}

/// It is closed; what has a reader now looks what is inside.
pub(crate) fn close(device: &mut Device, hub: &mut SimContext, token: u32) {
    let Some(door) = device.unit.door.take_if(|door| door.token == token) else { return };
    if door.alarmed {
        device.unit.restore_due = true;
    }
    if device.unit.up {
        tell_closed(device, hub);
        tags::begin_scan(device, hub, door.opener);
    }
}

/// Tells that a door is closed again whose alarm was told.
pub(crate) fn tell_closed(device: &mut Device, hub: &mut SimContext) {
    let due = device.unit.restore_due && device.unit.door.is_none();
    if due && device.log(hub, Level::Error, "DoorOpenRestore", "The door is closed again.") {
        device.unit.restore_due = false;
    }
}
