//! The access key.

use std::fmt;

use crate::{
    hash::fnv1a,
    ids::{Guid, GuidError},
};

/// The secret that stands in the `AccessKey` header of every call: one per user, a 36-character GUID (page *API Basics*).
///
/// Its `Debug` form never shows it, and it has no `Display` on purpose: whoever sends it says so by [`AccessKey::reveal`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AccessKey(Guid);

impl AccessKey {
    /// The name of the header.
    pub const HEADER: &'static str = "AccessKey";

    /// Reads a key; spaces around it, as pasting leaves them, are dropped.
    pub fn parse(text: &str) -> Result<Self, GuidError> {
        Guid::parse(text.trim()).map(Self)
    }

    /// The secret itself, for the request header and the first frame of the feed.
    pub fn reveal(&self) -> String {
        self.0.to_string()
    }

    /// A number by which a program recognises the key without storing it: data that was stored under one key must not be shown under
    /// another. 64 bits, from which the 122 random bits of the key cannot be computed.
    pub fn fingerprint(&self) -> u64 {
        fnv1a(&self.reveal())
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_form_does_not_show_the_key() {
        let key = AccessKey::parse(" 6bd4b8fb-d964-4d00-ae0a-e3943d58e004\n").unwrap();
        assert_eq!(key.reveal(), "6bd4b8fb-d964-4d00-ae0a-e3943d58e004");
        assert_eq!(format!("{key:?}"), "AccessKey(…)");
    }

    #[test]
    fn a_key_is_recognised_however_it_was_pasted_and_told_from_another() {
        let print = |text: &str| AccessKey::parse(text).unwrap().fingerprint();
        let one = print("6bd4b8fb-d964-4d00-ae0a-e3943d58e004");
        assert_eq!(one, print(" 6BD4B8FB-D964-4D00-AE0A-E3943D58E004"));
        assert_ne!(one, print("6bd4b8fb-d964-4d00-ae0a-e3943d58e005"));
    }
}
