//! A clock for ages, which never goes back: it follows the browser's clock, and where that is set back it goes on from where it was.
//!
//! It follows a clock that is set forward, since a computer that slept looks the same: an age may then be told too long, never too short.

use std::cell::Cell;

use jiff::{SignedDuration, Timestamp};
use js_sys::Date;

/// What is known of how far the browser's clock was set back; in milliseconds, as browsers tell the time.
#[derive(Debug, Clone, Copy)]
struct Steady {
    last: i64,
    set_back: i64,
}

impl Steady {
    const NEW: Self = Self { last: i64::MIN, set_back: 0 };

    /// What it shows when the browser's clock shows `now`.
    fn read(&mut self, now: i64) -> i64 {
        self.set_back += self.last.max(now) - now;
        self.last = now;
        now + self.set_back
    }
}

thread_local! {
    static STEADY: Cell<Steady> = const { Cell::new(Steady::NEW) };
}

/// Now, by the clock for ages. It must be read now and then: how far the browser's clock was set back shows by the reading before.
pub fn steady_now() -> Timestamp {
    let mut steady = STEADY.get();
    let now = steady.read(Date::now() as i64);
    STEADY.set(steady);
    Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// What the browser's clock, as it goes today, showed at a moment of the clock for ages.
pub fn on_the_clock(steady: Timestamp) -> Timestamp {
    steady.checked_sub(SignedDuration::from_millis(STEADY.get().set_back)).unwrap_or(steady)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_makes_nothing_younger() {
        let mut steady = Steady::NEW;
        assert_eq!([100, 160].map(|now| steady.read(now)), [100, 160]);
        assert_eq!([60, 70].map(|now| steady.read(now)), [160, 170], "set back by 100");
        assert_eq!([500, 10].map(|now| steady.read(now)), [600, 600], "forward, and back once more");
        assert_eq!(steady.read(11), 601);
    }
}
