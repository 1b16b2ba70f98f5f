//! What the administrator allows to be done with the queue of a key, kept in this browser.

use jetstream_browser::{LocalStore, Persistence};

/// What is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadConsent {
    /// Nobody was asked, or it was taken back: the queue is left alone.
    NotGiven,
    /// Reading.
    ReadOnly,
    /// Reading, and deleting what was kept.
    ReadAndDelete,
}

impl ReadConsent {
    const ALL: [Self; 3] = [Self::NotGiven, Self::ReadOnly, Self::ReadAndDelete];

    fn word(self) -> &'static str {
        match self {
            Self::NotGiven => "no",
            Self::ReadOnly => "read",
            Self::ReadAndDelete => "delete",
        }
    }

    fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|consent| consent.word() == word).unwrap_or(Self::NotGiven)
    }

    pub(super) fn kept(space: &str) -> Self {
        LocalStore::get(&name(space)).map_or(Self::NotGiven, |word| Self::parse(&word))
    }

    pub(super) fn keep(self, space: &str) -> Persistence {
        LocalStore::set(&name(space), self.word())
    }
}

/// Under which name it is kept.
pub(super) fn name(space: &str) -> String {
    format!("jetstream.queue.{space}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_allowed_reads_back_and_anything_else_allows_nothing() {
        for consent in ReadConsent::ALL {
            assert_eq!(ReadConsent::parse(consent.word()), consent);
        }
        assert_eq!(ReadConsent::parse("everything"), ReadConsent::NotGiven);
    }
}
