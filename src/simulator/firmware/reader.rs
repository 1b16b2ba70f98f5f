//! The pass reader: while it does not answer, nobody gets in with a pass.

use jetstream_api::catalogue::log_entries::Level;

use crate::model::{clock::MINUTE, device::Device, device_event::DeviceEvent, sim_context::SimContext};

/// A failure by itself, for minutes or hours.
pub(crate) fn fail_naturally(device: &mut Device, context: &mut SimContext) {
    if fail(device, context) {
        let minutes = device.state.rng.between(10, 120);
        device.plan(context, minutes * MINUTE, DeviceEvent::ReaderReturns(device.state.reader_token));
    }
}

/// The end of a failure, unless the reader has failed anew meanwhile.
pub(crate) fn return_naturally(device: &mut Device, context: &mut SimContext, token: u32) {
    if device.state.reader_token != token {
        return;
    }
    if device.state.up {
        restore(device, context);
    } else {
        // A device that is off cannot see its reader: it finds it once it is up.
        device.plan(context, 10 * MINUTE, DeviceEvent::ReaderReturns(token));
    }
}

/// Makes the reader fail; returns whether the state of the device allowed it.
pub(crate) fn fail(device: &mut Device, context: &mut SimContext) -> bool {
    if device.kind().has_lock() != Some(true) || device.state.reader_failed.is_some() || !device.state.up {
        return false;
    }
    device.state.reader_token = device.state.next_token();
    let is_reported = device.log(context, Level::Error, "UserPassReaderFailure", "The pass reader does not answer.");
    device.state.reader_failed = Some(is_reported);
    true
}

/// Ends the failure of the reader; returns whether it had failed. The end is reported only if the failure was.
pub(crate) fn restore(device: &mut Device, context: &mut SimContext) -> bool {
    if !device.state.up {
        return false;
    }
    let Some(is_reported) = device.state.reader_failed.take() else { return false };
    if is_reported {
        device.log(context, Level::Error, "UserPassReaderRestore", "The pass reader answers again.");
    }
    true
}
