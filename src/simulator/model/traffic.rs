//! Background traffic: more events than a fleet would send by itself, for demonstrations and for the bench.
//!
//! They follow from the state of the devices as all others do: passes that are shown, tags that move, sensors that are read.
//! Only the doors are quick: nobody waits for one to close.

use jetstream_api::kind::DeviceKind;

use crate::{
    firmware::{access, tags, temperature},
    model::{clock::Ms, device::Device, registry::Registry, rng::Rng, schedule::ScheduledItem, world::SimContext},
};

/// The most extra events per second of simulated time.
pub const MAX_RATE: f64 = 20_000.0;

/// So many devices are tried before one event is left out.
const TRIES: usize = 16;

/// The flow of extra events.
#[derive(Debug)]
pub(crate) struct Traffic {
    rng: Rng,
    rate: f64,
    token: u32,
    since: Ms,
    sent: u32,
}

impl Traffic {
    pub(crate) fn new(seed: u64) -> Self {
        Self { rng: Rng::new(seed, u64::MAX), rate: 0.0, token: 0, since: 0, sent: 0 }
    }

    /// So many events per second from now on; anything but a number from 0 to [`MAX_RATE`] is brought into that range.
    pub(crate) fn set_rate(&mut self, hub: &mut SimContext, rate: f64) {
        self.rate = if rate.is_finite() { rate.clamp(0.0, MAX_RATE) } else { 0.0 };
        self.token = self.token.wrapping_add(1);
        self.since = hub.now;
        self.sent = 0;
        self.plan(hub);
    }

    /// Counted from the beginning, so that rounding to milliseconds adds up to nothing.
    fn plan(&mut self, hub: &mut SimContext) {
        if self.rate <= 0.0 {
            return;
        }
        self.sent = self.sent.saturating_add(1);
        #[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest integer there is")]
        let at = self.since.saturating_add((f64::from(self.sent) * 1_000.0 / self.rate) as Ms);
        hub.plan(at - hub.now, ScheduledItem::Traffic(self.token));
        if self.sent == u32::MAX {
            (self.since, self.sent) = (at, 0);
        }
    }

    /// One more event.
    pub(crate) fn flow(&mut self, devices: &mut Registry, hub: &mut SimContext, token: u32) {
        if token != self.token {
            return;
        }
        self.plan(hub);
        let slots = usize::try_from(devices.next_slot()).unwrap_or(0);
        for _ in 0..TRIES {
            let slot = u32::try_from(self.rng.below(slots)).unwrap_or(0);
            if devices.get_mut(slot).is_some_and(|device| extra(device, hub)) {
                break;
            }
        }
    }
}

/// Lets a device tell something more, if its state allows; says whether it did.
fn extra(device: &mut Device, hub: &mut SimContext) -> bool {
    let busy = device.unit.door.is_some() || device.unit.scan.is_some();
    if !device.unit.is_reachable() || busy {
        return false;
    }
    let before = hub.outbox.issued().0;
    match device.kind() {
        DeviceKind::SecurityCabinet => drop(access::show_pass(device, hub)),
        DeviceKind::RfidEnclosure if device.is_locked(hub.now) || device.unit.rng.one_in(2) => {
            temperature::tell(device, hub);
        }
        DeviceKind::RfidEnclosure => {
            if let Some(pass) = access::show_pass(device, hub) {
                tags::aggregate(device, hub, &pass);
            }
        }
        DeviceKind::CountertopCabinet => tags::aggregate(device, hub, ""),
        DeviceKind::ReadPoint | DeviceKind::SurfaceReadPoint => tags::tag_passes(device, hub),
        DeviceKind::MobileCase | DeviceKind::Handheld | DeviceKind::Unknown => {}
    }
    hub.outbox.issued().0 > before
}

#[cfg(test)]
#[path = "traffic_tests.rs"]
mod tests;
