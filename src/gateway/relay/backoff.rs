//! The waiting time between attempts after failures: it doubles, with a random share.

use std::time::Duration;

/// The wait after the first failure.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Counts failures in a row, and derives the wait before the next attempt from their number.
#[derive(Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// Begins again with the shortest wait, after a success.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// Counts a failure and returns the wait before the next attempt, at most 60 seconds.
    ///
    /// The wait doubles with every failure, and between half and all of it is taken, so that not all keys call again at the same
    /// moment. `retry_after` is the number of seconds that the server asked for; the wait is not shorter than that.
    pub fn next_wait(&mut self, retry_after: Option<u32>) -> Duration {
        let doubled = FIRST_WAIT.saturating_mul(1 << self.failures.min(6)).min(LONGEST_WAIT);
        self.failures = self.failures.saturating_add(1);
        let asked = Duration::from_secs(retry_after.unwrap_or(0).into()).min(LONGEST_WAIT);
        doubled.mul_f64(0.5 + random_share() / 2.0).max(asked)
    }
}

/// A random number from 0 to 1.
fn random_share() -> f64 {
    // Where the system gives no random numbers, the whole wait is as good.
    getrandom::u32().map_or(1.0, |drawn| f64::from(drawn) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute_and_begin_again_after_a_success() {
        let mut backoff = Backoff::default();
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60] {
            let wait = backoff.next_wait(None).as_secs_f64();
            assert!((0.5..=1.0).contains(&(wait / f64::from(seconds))), "{wait} for {seconds}");
        }
        backoff.reset();
        assert!(backoff.next_wait(None) <= FIRST_WAIT);
    }

    #[test]
    fn the_server_can_ask_for_a_longer_wait_but_not_for_more_than_a_minute() {
        let mut backoff = Backoff::default();
        assert_eq!(backoff.next_wait(Some(30)), Duration::from_secs(30));
        assert_eq!(backoff.next_wait(Some(3_600)), Duration::from_secs(60));
        assert!(backoff.next_wait(Some(1)) >= Duration::from_secs(2), "a shorter wait than the own one is not taken");
    }
}
