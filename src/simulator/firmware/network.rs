//! The way to Jetstream: lost, found again, and the polls of devices that hold no WebSocket.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::firmware::{
    dispatch::{DeviceEvent, is_powered_down},
    nightly, power, tags, temperature,
};
use crate::{
    handlers::commands,
    model::{
        clock::{MINUTE, Ms},
        device::Device,
        device_state::Link,
        json,
        world::SimContext,
    },
};

pub(crate) fn drop_naturally(device: &mut Device, hub: &mut SimContext) {
    if is_powered_down(device) || device.unit.link != Link::Connected {
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
    plan_poll(device, hub);
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

/// Plans the next poll of a device without a WebSocket, by its own CommandPollInterval. What 0 does is not documented: here
/// such a device never polls.
pub(crate) fn plan_poll(device: &mut Device, hub: &mut SimContext) {
    if device.unit.link != Link::Polling || is_powered_down(device) {
        return;
    }
    let minutes = device.number("commandpollinterval", 60);
    device.unit.poll = device.unit.next_token();
    if minutes > 0 {
        device.plan(hub, minutes * MINUTE, DeviceEvent::Poll(device.unit.poll));
    }
}

/// The poll is due: fetches what was queued.
pub(crate) fn poll(device: &mut Device, hub: &mut SimContext, token: u32) {
    if device.unit.poll != token || device.unit.link != Link::Polling {
        return;
    }
    plan_poll(device, hub);
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

/// A mobile case has power after its lid is shut and in the night only, a handheld when somebody scans with it.
pub(crate) fn wake(device: &mut Device, hub: &mut SimContext) {
    if device.is_full() || !device.unit.up || (device.unit.held && device.unit.link == Link::Down) {
        return;
    }
    device.unit.visiting = true;
    match device.kind() {
        DeviceKind::Handheld => scan_room(device, hub),
        _ => {
            tags::aggregate(device, hub, "");
            temperature::tell(device, hub);
            if device.unit.rng.one_in(40) {
                device.log(hub, Level::Error, "LowBattery", "The battery is low.");
            }
            nightly::observe(device, hub);
        }
    }
    visit(device, hub);
}

/// The inventory of a room: a handheld names the alias that its user chose, and who he is.
fn scan_room(device: &mut Device, hub: &mut SimContext) {
    tags::shuffle(device);
    let mut fields = String::new();
    json::list(&mut fields, "Observe", device.unit.tags.iter().map(|tag| tag.epc()));
    let alias = device.unit.rng.pick(&device.rooms).cloned().unwrap_or_default();
    json::field(&mut fields, "Alias", &alias);
    let user = device.unit.rng.pick(&["n.okafor", "j.lindqvist", "m.tanaka"]).copied().unwrap_or_default();
    json::field(&mut fields, "Credential", user);
    device.emit(hub, "ObjectEvent", fields);
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
