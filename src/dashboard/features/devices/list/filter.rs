//! The filter of the device list, read from the query of the URL. An invalid value, for example from an old or mistyped link,
//! matches no device: the filter is visible and can be cleared.

use jetstream_api::{capabilities::Connection, kind::DeviceKind};
use jetstream_fleet::{LockdownState, bigram_filter::BigramFilter};

use crate::{paths::UrlQuery, shared::lockdown_badge::NO_LOCKDOWN, state::directory::device_entry::DeviceEntry};

/// A filter for one property of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FilterValue<T> {
    /// Matches everything.
    #[default]
    Any,
    /// Matches this value only.
    Is(T),
    /// Matches nothing: the query contains an invalid value.
    IsEmpty,
}

impl<T: PartialEq> FilterValue<T> {
    fn read(word: &str, parse: impl FnOnce(&str) -> Option<T>) -> Self {
        if word.is_empty() { Self::Any } else { parse(word).map_or(Self::IsEmpty, Self::Is) }
    }

    /// Returns whether the filter excludes anything.
    pub fn is_set(&self) -> bool {
        *self != Self::Any
    }

    /// Returns whether the filter matches the value.
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
    /// In lower case, like the text that is searched.
    text: String,
    /// The letter pairs of the text.
    pairs: BigramFilter<4>,
    kind: FilterValue<DeviceKind>,
    region: String,
    /// By connection. [`Filter::matches`] ignores it: see [`super::device_list::DeviceList`].
    pub connection: FilterValue<Connection>,
    /// By lockdown state. [`Filter::matches`] ignores it, too.
    pub lockdown: FilterValue<LockdownClass>,
}

impl Filter {
    /// The names of the query values.
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

    /// Reads the filter from the URL query.
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

    /// Returns whether the query contains any filter.
    pub fn is_set(query: &UrlQuery) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// Returns whether a device with these letter pairs in its haystack can match. Checked first, it avoids most text searches.
    pub fn prefilter(&self, pairs: &BigramFilter<4>) -> bool {
        pairs.may_contain(&self.pairs)
    }

    /// Returns whether the device matches by its data in Jetstream. The text must occur as it was typed, in any column: each single
    /// word of "Security Cabinet 1" would match every second device.
    pub fn matches(&self, entry: &DeviceEntry) -> bool {
        self.kind.matches(&entry.kind())
            && (self.region.is_empty() || self.region == entry.device.region)
            && contains(&entry.haystack, &self.text)
    }
}

/// The same result as `str::contains`, without its setup for each search, which is slow for thousands of short texts.
fn contains(haystack: &str, text: &str) -> bool {
    let Some(first) = text.chars().next() else { return true };
    haystack.match_indices(first).any(|(at, _)| haystack.get(at..).is_some_and(|rest| rest.starts_with(text)))
}

/// All connections, in the order of the filter.
pub const CONNECTIONS: [Connection; 3] = [Connection::Connected, Connection::NotConnected, Connection::Unknown];

/// The query value of a connection.
pub fn connection_value(connection: Connection) -> &'static str {
    match connection {
        Connection::Connected => "connected",
        Connection::NotConnected => "not-connected",
        Connection::Unknown => "unknown",
    }
}

/// A class of lockdown states that can be filtered by. A device may be in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockdownClass {
    /// The device is locked down.
    InForce,
    /// The device may be locked down.
    Uncertain,
    /// A lockdown, or the end of one, is queued for the device.
    Queued,
    /// No lockdown is known.
    NoneKnown,
}

impl LockdownClass {
    /// All classes, in the order of the filter.
    pub const ALL: [Self; 4] = [Self::InForce, Self::Uncertain, Self::Queued, Self::NoneKnown];

    /// The class of a lockdown state.
    pub fn of(state: &LockdownState) -> Self {
        match state {
            LockdownState::InForce { .. } | LockdownState::ByPowerFailure { .. } => Self::InForce,
            LockdownState::MaybeByPowerFailure { .. } | LockdownState::Unknown { .. } => Self::Uncertain,
            LockdownState::Queued { .. } | LockdownState::EndQueued { .. } => Self::Queued,
            LockdownState::Ended { .. } => Self::NoneKnown,
        }
    }

    /// The query value.
    pub fn value(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Uncertain => "uncertain",
            Self::Queued => "queued",
            Self::NoneKnown => "none-known",
        }
    }

    /// The label on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "Locked down",
            Self::Uncertain => "May be locked down",
            Self::Queued => "Queued, not in force",
            Self::NoneKnown => NO_LOCKDOWN,
        }
    }
}

/// The classes of all lockdown states of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LockdownClasses(u8);

impl LockdownClasses {
    /// The classes of these states; [`LockdownClass::NoneKnown`] if there is no other.
    pub fn of(states: &[LockdownState]) -> Self {
        let bits = states.iter().map(LockdownClass::of).filter(|class| *class != LockdownClass::NoneKnown);
        match bits.fold(0, |bits, class| bits | 1 << class as u8) {
            0 => Self(1 << LockdownClass::NoneKnown as u8),
            bits => Self(bits),
        }
    }

    /// Returns whether the set contains the class.
    pub fn has(self, class: LockdownClass) -> bool {
        self.0 & 1 << class as u8 != 0
    }

    /// Returns whether a filter matches one of the classes.
    pub fn fit(self, only: FilterValue<LockdownClass>) -> bool {
        LockdownClass::ALL.into_iter().any(|class| self.has(class) && only.matches(&class))
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
