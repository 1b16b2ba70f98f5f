//! The rate of the background traffic: when the next extra event is due, and to which device it goes.

use crate::model::{clock::Ms, registry::Registry, rng::Rng, schedule::ScheduledItem, sim_context::SimContext};

/// The highest rate of extra events per second of simulated time.
pub const MAX_RATE: f64 = 20_000.0;

/// The rate of extra events, and the time of the next one.
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

    /// Sets the rate from now on; a value outside 0 to [`MAX_RATE`] is brought into that range.
    pub(crate) fn set_rate(&mut self, context: &mut SimContext, rate: f64) {
        self.rate = if rate.is_finite() { rate.clamp(0.0, MAX_RATE) } else { 0.0 };
        self.token = self.token.wrapping_add(1);
        self.since = context.now;
        self.sent = 0;
        self.plan(context);
    }

    /// Schedules the event after the one that is due. False where the token is of an earlier rate.
    pub(crate) fn next(&mut self, context: &mut SimContext, token: u32) -> bool {
        let is_current = token == self.token;
        if is_current {
            self.plan(context);
        }
        is_current
    }

    /// The slot of any device, which may have been deleted.
    pub(crate) fn any_slot(&mut self, devices: &Registry) -> u32 {
        let slots = usize::try_from(devices.next_slot()).unwrap_or(0);
        u32::try_from(self.rng.below(slots)).unwrap_or(0)
    }

    /// Counts from the time when the rate was set, so that rounding to milliseconds does not add up.
    fn plan(&mut self, context: &mut SimContext) {
        if self.rate <= 0.0 {
            return;
        }
        self.sent = self.sent.saturating_add(1);
        #[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest integer there is")]
        let at = self.since.saturating_add((f64::from(self.sent) * 1_000.0 / self.rate) as Ms);
        context.plan(at - context.now, ScheduledItem::Traffic(self.token));
        if self.sent == u32::MAX {
            (self.since, self.sent) = (at, 0);
        }
    }
}
