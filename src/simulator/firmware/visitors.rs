//! Visits of people to a device, more by day than by night.

use std::sync::Arc;

use jetstream_api::kind::DeviceKind;

use crate::{
    firmware::{access, tags, wake},
    model::{
        clock::{self, MINUTE},
        device::Device,
        device_event::DeviceEvent,
        region,
        sim_context::SimContext,
    },
};

/// Schedules the next visit: more often by day than by night.
pub(crate) fn plan(device: &mut Device, context: &mut SimContext) {
    let day = (7..19).contains(&clock::hour(context.now, region::hours_east(device.region)));
    let minutes = match (device.kind(), day) {
        (DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint, true) => 1,
        (DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint, false) => 15,
        (DeviceKind::MobileCase | DeviceKind::Handheld, _) => 180,
        (_, true) => 5,
        (_, false) => 60,
    };
    let next = device.state.rng.about(minutes * MINUTE * context.calm);
    device.plan(context, next, DeviceEvent::Access);
}

/// A person comes to the device.
pub(crate) fn someone_arrives(device: &mut Device, context: &mut SimContext) {
    plan(device, context);
    if device.is_powered_down() {
        return wake::wake(device, context);
    }
    // Nobody comes to a sentinel: it shows its failure only when it is called.
    if device.sentinel.is_some()
        || !device.state.up
        || device.has_full_backlog()
        || device.state.door.is_some()
        || device.state.scan.is_some()
    {
        return;
    }
    match device.kind() {
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => tags::tag_passes(device, context),
        DeviceKind::CountertopCabinet => access::open_door(device, context, Arc::from("")),
        DeviceKind::RfidEnclosure | DeviceKind::SecurityCabinet => {
            if let Some(pass) = access::show_pass(device, context) {
                access::open_door(device, context, pass);
            }
        }
        DeviceKind::MobileCase | DeviceKind::Handheld | DeviceKind::Unknown => {}
    }
}
