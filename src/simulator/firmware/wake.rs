//! The short times in which a mobile case or a handheld has power and reports.

use jetstream_api::{catalogue::log_entries::Level, kind::DeviceKind};

use crate::{
    firmware::{network, tags, temperature},
    model::{device::Device, device_state::Link, json, sim_context::SimContext},
};

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
            tags::observe(device, hub);
        }
    }
    network::visit(device, hub);
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
