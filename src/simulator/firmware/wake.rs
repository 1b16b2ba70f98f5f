//! The short times in which a mobile case or a handheld has power and reports.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::{network, tags, temperature},
    model::{device::Device, device_state::Link, json, sim_context::SimContext},
};

/// Wakes a device for a moment: a mobile case after its lid is shut and at night, a handheld when somebody scans with it.
pub(crate) fn wake(device: &mut Device, context: &mut SimContext) {
    if device.has_full_backlog() || !device.state.up || (device.state.held && device.state.link == Link::Down) {
        return;
    }
    device.state.in_exchange = true;
    match device.kind() {
        DeviceKind::Handheld => scan_room(device, context),
        _ => {
            tags::aggregate(device, context, "");
            temperature::emit_readings(device, context);
            if device.state.rng.one_in(40) {
                device.log(context, Level::Error, "LowBattery", "The battery is low.");
            }
            tags::observe(device, context);
        }
    }
    network::exchange(device, context);
}

/// Reports the inventory of a room, with the alias that the user of the handheld chose and the name of the user.
fn scan_room(device: &mut Device, context: &mut SimContext) {
    tags::shuffle(device);
    let mut fields = String::new();
    json::list(&mut fields, "Observe", device.state.tags.iter().map(|tag| tag.epc()));
    let alias = device.state.rng.pick(&device.aliases).cloned().unwrap_or_default();
    json::field(&mut fields, "Alias", &alias);
    let user = device.state.rng.pick(&["n.okafor", "j.lindqvist", "m.tanaka"]).copied().unwrap_or_default();
    json::field(&mut fields, "Credential", user);
    device.emit(context, "ObjectEvent", fields);
}
