//! How much of the events is held: on the page, and in this browser. Chosen by its user, and kept like everything that is chosen here.

use crate::{paths::UrlQuery, state::live::LiveState};
use jetstream_browser::{LocalStore, Persistence, on_change_in_other_tab};

const NAME: &str = "jetstream.log";
const MEMORY: &str = "memory";
const DAYS: &str = "days";
const MIB: usize = 1 << 20;

/// What is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionLimits {
    /// For how many bytes the page remembers events; see [`jetstream_fleet::EventLog`]. What is older is counted.
    pub memory: usize,
    /// How many days this browser keeps events.
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

    /// Those that are kept in this browser, or else the usual ones.
    pub(super) fn load() -> Self {
        LocalStore::get(NAME).map_or_else(Self::default, |text| Self::read(&text))
    }

    pub(super) fn save(self) -> Persistence {
        LocalStore::set(NAME, &self.written())
    }

    fn written(self) -> String {
        let query = UrlQuery::default().with(MEMORY, &(self.memory / MIB).to_string());
        query.with(DAYS, &self.days.to_string()).to_string()
    }

    /// What was never offered is not taken: too much would end the page.
    fn read(text: &str) -> Self {
        let (query, usual) = (UrlQuery::parse(text), Self::default());
        let memory = Self::MEMORIES.into_iter().find(|bytes| query.get(MEMORY) == (bytes / MIB).to_string());
        let days = Self::DAYS.into_iter().find(|days| query.get(DAYS) == days.to_string());
        Self { memory: memory.unwrap_or(usual.memory), days: days.unwrap_or(usual.days) }
    }
}

/// Follows what another tab chooses, for as long as the owner is there.
pub(super) fn sync_across_tabs(live: LiveState) {
    on_change_in_other_tab(NAME, move || live.apply(RetentionLimits::load()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_reads_back_and_what_was_never_offered_is_as_usual() {
        for memory in RetentionLimits::MEMORIES {
            for days in RetentionLimits::DAYS {
                let limits = RetentionLimits { memory, days };
                assert_eq!(RetentionLimits::read(&limits.written()), limits);
            }
        }
        for other in ["", "nonsense", "?memory=4096&days=-1", "?memory=&days=1.5"] {
            assert_eq!(RetentionLimits::read(other), RetentionLimits::default(), "{other}");
        }
        assert_eq!(RetentionLimits::read("?days=30"), RetentionLimits { days: 30, ..RetentionLimits::default() });
    }
}
