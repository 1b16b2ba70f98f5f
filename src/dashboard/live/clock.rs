//! The clock of the feed where there is one, else the browser's; and which of the two.

use jiff::{SignedDuration, Timestamp};

/// Whose clock it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The feed's.
    Feed,
    /// This browser's.
    Browser,
}

/// How far the clock is ahead of the browser's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    ahead: SignedDuration,
    /// Whose clock it is.
    pub source: Source,
}

impl Default for Clock {
    fn default() -> Self {
        Self { ahead: SignedDuration::ZERO, source: Source::Browser }
    }
}

impl Clock {
    /// The feed's clock, which showed `now` when the browser's showed `browser`.
    pub fn server(now: Timestamp, browser: Timestamp) -> Self {
        Self { ahead: now.duration_since(browser), source: Source::Feed }
    }

    /// What it shows when the browser's shows `browser`.
    pub fn now(self, browser: Timestamp) -> Timestamp {
        browser.checked_add(self.ahead).unwrap_or(browser)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeds_clock_goes_on_with_the_browsers() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let clock = Clock::server(at(5_000), at(1_000));
        assert_eq!(clock.now(at(1_060)), at(5_060));
        assert_eq!(Clock::default().now(at(7)), at(7));
    }
}
