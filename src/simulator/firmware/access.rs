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

/// A person shows a pass; returns it if the door is released.
///
/// The event of a refused pass is not documented: here it is an `InvalidPass` entry of the level warning, whose message
/// has the reason. With LogEntryLevel error, the default, no event is sent.
pub(crate) fn show_pass(device: &mut Device, context: &mut SimContext) -> Option<Arc<str>> {
    if device.state.reader_failed.is_some() {
        return None;
    }
    let is_unknown = device.state.rng.one_in(60) && device.flag("userbypass") != Some(true);
    if is_unknown || device.state.passes.is_empty() {
        let unknown = format!("04{:010X}", device.state.rng.draw() >> 24);
        device.log(context, Level::Warning, "InvalidPass", &format!("Pass {unknown} refused: not in the access list."));
        return None;
    }
    if device.is_locked(context.now) {
        let pass = device.state.rng.pick(&device.state.passes).cloned().unwrap_or_default();
        device.log(context, Level::Warning, "InvalidPass", &format!("Pass {pass} refused: lockdown."));
        return None;
    }
    accept(device, context)
}

/// A listed pass releases the door: a security cabinet reports it by a `ValidPass` entry of the level information, an
/// enclosure by the AggregateEvent that follows.
pub(crate) fn accept(device: &mut Device, context: &mut SimContext) -> Option<Arc<str>> {
    let pass = device.state.rng.pick(&device.state.passes).cloned()?;
    if device.kind() == DeviceKind::SecurityCabinet {
        device.log(context, Level::Information, "ValidPass", &format!("Pass {pass} accepted."));
    }
    Some(pass)
}

/// The door is released. The person opens it at once and closes it a little later; one in 500 forgets to. A door that
/// nobody opens before DoorUnlockTimeLimit is not simulated.
pub(crate) fn open_door(device: &mut Device, context: &mut SimContext, opener: Arc<str>) {
    if device.state.door.is_some() || device.state.scan.is_some() || !device.state.up {
        return;
    }
    let limit = door::limit(device);
    let forgotten = device.state.rng.one_in(500);
    let open: Ms = if forgotten {
        limit + device.state.rng.between(30 * SECOND, 40 * MINUTE)
    } else {
        device.state.rng.between(6 * SECOND, 45 * SECOND)
    };
    door::open(device, context, opener, Some(open));
}
