//! The simulated clock: real time multiplied by a speed, plus all jumps.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

/// Converts real time into simulated time.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    speed: f64,
    since: Instant,
    start: Timestamp,
    jumped: SignedDuration,
}

impl Clock {
    /// A clock that shows `start` now.
    pub fn new(start: Timestamp, speed: f64) -> Self {
        Self { speed, since: Instant::now(), start, jumped: SignedDuration::ZERO }
    }

    /// The simulated time. It stops at the latest time that can be expressed.
    pub fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from_secs_f64(self.since.elapsed().as_secs_f64() * self.speed);
        let passed = passed.ok().and_then(|passed| passed.checked_add(self.jumped)).unwrap_or(SignedDuration::MAX);
        self.start.checked_add(passed).unwrap_or(Timestamp::MAX)
    }

    /// Simulated seconds per second.
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// Moves the clock forward at once.
    pub fn jump(&mut self, by: SignedDuration) {
        self.jumped = self.jumped.checked_add(by).unwrap_or(SignedDuration::MAX);
    }

    /// The real time until the clock shows `due`; `None` at speed 0.
    pub fn until(&self, due: Timestamp) -> Option<Duration> {
        let left = self.now().duration_until(due).as_secs_f64().max(0.0) / self.speed;
        (self.speed > 0.0).then(|| Duration::try_from_secs_f64(left).unwrap_or(Duration::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        "2026-05-19T13:00:00Z".parse().unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn time_passes_at_its_speed_and_jumps() {
        let mut clock = Clock::new(start(), 60.0);
        tokio::time::advance(Duration::from_secs(2)).await;
        assert_eq!(clock.now().to_string(), "2026-05-19T13:02:00Z");
        clock.jump(SignedDuration::from_hours(24));
        assert_eq!(clock.now().to_string(), "2026-05-20T13:02:00Z");
        assert_eq!(clock.until(clock.now() + SignedDuration::from_mins(3)), Some(Duration::from_secs(3)));
        assert_eq!(clock.until(start()), Some(Duration::ZERO), "what is overdue is due now");
    }

    #[tokio::test(start_paused = true)]
    async fn a_clock_without_speed_stands_still_between_jumps() {
        let mut clock = Clock::new(start(), 0.0);
        tokio::time::advance(Duration::from_secs(1_000)).await;
        assert_eq!(clock.now(), start());
        assert_eq!(clock.until(start() + SignedDuration::from_secs(1)), None);
        clock.jump(SignedDuration::from_secs(1));
        assert_eq!(clock.now(), start() + SignedDuration::from_secs(1));
    }

    #[tokio::test]
    async fn it_stops_at_the_end_of_time() {
        let mut clock = Clock::new(start(), 1.0);
        clock.jump(SignedDuration::MAX);
        clock.jump(SignedDuration::MAX);
        assert_eq!(clock.now(), Timestamp::MAX);
    }
}
