//! The administrator's consent to reading the queue of a key, a stored setting of this browser.

use jetstream_browser::StoredSetting;

/// What the dashboard may do with the queue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReadConsent {
    /// Nothing: it was not given, or withdrawn.
    #[default]
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

    /// Loads the stored consent for a key in an environment, and follows changes by other tabs.
    pub(super) fn open(space: &str) -> StoredSetting<Self> {
        StoredSetting::open(
            format!("jetstream.queue.{space}"),
            |text| Ok(Self::parse(text)),
            |consent| consent.as_str().to_owned(),
        )
    }
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
        assert_eq!(ReadConsent::default(), ReadConsent::NotGiven, "the consent where none is stored");
    }
}
