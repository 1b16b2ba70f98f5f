//! When nobody has touched the page for so long that it is to be locked. It follows the clock and not a timer, which stands still while a
//! computer sleeps.

use jiff::{SignedDuration, Timestamp};

/// Since when nobody has touched the page, and how long that may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdleTimer {
    touched: Timestamp,
    most: SignedDuration,
}

impl IdleTimer {
    /// Begins with a touch. `minutes` is how long it may be left alone.
    pub fn new(minutes: u16, now: Timestamp) -> Self {
        Self { touched: now, most: SignedDuration::from_mins(minutes.into()) }
    }

    /// When it was touched last.
    pub fn last_activity(&self) -> Timestamp {
        self.touched
    }

    /// Has it been left alone for too long?
    pub fn has_expired(&self, now: Timestamp) -> bool {
        now.duration_since(self.touched) >= self.most
    }

    /// Somebody touches it. A touch that comes too late is none: `false` then, and what was over stays over.
    pub fn record_activity(&mut self, now: Timestamp) -> bool {
        let in_time = !self.has_expired(now);
        if in_time {
            self.touched = now;
        }
        in_time
    }

    /// A look in between. A clock that was set back must not make the time longer than it is.
    pub fn check(&mut self, now: Timestamp) -> bool {
        self.touched = self.touched.min(now);
        self.has_expired(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn it_is_over_when_nobody_has_touched_it_for_so_long() {
        let mut idle = IdleTimer::new(30, at(0));
        assert!(!idle.check(at(29)));
        assert!(idle.check(at(30)));
    }

    #[test]
    fn each_touch_begins_anew() {
        let mut idle = IdleTimer::new(30, at(0));
        assert!(idle.record_activity(at(29)) && !idle.check(at(58)) && idle.last_activity() == at(29));
        assert!(idle.check(at(59)));
    }

    #[test]
    fn the_touch_that_wakes_a_computer_comes_too_late() {
        let mut idle = IdleTimer::new(30, at(0));
        assert!(!idle.record_activity(at(600)));
        assert!(idle.check(at(600)), "it is still over");
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_make_it_longer() {
        let mut idle = IdleTimer::new(30, at(600));
        assert!(!idle.check(at(500)));
        assert!(idle.check(at(530)));
    }
}
