//! The connection to Jetstream: lost, restored, polled.

use crate::{
    firmware::{commands, polling, power},
    model::{
        clock::{MINUTE, Ms},
        device::Device,
        device_event::DeviceEvent,
        device_state::Link,
        sim_context::SimContext,
    },
};

pub(crate) fn drop_naturally(device: &mut Device, hub: &mut SimContext) {
    if device.is_powered_down() || device.unit.link != Link::Connected {
        return;
    }
    if device.unit.rng.one_in(2) {
        let minutes = device.unit.rng.between(5, 40);
        change(device, hub, Link::Polling, Some(minutes * MINUTE));
    } else {
        let minutes = device.unit.rng.between(10, 240);
        change(device, hub, Link::Down, Some(minutes * MINUTE));
    }
}

/// Changes the link, for so long if it returns by itself.
pub(crate) fn change(device: &mut Device, hub: &mut SimContext, link: Link, returns_after: Option<Ms>) {
    device.unit.link = link;
    device.unit.visiting = false;
    let token = device.unit.next_token();
    device.unit.link_token = token;
    if let Some(after) = returns_after {
        device.plan(hub, after, DeviceEvent::LinkReturns(token));
    }
    polling::plan_poll(device, hub);
}

pub(crate) fn link_return(device: &mut Device, hub: &mut SimContext, token: u32) {
    if device.unit.link_token == token && !device.unit.held {
        connect(device, hub);
    }
}

/// The WebSocket is open: what waited is delivered, then what was queued is fetched.
pub(crate) fn connect(device: &mut Device, hub: &mut SimContext) {
    device.unit.link = Link::Connected;
    device.unit.link_token = device.unit.next_token();
    device.unit.linked_at = hub.now;
    device.unit.reconnects += 1;
    if device.unit.up {
        device.flush(hub);
        commands::fetch(device, hub);
    }
}

/// The poll is due: fetches what was queued.
pub(crate) fn poll(device: &mut Device, hub: &mut SimContext, token: u32) {
    if device.unit.poll != token || device.unit.link != Link::Polling {
        return;
    }
    polling::plan_poll(device, hub);
    commands::fetch(device, hub);
}

/// A short visit to Jetstream, connected or not: delivers what waited and fetches what was queued.
pub(crate) fn visit(device: &mut Device, hub: &mut SimContext) {
    if !device.unit.up {
        return;
    }
    device.unit.visiting = true;
    device.flush(hub);
    commands::fetch(device, hub);
}

/// Takes a device off the network by hand, until it is let go.
pub(crate) fn hold_offline(device: &mut Device, hub: &mut SimContext) {
    device.unit.held = true;
    change(device, hub, Link::Down, None);
}

/// Connects a device by hand: gives it power if it has none, and nature its way again.
pub(crate) fn release(device: &mut Device, hub: &mut SimContext) {
    device.unit.held = false;
    device.unit.link = Link::Connected;
    if !device.unit.powered {
        power::plug_in(device, hub);
    }
    connect(device, hub);
}
