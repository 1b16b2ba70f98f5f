//! The limits of the memory and of the history, a stored setting of this browser.

use crate::paths::UrlQuery;
use jetstream_browser::StoredSetting;

const NAME: &str = "jetstream.log";
const MEMORY: &str = "memory";
const DAYS: &str = "days";
const MIB: usize = 1 << 20;

/// How many events are retained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionLimits {
    /// How many bytes of events the page holds in memory; see [`jetstream_fleet::EventLog`]. Older events are only counted.
    pub memory: usize,
    /// For how many days this browser stores events.
    pub days: u16,
}

impl Default for RetentionLimits {
    fn default() -> Self {
        Self { memory: 48 * MIB, days: 7 }
    }
}

impl RetentionLimits {
    /// Memory to choose from, in bytes. Some 2,000 events take one of 2^20.
    pub const MEMORIES: [usize; 4] = [16 * MIB, 48 * MIB, 128 * MIB, 256 * MIB];
    /// Days to choose from.
    pub const DAYS: [u16; 3] = [1, 7, 30];

    /// Loads the limits that are stored in this browser, and follows changes by other tabs.
    pub(in crate::state) fn open() -> StoredSetting<Self> {
        StoredSetting::open(NAME, |text| Ok(Self::parse(text)), |limits| limits.to_text())
    }

    fn to_text(self) -> String {
        let query = UrlQuery::default().with(MEMORY, &(self.memory / MIB).to_string());
        query.with(DAYS, &self.days.to_string()).to_string()
    }

    /// Values that are not among the choices are ignored: too much memory would end the page.
    fn parse(text: &str) -> Self {
        let (query, default) = (UrlQuery::parse(text), Self::default());
        let memory = Self::MEMORIES.into_iter().find(|bytes| query.get(MEMORY) == (bytes / MIB).to_string());
        let days = Self::DAYS.into_iter().find(|days| query.get(DAYS) == days.to_string());
        Self { memory: memory.unwrap_or(default.memory), days: days.unwrap_or(default.days) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_reads_back_and_what_was_never_offered_is_as_default() {
        for memory in RetentionLimits::MEMORIES {
            for days in RetentionLimits::DAYS {
                let limits = RetentionLimits { memory, days };
                assert_eq!(RetentionLimits::parse(&limits.to_text()), limits);
            }
        }
        for other in ["", "nonsense", "?memory=4096&days=-1", "?memory=&days=1.5"] {
            assert_eq!(RetentionLimits::parse(other), RetentionLimits::default(), "{other}");
        }
        assert_eq!(RetentionLimits::parse("?days=30"), RetentionLimits { days: 30, ..RetentionLimits::default() });
    }
}
