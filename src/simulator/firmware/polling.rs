//! Schedule of the polls by which a device without a WebSocket fetches its commands.

use crate::model::{
    clock::MINUTE, device::Device, device_event::DeviceEvent, device_state::Link, sim_context::SimContext,
};

/// Schedules the next poll of a device without a WebSocket, by its own CommandPollInterval. The meaning of 0 is not
/// documented: here such a device never polls.
pub(crate) fn plan_poll(device: &mut Device, context: &mut SimContext) {
    if device.state.link != Link::Polling || device.is_powered_down() {
        return;
    }
    let minutes = device.number("commandpollinterval", 60);
    device.state.poll = device.state.next_token();
    if minutes > 0 {
        device.plan(context, minutes * MINUTE, DeviceEvent::Poll(device.state.poll));
    }
}
