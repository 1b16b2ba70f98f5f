//! A clock that follows the feed's where there is one, else the browser's.

use jiff::{SignedDuration, Timestamp};

use jetstream_browser as browser;

/// Whose clock it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockSource {
    /// The feed's.
    Feed,
    /// This browser's.
    Browser,
    /// None: it is frozen at the newest event of a file.
    File,
}

/// How the clock gets its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClockMode {
    /// The time of the browser's clock.
    Browser,
    /// The browser's steady clock plus this much: setting the browser's clock back does not set the feed's clock back.
    Running(SignedDuration),
    /// Always this time.
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
        Self { face: ClockMode::Browser, source: ClockSource::Browser }
    }
}

impl Clock {
    /// The feed's clock, which showed `now` when the browser's steady one showed `steady`.
    pub fn server(now: Timestamp, steady: Timestamp) -> Self {
        Self { face: ClockMode::Running(now.duration_since(steady)), source: ClockSource::Feed }
    }

    /// The clock of a file whose newest event is of this time.
    pub fn still(newest: Timestamp) -> Self {
        Self { face: ClockMode::Frozen(newest), source: ClockSource::File }
    }

    /// The time that it shows now.
    pub fn read(self) -> Timestamp {
        self.now(browser::now(), browser::steady_now())
    }

    /// The time that it shows when the browser's clock shows `browser` and the steady one `steady`.
    fn now(self, browser: Timestamp, steady: Timestamp) -> Timestamp {
        match self.face {
            ClockMode::Browser => browser,
            ClockMode::Running(ahead) => steady.checked_add(ahead).unwrap_or(steady),
            ClockMode::Frozen(at) => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeds_clock_goes_on_with_the_browsers_steady_one() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let clock = Clock::server(at(5_000), at(1_000));
        assert_eq!(clock.now(at(9), at(1_060)), at(5_060));
    }

    #[test]
    fn without_a_feed_it_is_the_browsers_also_when_that_is_set_back() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(Clock::default().now(at(7), at(1_000)), at(7));
    }

    #[test]
    fn the_clock_of_a_file_stands_still() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(Clock::still(at(5_000)).now(at(9_000), at(9_000)), at(5_000));
    }
}
