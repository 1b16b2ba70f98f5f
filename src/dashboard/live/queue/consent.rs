//! What the administrator allows to be done with the queue of a key, kept in this browser.

use crate::browser::{BrowserStorage, Lasts};

/// What is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Nobody was asked, or it was taken back: the queue is left alone.
    Unasked,
    /// Reading.
    Read,
    /// Reading, and deleting what was kept.
    Delete,
}

impl Consent {
    const ALL: [Self; 3] = [Self::Unasked, Self::Read, Self::Delete];

    fn word(self) -> &'static str {
        match self {
            Self::Unasked => "no",
            Self::Read => "read",
            Self::Delete => "delete",
        }
    }

    fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|consent| consent.word() == word).unwrap_or(Self::Unasked)
    }

    pub(super) fn kept(space: &str) -> Self {
        BrowserStorage::get(&name(space)).map_or(Self::Unasked, |word| Self::parse(&word))
    }

    pub(super) fn keep(self, space: &str) -> Lasts {
        BrowserStorage::set(&name(space), self.word())
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
        for consent in Consent::ALL {
            assert_eq!(Consent::parse(consent.word()), consent);
        }
        assert_eq!(Consent::parse("everything"), Consent::Unasked);
    }
}
