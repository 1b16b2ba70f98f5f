//! A monotonic clock for ages. It follows the browser's clock; when that is set back it continues from where it was.
//!
//! It follows a clock that is set forward, because a computer that slept looks the same: an age may then be too long, never too short.

use std::cell::Cell;

use jiff::{SignedDuration, Timestamp};
use js_sys::Date;

/// The last reading, and by how much the browser's clock was set back so far; in milliseconds, like the browser's clock.
#[derive(Debug, Clone, Copy)]
struct Steady {
    last: i64,
    set_back: i64,
}

impl Steady {
    const NEW: Self = Self { last: i64::MIN, set_back: 0 };

    /// The monotonic time when the browser's clock shows `now`.
    fn read(&mut self, now: i64) -> i64 {
        self.set_back += self.last.max(now) - now;
        self.last = now;
        now + self.set_back
    }
}

thread_local! {
    static STEADY: Cell<Steady> = const { Cell::new(Steady::NEW) };
}

/// Now, by the monotonic clock. It must be read regularly: a setting back is detected by comparison with the reading before.
pub fn steady_now() -> Timestamp {
    let mut steady = STEADY.get();
    let now = steady.read(Date::now() as i64);
    STEADY.set(steady);
    Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The time of the browser's clock, as it is set now, for a time of the monotonic clock.
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
