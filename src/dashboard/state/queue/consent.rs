//! The administrator's consent to reading the queue of a key, a stored setting of this browser.

use jetstream_browser::{LocalStore, Persistence};

/// What the dashboard may do with the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadConsent {
    /// Nothing: it was not given, or withdrawn.
    NotGiven,
    /// Reading.
    ReadOnly,
    /// Reading, and deleting events that are stored here.
    ReadAndDelete,
}

impl ReadConsent {
    const ALL: [Self; 3] = [Self::NotGiven, Self::ReadOnly, Self::ReadAndDelete];

    fn as_str(self) -> &'static str {
        match self {
            Self::NotGiven => "no",
            Self::ReadOnly => "read",
            Self::ReadAndDelete => "delete",
        }
    }

    fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|consent| consent.as_str() == text).unwrap_or(Self::NotGiven)
    }

    pub(super) fn load(space: &str) -> Self {
        LocalStore::get(&name(space)).map_or(Self::NotGiven, |text| Self::parse(&text))
    }

    pub(super) fn save(self, space: &str) -> Persistence {
        LocalStore::set(&name(space), self.as_str())
    }
}

/// The name of the setting in `localStorage`.
pub(super) fn name(space: &str) -> String {
    format!("jetstream.queue.{space}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_allowed_reads_back_and_anything_else_allows_nothing() {
        for consent in ReadConsent::ALL {
            assert_eq!(ReadConsent::parse(consent.as_str()), consent);
        }
        assert_eq!(ReadConsent::parse("everything"), ReadConsent::NotGiven);
    }
}
