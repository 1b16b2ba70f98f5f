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

/// The longest time that the door may be open without an alarm.
pub(crate) fn limit(device: &Device) -> Ms {
    device.number("dooropentimelimit", 300).clamp(1, 43_200) * SECOND
}

/// The door is opened; it is closed after a time, if one is given.
pub(crate) fn open(device: &mut Device, context: &mut SimContext, opener: Arc<str>, closes_after: Option<Ms>) {
    let token = device.state.next_token();
    device.state.door = Some(OpenDoor { token, alarm_reported: false, opener });
    let limit = limit(device);
    if closes_after.is_none_or(|after| after > limit) {
        device.plan(context, limit, DeviceEvent::DoorAlarm(token));
    }
    if let Some(after) = closes_after {
        device.plan(context, after, DeviceEvent::DoorCloses(token));
    }
}

/// The door has been open for too long. Countertop cabinets report that as DoorAjar, and no entry is documented for its
/// end.
pub(crate) fn alarm(device: &mut Device, context: &mut SimContext, token: u32) {
    if !device.state.up || device.state.door.as_ref().is_none_or(|door| door.token != token || door.alarm_reported) {
        return;
    }
    let entry = if device.kind() == DeviceKind::CountertopCabinet { "DoorAjar" } else { "DoorOpen" };
    let seconds = limit(device) / SECOND;
    let is_reported =
        device.log(context, Level::Error, entry, &format!("The door has been open for more than {seconds} seconds."));
    if let Some(door) = &mut device.state.door {
        door.alarm_reported = is_reported && entry == "DoorOpen";
    }
}

/// The door is closed; a device with a reader now scans its tags.
pub(crate) fn close(device: &mut Device, context: &mut SimContext, token: u32) {
    let Some(door) = device.state.door.take_if(|door| door.token == token) else { return };
    if door.alarm_reported {
        device.state.restore_due = true;
    }
    if device.state.up {
        emit_closed(device, context);
        tags::begin_scan(device, context, door.opener);
    }
}

/// Reports that the door is closed, if its alarm was reported.
pub(crate) fn emit_closed(device: &mut Device, context: &mut SimContext) {
    let due = device.state.restore_due && device.state.door.is_none();
    if due && device.log(context, Level::Error, "DoorOpenRestore", "The door is closed again.") {
        device.state.restore_due = false;
    }
}
