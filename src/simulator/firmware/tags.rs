//! Tags: the ones that the reader of a device sees, and the events about them.

use std::sync::Arc;

use jetstream_api::kind::DeviceKind;

use crate::model::{
    clock::SECOND, device::Device, device_event::DeviceEvent, device_state::Tag, json, sim_context::SimContext,
};

/// So many tags are remembered as taken out.
const AWAY: usize = 24;

/// Tags that a device of this kind holds at most: few lie on a tray or stand under a portal.
fn room(kind: DeviceKind) -> usize {
    match kind {
        DeviceKind::RfidEnclosure | DeviceKind::CountertopCabinet => 90,
        DeviceKind::MobileCase => 40,
        DeviceKind::Handheld => 30,
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => 12,
        DeviceKind::SecurityCabinet | DeviceKind::Unknown => 0,
    }
}

/// Fills a device as it is found on the first day.
pub(crate) fn fill(device: &mut Device, thinly: bool) {
    let room = room(device.kind());
    let room = if thinly { room / 4 } else { room / 2 };
    let count = room / 2 + device.unit.rng.below(room / 2 + 1);
    for _ in 0..count {
        let tag = Tag(device.unit.rng.draw());
        device.unit.tags.push(tag);
    }
}

/// After the door was closed: AggregateEventScanCount scans, then the change is told. 0 scans tell nothing.
pub(crate) fn begin_scan(device: &mut Device, hub: &mut SimContext, opener: Arc<str>) {
    if room(device.kind()) == 0 {
        return;
    }
    let scans = device.number("aggregateeventscancount", 2);
    let each = device.number("aggregateeventscantime", 10) + device.number("aggregateeventscandelay", 1);
    if scans > 0 {
        device.unit.scan = Some(opener);
        device.plan(hub, (scans * each).clamp(1, 900) * SECOND, DeviceEvent::Scanned);
    }
}

/// The scan is done. If the unit went off meanwhile, nothing is told and nothing was taken.
pub(crate) fn scanned(device: &mut Device, hub: &mut SimContext) {
    if let Some(opener) = device.unit.scan.take()
        && device.unit.up
    {
        aggregate(device, hub, &opener);
    }
}

/// Tags enter or leave the field of a read point.
pub(crate) fn tag_passes(device: &mut Device, hub: &mut SimContext) {
    aggregate(device, hub, "");
}

/// Tells what came and what went. Both may be empty: somebody opened the door and took nothing.
pub(crate) fn aggregate(device: &mut Device, hub: &mut SimContext, opener: &str) {
    let (adds, removes) = change(device);
    let mut fields = String::new();
    json::field(&mut fields, "PassRfid", opener);
    json::list(&mut fields, "Adds", adds.iter().map(|tag| tag.epc()));
    json::list(&mut fields, "Removes", removes.iter().map(|tag| tag.epc()));
    device.emit(hub, "AggregateEvent", fields);
}

/// Tells everything that the reader sees.
pub(crate) fn observe(device: &mut Device, hub: &mut SimContext) {
    if matches!(device.kind(), DeviceKind::SecurityCabinet | DeviceKind::Unknown) {
        return;
    }
    let mut fields = String::new();
    json::list(&mut fields, "Observe", device.unit.tags.iter().map(|tag| tag.epc()));
    device.emit(hub, "ObjectEvent", fields);
}

/// Another room has other tags.
pub(crate) fn shuffle(device: &mut Device) {
    device.unit.tags.clear();
    fill(device, false);
}

/// Moves a few tags: some of those inside go, some new ones or some that went before come.
fn change(device: &mut Device) -> (Vec<Tag>, Vec<Tag>) {
    let room = room(device.kind());
    let unit = &mut device.unit;
    let (go, come) =
        (unit.rng.below(4).min(unit.tags.len()), unit.rng.below(4).min(room.saturating_sub(unit.tags.len())));
    let mut adds = Vec::with_capacity(come);
    for _ in 0..come {
        let returns = !unit.away.is_empty() && unit.rng.one_in(2);
        let place = unit.rng.below(unit.away.len());
        adds.push(if returns { unit.away.swap_remove(place) } else { Tag(unit.rng.draw()) });
    }
    let mut removes = Vec::with_capacity(go);
    for _ in 0..go {
        let place = unit.rng.below(unit.tags.len());
        removes.push(unit.tags.swap_remove(place));
    }
    unit.tags.extend(&adds);
    unit.away.extend(&removes);
    let surplus = unit.away.len().saturating_sub(AWAY);
    unit.away.drain(..surplus);
    (adds, removes)
}
