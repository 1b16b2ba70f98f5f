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

/// A connection loss by itself, for minutes or hours.
pub(crate) fn drop_naturally(device: &mut Device, context: &mut SimContext) {
    if device.is_powered_down() || device.state.link != Link::Connected {
        return;
    }
    if device.state.rng.one_in(2) {
        let minutes = device.state.rng.between(5, 40);
        change(device, context, Link::Polling, Some(minutes * MINUTE));
    } else {
        let minutes = device.state.rng.between(10, 240);
        change(device, context, Link::Down, Some(minutes * MINUTE));
    }
}

/// Changes the link; it returns by itself after a time, if one is given.
pub(crate) fn change(device: &mut Device, context: &mut SimContext, link: Link, returns_after: Option<Ms>) {
    device.state.link = link;
    device.state.in_exchange = false;
    let token = device.state.next_token();
    device.state.link_token = token;
    if let Some(after) = returns_after {
        device.plan(context, after, DeviceEvent::LinkReturns(token));
    }
    polling::plan_poll(device, context);
}

/// The connection returns, unless it has changed meanwhile.
pub(crate) fn link_return(device: &mut Device, context: &mut SimContext, token: u32) {
    if device.state.link_token == token && !device.state.held {
        connect(device, context);
    }
}

/// Opens the WebSocket: delivers the backlog, then fetches the queued commands.
pub(crate) fn connect(device: &mut Device, context: &mut SimContext) {
    device.state.link = Link::Connected;
    device.state.link_token = device.state.next_token();
    device.state.linked_at = context.now;
    device.state.reconnects += 1;
    if device.state.up {
        device.flush(context);
        commands::fetch(device, context);
    }
}

/// Fetches the queued commands at the time of a poll.
pub(crate) fn poll(device: &mut Device, context: &mut SimContext, token: u32) {
    if device.state.poll != token || device.state.link != Link::Polling {
        return;
    }
    polling::plan_poll(device, context);
    commands::fetch(device, context);
}

/// A short exchange with Jetstream, connected or not: delivers the backlog and fetches the queued commands.
pub(crate) fn exchange(device: &mut Device, context: &mut SimContext) {
    if !device.state.up {
        return;
    }
    device.state.in_exchange = true;
    device.flush(context);
    commands::fetch(device, context);
}

/// Disconnects a device by hand, until it is released.
pub(crate) fn hold_offline(device: &mut Device, context: &mut SimContext) {
    device.state.held = true;
    change(device, context, Link::Down, None);
}

/// Connects a device by hand: gives it power if it has none, and lets failures occur again.
pub(crate) fn release(device: &mut Device, context: &mut SimContext) {
    device.state.held = false;
    device.state.link = Link::Connected;
    if !device.state.powered {
        power::plug_in(device, context);
    }
    connect(device, context);
}
