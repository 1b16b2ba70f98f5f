//! Tags: the ones that the reader of a device sees, and the events about them.

use std::sync::Arc;

use jetstream_api::kind::DeviceKind;

use crate::model::{
    clock::SECOND, device::Device, device_event::DeviceEvent, device_state::Tag, json, sim_context::SimContext,
};

/// The number of tags to remember as taken out.
const AWAY: usize = 24;

/// Tags that a device of this kind holds at most: few lie on a tray or stand under a portal.
fn capacity(kind: DeviceKind) -> usize {
    match kind {
        DeviceKind::RfidEnclosure | DeviceKind::CountertopCabinet => 90,
        DeviceKind::MobileCase => 40,
        DeviceKind::Handheld => 30,
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => 12,
        DeviceKind::SecurityCabinet | DeviceKind::Unknown => 0,
    }
}

/// Fills a device of the initial fleet.
pub(crate) fn fill(device: &mut Device, thinly: bool) {
    let capacity = capacity(device.kind());
    let capacity = if thinly { capacity / 4 } else { capacity / 2 };
    let count = capacity / 2 + device.state.rng.below(capacity / 2 + 1);
    for _ in 0..count {
        let tag = Tag(device.state.rng.draw());
        device.state.tags.push(tag);
    }
}

/// Begins the scan after the door was closed: AggregateEventScanCount scans, then the change is reported. 0 scans report
/// nothing.
pub(crate) fn begin_scan(device: &mut Device, context: &mut SimContext, opener: Arc<str>) {
    if capacity(device.kind()) == 0 {
        return;
    }
    let scans = device.number("aggregateeventscancount", 2);
    let each = device.number("aggregateeventscantime", 10) + device.number("aggregateeventscandelay", 1);
    if scans > 0 {
        device.state.scan = Some(opener);
        device.plan(context, (scans * each).clamp(1, 900) * SECOND, DeviceEvent::Scanned);
    }
}

/// The end of the scan. If the device went off meanwhile, nothing is reported and no tag has moved.
pub(crate) fn scanned(device: &mut Device, context: &mut SimContext) {
    if let Some(opener) = device.state.scan.take()
        && device.state.up
    {
        aggregate(device, context, &opener);
    }
}

/// Tags enter or leave the field of a read point.
pub(crate) fn tag_passes(device: &mut Device, context: &mut SimContext) {
    aggregate(device, context, "");
}

/// Reports the tags that were added and removed. Both may be none: somebody opened the door and took nothing.
pub(crate) fn aggregate(device: &mut Device, context: &mut SimContext, opener: &str) {
    let (adds, removes) = change(device);
    let mut fields = String::new();
    json::field(&mut fields, "PassRfid", opener);
    json::list(&mut fields, "Adds", adds.iter().map(|tag| tag.epc()));
    json::list(&mut fields, "Removes", removes.iter().map(|tag| tag.epc()));
    device.emit(context, "AggregateEvent", fields);
}

/// Reports all tags that the reader sees.
pub(crate) fn observe(device: &mut Device, context: &mut SimContext) {
    if matches!(device.kind(), DeviceKind::SecurityCabinet | DeviceKind::Unknown) {
        return;
    }
    let mut fields = String::new();
    json::list(&mut fields, "Observe", device.state.tags.iter().map(|tag| tag.epc()));
    device.emit(context, "ObjectEvent", fields);
}

/// Replaces all tags, as in another room.
pub(crate) fn shuffle(device: &mut Device) {
    device.state.tags.clear();
    fill(device, false);
}

/// Moves a few tags: removes some, and adds some that are new or were removed before.
fn change(device: &mut Device) -> (Vec<Tag>, Vec<Tag>) {
    let capacity = capacity(device.kind());
    let state = &mut device.state;
    let (removed, added) =
        (state.rng.below(4).min(state.tags.len()), state.rng.below(4).min(capacity.saturating_sub(state.tags.len())));
    let mut adds = Vec::with_capacity(added);
    for _ in 0..added {
        let returns = !state.away.is_empty() && state.rng.one_in(2);
        let index = state.rng.below(state.away.len());
        adds.push(if returns { state.away.swap_remove(index) } else { Tag(state.rng.draw()) });
    }
    let mut removes = Vec::with_capacity(removed);
    for _ in 0..removed {
        let index = state.rng.below(state.tags.len());
        removes.push(state.tags.swap_remove(index));
    }
    state.tags.extend(&adds);
    state.away.extend(&removes);
    let surplus = state.away.len().saturating_sub(AWAY);
    state.away.drain(..surplus);
    (adds, removes)
}
