//! The filter of the device list, read from the query of the URL. A value without a meaning, as an old or mistyped link may hold,
//! matches no device: the filter is visible and can be cleared.

use jetstream_api::{capabilities::Connection, kind::DeviceKind};
use jetstream_fleet::{LockdownState, bigram_filter::BigramFilter};

use crate::{paths::UrlQuery, shared::lockdown_badge::NO_LOCKDOWN, state::directory::device_entry::DeviceEntry};

/// What is let through of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FilterValue<T> {
    /// Everything.
    #[default]
    Any,
    /// This one.
    Is(T),
    /// The query names something that does not exist.
    IsEmpty,
}

impl<T: PartialEq> FilterValue<T> {
    fn read(word: &str, parse: impl FnOnce(&str) -> Option<T>) -> Self {
        if word.is_empty() { Self::Any } else { parse(word).map_or(Self::IsEmpty, Self::Is) }
    }

    /// Is anything held back?
    pub fn is_set(&self) -> bool {
        *self != Self::Any
    }

    /// Is this let through?
    pub fn matches(&self, value: &T) -> bool {
        match self {
            Self::Any => true,
            Self::Is(one) => one == value,
            Self::IsEmpty => false,
        }
    }
}

/// The filters of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// In lower case, like what it is searched in.
    text: String,
    /// Those of the text.
    pairs: BigramFilter<4>,
    kind: FilterValue<DeviceKind>,
    region: String,
    /// By connection. [`Filter::fits`] leaves it out: see [`super::DeviceList`].
    pub connection: FilterValue<Connection>,
    /// By what is known of the lockdown. [`Filter::fits`] leaves it out, too.
    pub lockdown: FilterValue<LockdownClass>,
}

impl Filter {
    /// The names of its values in the query.
    pub const KEYS: [&str; 5] = [Self::TEXT, Self::TYPE, Self::CONNECTION, Self::LOCKDOWN, Self::REGION];
    /// The search.
    pub const TEXT: &str = "q";
    /// The type, as in [`DeviceKind::as_str`].
    pub const TYPE: &str = "type";
    /// The connection, as in [`connection_value`].
    pub const CONNECTION: &str = "connection";
    /// The lockdown, as in [`LockdownClass::value`].
    pub const LOCKDOWN: &str = "lockdown";
    /// The region as Jetstream writes it.
    pub const REGION: &str = "region";

    /// Reads the query.
    pub fn read(query: &UrlQuery) -> Self {
        let connection = |word: &str| CONNECTIONS.into_iter().find(|one| connection_value(*one) == word);
        let lockdown = |word: &str| LockdownClass::ALL.into_iter().find(|class| class.value() == word);
        let text = query.get(Self::TEXT).trim().to_ascii_lowercase();
        Self {
            pairs: BigramFilter::of_text(&text),
            text,
            kind: FilterValue::read(query.get(Self::TYPE), |word| word.parse().ok()),
            region: query.get(Self::REGION).to_owned(),
            connection: FilterValue::read(query.get(Self::CONNECTION), connection),
            lockdown: FilterValue::read(query.get(Self::LOCKDOWN), lockdown),
        }
    }

    /// Does the query hold a filter?
    pub fn is_set(query: &UrlQuery) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// May a device fit whose haystack has these pairs? Asked first, it spares most devices the search.
    pub fn prefilter(&self, pairs: &BigramFilter<4>) -> bool {
        pairs.may_contain(&self.pairs)
    }

    /// Does a device fit as far as Jetstream describes it? The text must occur as it stands, in whichever column: of the words
    /// of "Security Cabinet 1", each alone would be found in every second device.
    pub fn matches(&self, entry: &DeviceEntry) -> bool {
        self.kind.matches(&entry.kind())
            && (self.region.is_empty() || self.region == entry.device.region)
            && contains(&entry.haystack, &self.text)
    }
}

/// The same as `str::contains`, which prepares a search in one long text: here there are thousands of short ones.
fn contains(haystack: &str, text: &str) -> bool {
    let Some(first) = text.chars().next() else { return true };
    haystack.match_indices(first).any(|(at, _)| haystack.get(at..).is_some_and(|rest| rest.starts_with(text)))
}

/// Every connection, in the order of the filter.
pub const CONNECTIONS: [Connection; 3] = [Connection::Connected, Connection::NotConnected, Connection::Unknown];

/// A connection in the URL.
pub fn connection_value(connection: Connection) -> &'static str {
    match connection {
        Connection::Connected => "connected",
        Connection::NotConnected => "not-connected",
        Connection::Unknown => "unknown",
    }
}

/// What can be filtered by: kinds of statements on a lockdown. A device may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockdownClass {
    /// It is locked down.
    InForce,
    /// It may be.
    Uncertain,
    /// A lockdown, or the end of one, waits for the device.
    Queued,
    /// Nothing of that is known.
    NoneKnown,
}

impl LockdownClass {
    /// Every class, in the order of the filter.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Uncertain, Self::Queued, Self::NoneKnown];

    /// The class of a statement.
    pub fn of(state: &LockdownState) -> Self {
        match state {
            LockdownState::InForce { .. } | LockdownState::ByPowerFailure { .. } => Self::InForce,
            LockdownState::MaybeByPowerFailure { .. } | LockdownState::Unknown { .. } => Self::Uncertain,
            LockdownState::Queued { .. } | LockdownState::EndQueued { .. } => Self::Queued,
            LockdownState::Ended { .. } => Self::NoneKnown,
        }
    }

    /// The class in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Uncertain => "uncertain",
            Self::Queued => "queued",
            Self::NoneKnown => "none-known",
        }
    }

    /// The class for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "Locked down",
            Self::Uncertain => "May be locked down",
            Self::Queued => "Queued, not in force",
            Self::NoneKnown => NO_LOCKDOWN,
        }
    }
}

/// The classes of all statements on one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LockdownClasses(u8);

impl LockdownClasses {
    /// The classes of these statements; "none known" where there is no other.
    pub fn of(states: &[LockdownState]) -> Self {
        let bits = states.iter().map(LockdownClass::of).filter(|class| *class != LockdownClass::NoneKnown);
        match bits.fold(0, |bits, class| bits | 1 << class as u8) {
            0 => Self(1 << LockdownClass::NoneKnown as u8),
            bits => Self(bits),
        }
    }

    /// Is this one of them?
    pub fn has(self, class: LockdownClass) -> bool {
        self.0 & 1 << class as u8 != 0
    }

    /// Does a filter let a device with these classes through?
    pub fn fit(self, only: FilterValue<LockdownClass>) -> bool {
        LockdownClass::ALL.into_iter().any(|class| self.has(class) && only.matches(&class))
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
