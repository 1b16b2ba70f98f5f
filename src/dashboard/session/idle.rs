//! When nobody has touched the page for so long that it is to be locked. It follows the clock and not a timer, which stands still while a
//! computer sleeps.

use jiff::{SignedDuration, Timestamp};

/// Since when nobody has touched the page, and how long that may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idle {
    touched: Timestamp,
    most: SignedDuration,
}

impl Idle {
    /// Begins with a touch. `minutes` is how long it may be left alone.
    pub fn new(minutes: u16, now: Timestamp) -> Self {
        Self { touched: now, most: SignedDuration::from_mins(minutes.into()) }
    }

    /// When it was touched last.
    pub fn touched(&self) -> Timestamp {
        self.touched
    }

    /// Has it been left alone for too long?
    pub fn is_over(&self, now: Timestamp) -> bool {
        now.duration_since(self.touched) >= self.most
    }

    /// Somebody touches it. A touch that comes too late is none: `false` then, and what was over stays over.
    pub fn touch(&mut self, now: Timestamp) -> bool {
        let in_time = !self.is_over(now);
        if in_time {
            self.touched = now;
        }
        in_time
    }

    /// A look in between. A clock that was set back must not make the time longer than it is.
    pub fn look(&mut self, now: Timestamp) -> bool {
        self.touched = self.touched.min(now);
        self.is_over(now)
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
        let mut idle = Idle::new(30, at(0));
        assert!(!idle.look(at(29)));
        assert!(idle.look(at(30)));
    }

    #[test]
    fn each_touch_begins_anew() {
        let mut idle = Idle::new(30, at(0));
        assert!(idle.touch(at(29)) && !idle.look(at(58)) && idle.touched() == at(29));
        assert!(idle.look(at(59)));
    }

    #[test]
    fn the_touch_that_wakes_a_computer_comes_too_late() {
        let mut idle = Idle::new(30, at(0));
        assert!(!idle.touch(at(600)));
        assert!(idle.look(at(600)), "it is still over");
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_make_it_longer() {
        let mut idle = Idle::new(30, at(600));
        assert!(!idle.look(at(500)));
        assert!(idle.look(at(530)));
    }
}
