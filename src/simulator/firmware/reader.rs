//! The pass reader: while it does not answer, nobody gets in with a pass.

use jetstream_api::catalogue::log_entries::Level;

use crate::model::{clock::MINUTE, device::Device, device_event::DeviceEvent, sim_context::SimContext};

pub(crate) fn fail_naturally(device: &mut Device, hub: &mut SimContext) {
    if fail(device, hub) {
        let minutes = device.unit.rng.between(10, 120);
        device.plan(hub, minutes * MINUTE, DeviceEvent::ReaderReturns(device.unit.reader_token));
    }
}

pub(crate) fn return_naturally(device: &mut Device, hub: &mut SimContext, token: u32) {
    if device.unit.reader_token != token {
        return;
    }
    if device.unit.up {
        restore(device, hub);
    } else {
        // A unit that is off cannot see its reader: it finds it once it is up.
        device.plan(hub, 10 * MINUTE, DeviceEvent::ReaderReturns(token));
    }
}

/// The reader is lost; says whether it was there.
pub(crate) fn fail(device: &mut Device, hub: &mut SimContext) -> bool {
    if device.kind().has_lock() != Some(true) || device.unit.reader_failed.is_some() || !device.unit.up {
        return false;
    }
    device.unit.reader_token = device.unit.next_token();
    let told = device.log(hub, Level::Error, "UserPassReaderFailure", "The pass reader does not answer.");
    device.unit.reader_failed = Some(told);
    true
}

/// The reader is back; says whether it was lost. A loss that was not told is not ended either.
pub(crate) fn restore(device: &mut Device, hub: &mut SimContext) -> bool {
    if !device.unit.up {
        return false;
    }
    let Some(told) = device.unit.reader_failed.take() else { return false };
    if told {
        device.log(hub, Level::Error, "UserPassReaderRestore", "The pass reader answers again.");
    }
    true
}
