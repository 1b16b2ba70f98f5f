//! The pause before connecting again: capped exponential backoff with full jitter.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(30);

/// The wait before the attempt of this number, counted from 0. `jitter` is a random number from 0 to 1: full jitter keeps a
/// thousand dashboards from coming back in one instant.
pub fn wait(attempt: u32, jitter: f64) -> Duration {
    let longest = FIRST.saturating_mul(2_u32.saturating_pow(attempt)).min(LONGEST);
    longest.mul_f64(jitter.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute() {
        assert_eq!(wait(0, 1.0), Duration::from_millis(500));
        assert_eq!(wait(3, 1.0), Duration::from_secs(4));
        assert_eq!(wait(6, 1.0), LONGEST);
        assert_eq!(wait(u32::MAX, 1.0), LONGEST);
        assert_eq!(wait(3, 0.25), Duration::from_secs(1));
    }
}
