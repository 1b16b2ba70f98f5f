//! Heartbeats, sent every HeartbeatEventInterval minutes, whatever other events there are.

use jetstream_api::kind::DeviceKind;

use crate::model::{
    clock::{MINUTE, Ms},
    device::Device,
    device_event::DeviceEvent,
    device_state::Link,
    sim_context::SimContext,
};

/// The interval between two; `None` for devices that send none.
pub(crate) fn interval(device: &Device) -> Option<Ms> {
    if matches!(device.kind(), DeviceKind::Handheld | DeviceKind::MobileCase) {
        return None;
    }
    // Types of which no page shows the parameter are assumed to send at its usual default.
    Some(device.number("heartbeateventinterval", 60)).filter(|minutes| *minutes > 0).map(|minutes| minutes * MINUTE)
}

/// Starts the timer anew, at a random point of the interval.
pub(crate) fn start(device: &mut Device, context: &mut SimContext) {
    device.state.heartbeat = device.state.next_token();
    if let Some(interval) = interval(device) {
        let first = device.state.rng.between(0, interval);
        device.plan(context, first, DeviceEvent::Heartbeat(device.state.heartbeat));
    }
}

/// Sends one, if the device can now: a missed heartbeat is not sent later, since it says only that *now* all is well.
pub(crate) fn beat(device: &mut Device, context: &mut SimContext, token: u32) {
    if token != device.state.heartbeat {
        return;
    }
    if let Some(interval) = interval(device) {
        device.plan(context, interval, DeviceEvent::Heartbeat(token));
        if device.state.up && device.state.link != Link::Down {
            device.emit(context, "HeartbeatEvent", String::new());
        }
    }
}
