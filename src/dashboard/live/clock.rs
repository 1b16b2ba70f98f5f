//! The clock of the feed where there is one, else the browser's; and which of the two.

use jiff::{SignedDuration, Timestamp};

/// Whose clock it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockSource {
    /// The feed's.
    Feed,
    /// This browser's.
    Browser,
    /// None: it stands at the newest event of a file.
    File,
}

/// What the clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClockMode {
    /// So much more than the browser's.
    Running(SignedDuration),
    /// Always the same.
    Frozen(Timestamp),
}

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    face: ClockMode,
    /// Whose clock it is.
    pub source: ClockSource,
}

impl Default for Clock {
    fn default() -> Self {
        Self { face: ClockMode::Running(SignedDuration::ZERO), source: ClockSource::Browser }
    }
}

impl Clock {
    /// The feed's clock, which showed `now` when the browser's showed `browser`.
    pub fn server(now: Timestamp, browser: Timestamp) -> Self {
        Self { face: ClockMode::Running(now.duration_since(browser)), source: ClockSource::Feed }
    }

    /// The clock of a file whose newest event is of this time.
    pub fn still(newest: Timestamp) -> Self {
        Self { face: ClockMode::Frozen(newest), source: ClockSource::File }
    }

    /// What it shows when the browser's shows `browser`.
    pub fn now(self, browser: Timestamp) -> Timestamp {
        match self.face {
            ClockMode::Running(ahead) => browser.checked_add(ahead).unwrap_or(browser),
            ClockMode::Frozen(at) => at,
        }
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

    #[test]
    fn the_clock_of_a_file_stands_still() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(Clock::still(at(5_000)).now(at(9_000)), at(5_000));
    }
}
