//! Access with a pass: a person shows it, and opens the door.

use std::sync::Arc;

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::door,
    model::{
        clock::{MINUTE, Ms, SECOND},
        device::Device,
        sim_context::SimContext,
    },
};

/// Somebody shows a pass; returns it if the door is released.
///
/// What a refused pass looks like is not documented: here it is an `InvalidPass` entry of the level warning, whose message
/// says why. With LogEntryLevel error, the default, nothing is told of it.
pub(crate) fn show_pass(device: &mut Device, hub: &mut SimContext) -> Option<Arc<str>> {
    if device.unit.reader_failed.is_some() {
        return None;
    }
    let stranger = device.unit.rng.one_in(60) && device.flag("userbypass") != Some(true);
    if stranger || device.unit.passes.is_empty() {
        let unknown = format!("04{:010X}", device.unit.rng.draw() >> 24);
        device.log(hub, Level::Warning, "InvalidPass", &format!("Pass {unknown} refused: not in the access list."));
        return None;
    }
    if device.is_locked(hub.now) {
        let pass = device.unit.rng.pick(&device.unit.passes).cloned().unwrap_or_default();
        device.log(hub, Level::Warning, "InvalidPass", &format!("Pass {pass} refused: lockdown."));
        return None;
    }
    accept(device, hub)
}

/// A listed pass releases the door: a security cabinet tells it by a `ValidPass` entry of the level information, an enclosure
/// by the AggregateEvent that follows.
pub(crate) fn accept(device: &mut Device, hub: &mut SimContext) -> Option<Arc<str>> {
    let pass = device.unit.rng.pick(&device.unit.passes).cloned()?;
    if device.kind() == DeviceKind::SecurityCabinet {
        device.log(hub, Level::Information, "ValidPass", &format!("Pass {pass} accepted."));
    }
    Some(pass)
}

/// The door is released; somebody opens it at once (that nobody does before DoorUnlockTimeLimit is over, is not simulated) and
/// closes it a little later. One in 500 forgets to.
pub(crate) fn open_door(device: &mut Device, hub: &mut SimContext, opener: Arc<str>) {
    if device.unit.door.is_some() || device.unit.scan.is_some() || !device.unit.up {
        return;
    }
    let limit = door::limit(device);
    let forgotten = device.unit.rng.one_in(500);
    let open: Ms = if forgotten {
        limit + device.unit.rng.between(30 * SECOND, 40 * MINUTE)
    } else {
        device.unit.rng.between(6 * SECOND, 45 * SECOND)
    };
    door::open(device, hub, opener, Some(open));
}
