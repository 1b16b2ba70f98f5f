//! Types of identifiers that Jetstream assigns.

use std::{fmt, sync::Arc};

use crate::hash::fnv1a;

/// The error of a text that is not a GUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a GUID: 36 characters are needed, hexadecimal digits in groups of 8-4-4-4-12")]
pub struct GuidError;

/// A GUID in its 36-character form, kept as 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid([u8; 16]);

impl Guid {
    /// Reads `8-4-4-4-12` hexadecimal digits, in either case.
    pub fn parse(text: &str) -> Result<Self, GuidError> {
        if text.len() != 36 {
            return Err(GuidError);
        }
        let mut bytes = [0_u8; 16];
        let mut digits = 0_usize;
        for (index, character) in text.bytes().enumerate() {
            if matches!(index, 8 | 13 | 18 | 23) {
                if character != b'-' {
                    return Err(GuidError);
                }
                continue;
            }
            let digit = match character {
                b'0'..=b'9' => character - b'0',
                b'a'..=b'f' => character - b'a' + 10,
                b'A'..=b'F' => character - b'A' + 10,
                _ => return Err(GuidError),
            };
            let byte = bytes.get_mut(digits / 2).ok_or(GuidError)?;
            *byte = *byte << 4 | digit;
            digits += 1;
        }
        Ok(Self(bytes))
    }

    /// Makes a version 4 GUID of 16 random bytes; where they come from is the caller's business.
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
        *version = *version & 0x0f | 0x40;
        *variant = *variant & 0x3f | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                formatter.write_str("-")?;
            }
            write!(formatter, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A number that Jetstream gives to a device, definition, policy or alias. Unsigned 64 bits, never sent by a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u64);

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        ///
        /// Documented as a 36-character GUID; anything else is kept as it is, since an answer must not be lost over the form
        /// of its identifier. Letters are lower-cased, so that both cases of one GUID are equal. Cheap to clone.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(Arc<str>);

        impl $type {
            /// Takes an identifier as received.
            pub fn new(text: &str) -> Self {
                match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    true => Self(text.to_ascii_lowercase().into()),
                    false => Self(text.into()),
                }
            }

            /// The identifier, in lower case.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// The identifier that the response to a command, its CommandQueuedEvent and its CommandCompletionEvent share.
    CommandId
}
text_id! {
    /// The identifier of an event: use it to recognise duplicates.
    EventId
}
text_id! {
    /// The identifier of a batch of *Get Events*, for *Delete Events*.
    BatchId
}

impl EventId {
    /// An id for an event that has none: `raw-` and a hash of its text, so that it is recognised when it comes again.
    pub fn of_text(raw: &str) -> Self {
        Self::new(&format!("raw-{:016x}", fnv1a(raw)))
    }

    /// Whether Jetstream assigned it; otherwise it was made by [`EventId::of_text`].
    pub fn is_given(&self) -> bool {
        !self.0.starts_with("raw-")
    }

    /// The 64-bit FNV-1a hash of the id. The wrapping sum over many ids tells, with their count and whatever their order,
    /// whether two programs have the same events.
    pub fn fingerprint(&self) -> u64 {
        fnv1a(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_guid_reads_back_as_it_was_written() {
        let text = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";
        assert_eq!(Guid::parse(text).unwrap().to_string(), text);
        assert_eq!(Guid::parse(&text.to_uppercase()).unwrap().to_string(), text);
    }

    #[test]
    fn texts_of_another_form_are_no_guids() {
        for text in [
            "",
            "6bd4b8fbd9644d00ae0ae3943d58e004",
            "6bd4b8fb-d964-4d00-ae0a-e3943d58e00",
            "6bd4b8fb-d964-4d00-ae0a-e3943d58e00g",
            "6bd4b8fb-d9644-d00-ae0a-e3943d58e004",
            "é".repeat(18).as_str(),
        ] {
            assert_eq!(Guid::parse(text), Err(GuidError), "{text}");
        }
    }

    #[test]
    fn random_bytes_become_a_version_4_guid() {
        assert_eq!(Guid::from_random([0xff; 16]).to_string(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(Guid::from_random([0; 16]).to_string(), "00000000-0000-4000-8000-000000000000");
    }

    #[test]
    fn a_fingerprint_is_the_hash_of_the_id_in_lower_case() {
        assert_eq!(EventId::new("").fingerprint(), 0xcbf2_9ce4_8422_2325);
        assert_eq!(EventId::new("FooBar").fingerprint(), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_case_of_an_id_does_not_matter() {
        assert_eq!(CommandId::new("6BD4B8FB"), CommandId::new("6bd4b8fb"));
    }

    proptest! {
        #[test]
        fn every_guid_reads_back_as_it_was_written(bytes: [u8; 16]) {
            let guid = Guid(bytes);
            prop_assert_eq!(Guid::parse(&guid.to_string()), Ok(guid));
            prop_assert_eq!(Guid::parse(&guid.to_string().to_uppercase()), Ok(guid));
        }

        #[test]
        fn no_text_makes_reading_a_guid_panic(text: String) {
            prop_assert!(Guid::parse(&text).is_ok() <= (text.len() == 36));
        }

        #[test]
        fn random_guids_are_of_version_4(bytes: [u8; 16]) {
            let text = Guid::from_random(bytes).to_string();
            prop_assert_eq!(text.as_bytes()[14], b'4');
            prop_assert!(b"89ab".contains(&text.as_bytes()[19]));
        }
    }
}
