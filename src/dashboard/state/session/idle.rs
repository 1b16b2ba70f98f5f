//! A timer of inactivity, after which the page is locked. It compares times of the clock: a timer of the browser does not run while a
//! computer sleeps.

use jiff::{SignedDuration, Timestamp};

/// The last activity, and how long the page may be idle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdleTimer {
    last_activity: Timestamp,
    limit: SignedDuration,
}

impl IdleTimer {
    /// Begins with an activity. `minutes` is how long the page may be idle.
    pub fn new(minutes: u16, now: Timestamp) -> Self {
        Self { last_activity: now, limit: SignedDuration::from_mins(minutes.into()) }
    }

    /// The time of the last activity.
    pub fn last_activity(&self) -> Timestamp {
        self.last_activity
    }

    /// Has the page been idle for too long?
    pub fn has_expired(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_activity) >= self.limit
    }

    /// Records an activity. One that comes too late does not count: `false` then, and the timer stays expired.
    pub fn record_activity(&mut self, now: Timestamp) -> bool {
        let in_time = !self.has_expired(now);
        if in_time {
            self.last_activity = now;
        }
        in_time
    }

    /// Checks the time in between. A clock that was set back must not make the limit longer.
    pub fn check(&mut self, now: Timestamp) -> bool {
        self.last_activity = self.last_activity.min(now);
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
    fn it_expires_after_so_long_without_activity() {
        let mut idle = IdleTimer::new(30, at(0));
        assert!(!idle.check(at(29)));
        assert!(idle.check(at(30)));
    }

    #[test]
    fn each_activity_starts_the_time_again() {
        let mut idle = IdleTimer::new(30, at(0));
        assert!(idle.record_activity(at(29)) && !idle.check(at(58)) && idle.last_activity() == at(29));
        assert!(idle.check(at(59)));
    }

    #[test]
    fn the_activity_that_wakes_a_computer_comes_too_late() {
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
