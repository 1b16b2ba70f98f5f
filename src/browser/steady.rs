//! A clock for ages, which never goes back: it follows the browser's clock, and where that is set back it goes on from where it was.
//!
//! It follows a clock that is set forward, since a computer that slept looks the same: an age may then be told too long, never too short.

use std::cell::RefCell;

use jiff::{SignedDuration, Timestamp};

use crate::time::now;

/// How far the browser's clock was set back so far.
#[derive(Debug, Clone, Copy, Default)]
struct Steady {
    last: Option<Timestamp>,
    set_back: SignedDuration,
}

impl Steady {
    /// What it shows when the browser's clock shows `now`.
    fn read(&mut self, now: Timestamp) -> Timestamp {
        if let Some(last) = self.last.filter(|last| now < *last) {
            self.set_back = self.set_back.saturating_add(last.duration_since(now));
        }
        self.last = Some(now);
        now.checked_add(self.set_back).unwrap_or(now)
    }

    /// The way back.
    fn on_the_clock(&self, steady: Timestamp) -> Timestamp {
        steady.checked_sub(self.set_back).unwrap_or(steady)
    }
}

thread_local! {
    static STEADY: RefCell<Steady> = RefCell::default();
}

/// Now, by the clock for ages. It must be read now and then: how far the browser's clock was set back shows by the reading before.
pub fn steady_now() -> Timestamp {
    STEADY.with_borrow_mut(|steady| steady.read(now()))
}

/// What the browser's clock, as it goes today, showed at a moment of the clock for ages.
pub fn on_the_clock(steady: Timestamp) -> Timestamp {
    STEADY.with_borrow(|clock| clock.on_the_clock(steady))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_makes_nothing_younger() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut steady = Steady::default();
        assert_eq!([100, 160].map(|second| steady.read(at(second))), [at(100), at(160)]);
        assert_eq!([60, 70].map(|second| steady.read(at(second))), [at(160), at(170)], "set back by 100 s");
        assert_eq!([500, 10].map(|second| steady.read(at(second))), [at(600), at(600)], "forward, and back once more");
        assert_eq!(steady.read(at(11)), at(601));
        assert_eq!(steady.on_the_clock(at(601)), at(11));
    }
}
