//! Schedule of the polls by which a device without a WebSocket fetches its commands.

use crate::model::{
    clock::MINUTE, device::Device, device_event::DeviceEvent, device_state::Link, sim_context::SimContext,
};

/// Plans the next poll of a device without a WebSocket, by its own CommandPollInterval. What 0 does is not documented: here
/// such a device never polls.
pub(crate) fn plan_poll(device: &mut Device, hub: &mut SimContext) {
    if device.unit.link != Link::Polling || device.is_powered_down() {
        return;
    }
    let minutes = device.number("commandpollinterval", 60);
    device.unit.poll = device.unit.next_token();
    if minutes > 0 {
        device.plan(hub, minutes * MINUTE, DeviceEvent::Poll(device.unit.poll));
    }
}
