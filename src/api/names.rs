//! Types of names that are parts of URLs. They are parsed before a call is built, so that no call has a name that no URL can carry.

use std::fmt;

/// The longest name that Jetstream takes, in ASCII characters.
pub const MAX_LENGTH: usize = 128;

/// The error of a text that is no legal name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("The {what} is empty. Give 1 to {MAX_LENGTH} characters.")]
    Empty {
        /// What the name is of, such as `device name`.
        what: &'static str,
    },
    /// Longer than [`MAX_LENGTH`].
    #[error("The {what} has {length} characters. At most {MAX_LENGTH} are allowed.")]
    TooLong {
        /// What the name is of.
        what: &'static str,
        /// How many characters it has.
        length: usize,
    },
    /// A character outside the documented set.
    #[error("The {what} holds {found:?} at character {position}. Allowed are {allowed}.")]
    Character {
        /// What the name is of.
        what: &'static str,
        /// The first character that is not allowed.
        found: char,
        /// Its place, counted from 1.
        position: usize,
        /// The allowed ones, in words.
        allowed: &'static str,
    },
    /// `.` or `..`: legal by the documented expression, but every URL parser takes them for folders.
    #[error("The {what} {name:?} cannot stand in a URL. Add another character.")]
    Dots {
        /// What the name is of.
        what: &'static str,
        /// The name.
        name: String,
    },
}

const WIDE: &str = "letters, digits, spaces, hyphens, underscores, commas and dots";
const NARROW: &str = "letters, digits, hyphens and underscores";

fn wide(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_,. ".contains(character)
}

fn narrow(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_".contains(character)
}

fn check(what: &'static str, name: &str, allowed: &'static str, fits: fn(char) -> bool) -> Result<(), NameError> {
    if name.is_empty() {
        return Err(NameError::Empty { what });
    }
    if let Some((index, found)) = name.chars().enumerate().find(|(_, character)| !fits(*character)) {
        return Err(NameError::Character { what, found, position: index + 1, allowed });
    }
    if name.len() > MAX_LENGTH {
        return Err(NameError::TooLong { what, length: name.len() });
    }
    if name == "." || name == ".." {
        return Err(NameError::Dots { what, name: name.to_owned() });
    }
    Ok(())
}

macro_rules! name {
    ($(#[$doc:meta])* $type:ident, $what:literal, $allowed:ident, $fits:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(String);

        impl $type {
            /// Parses a name, exactly as given.
            pub fn parse(name: &str) -> Result<Self, NameError> {
                check($what, name, $allowed, $fits)?;
                Ok(Self(name.to_owned()))
            }

            /// The name as Jetstream knows it, not yet encoded for a URL.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $type {
            type Err = NameError;

            fn from_str(name: &str) -> Result<Self, NameError> {
                Self::parse(name)
            }
        }
    };
}

name! {
    /// A device's name: 1 to 128 of letters, digits, spaces and `-_,.` (page *Create a Device*).
    ///
    /// *Modify a Device* still prints a narrower expression, without spaces, commas and dots; the wider one is taken, since
    /// devices with such names exist.
    DeviceName, "device name", WIDE, wide
}
name! {
    /// A device definition's name, for example `TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4`.
    DefinitionName, "device definition name", WIDE, wide
}
name! {
    /// A policy's name, unique in the application.
    PolicyName, "policy name", WIDE, wide
}
name! {
    /// An alias' name, unique in the application.
    AliasName, "alias name", WIDE, wide
}
name! {
    /// The serial number on a unit's label: 1 to 128 of letters, digits, `-` and `_`.
    SerialNumber, "serial number", NARROW, narrow
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_with_spaces_commas_and_dots_are_legal() {
        for name in ["Cabinet 7", "Ward 3, east.", "-", "...", "a.b", &"x".repeat(128)] {
            assert_eq!(DeviceName::parse(name).unwrap().as_str(), name);
        }
    }

    #[test]
    fn names_that_no_url_can_carry_are_refused_with_what_is_wrong() {
        let refused = |name: &str| DeviceName::parse(name).unwrap_err().to_string();
        assert_eq!(refused(""), "The device name is empty. Give 1 to 128 characters.");
        assert_eq!(refused("."), "The device name \".\" cannot stand in a URL. Add another character.");
        assert_eq!(refused(".."), "The device name \"..\" cannot stand in a URL. Add another character.");
        assert_eq!(
            refused("a/b"),
            "The device name holds '/' at character 2. Allowed are letters, digits, spaces, hyphens, underscores, commas and dots."
        );
        assert!(refused("50%").contains("'%' at character 3"));
        assert!(refused("Kühl").contains("'ü' at character 2"));
        assert_eq!(refused(&"x".repeat(129)), "The device name has 129 characters. At most 128 are allowed.");
    }

    #[test]
    fn serial_numbers_take_no_spaces() {
        assert!(SerialNumber::parse("SN-1_2").is_ok());
        assert!(SerialNumber::parse("SN 1").is_err());
    }

    /// What a server makes of a segment: percent-decoded.
    fn carried(name: &DeviceName) -> String {
        let path = crate::call::Call::read(["devices", name.as_str()]).path();
        let segment = path.strip_prefix("devices/").unwrap();
        assert!(segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte)), "{segment}");
        percent_encoding::percent_decode_str(segment).decode_utf8().unwrap().into_owned()
    }

    proptest! {
        #[test]
        fn every_legal_name_is_carried_by_a_path(name in "[a-zA-Z0-9_,. -]{1,128}") {
            prop_assume!(name != "." && name != "..");
            prop_assert_eq!(carried(&DeviceName::parse(&name).unwrap()), name);
        }

        #[test]
        fn a_text_is_a_name_or_the_error_says_why(text: String) {
            let legal = (1..=128).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_,. ".contains(&byte))
                && text != "." && text != "..";
            match AliasName::parse(&text) {
                Ok(name) => { prop_assert!(legal); prop_assert_eq!(name.to_string(), text); }
                Err(error) => { prop_assert!(!legal); prop_assert!(error.to_string().starts_with("The alias name")); }
            }
        }
    }
}
