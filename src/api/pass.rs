//! The number of a pass: a secret that opens doors.

use std::fmt;

use crate::redact::redact;

/// The error of a text that is no pass.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PassError {
    /// Not 10 to 40 digits.
    #[error("A pass has 10 to 40 hexadecimal digits, not {0}. The number printed on the card is another one.")]
    Length(usize),
    /// Something else than 0-9 and A-F.
    #[error("A pass holds only 0-9 and A-F, not {0:?}.")]
    Digit(char),
}

/// A pass' number: 10 to 40 hexadecimal digits, upper case (page *Create Device Credentials*). It opens doors: a secret.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pass(String);

impl Pass {
    /// Reads a number and upper-cases it.
    pub fn parse(text: &str) -> Result<Self, PassError> {
        let text = text.trim();
        if let Some(character) = text.chars().find(|character| !character.is_ascii_hexdigit()) {
            return Err(PassError::Digit(character));
        }
        if !(10..=40).contains(&text.len()) {
            return Err(PassError::Length(text.len()));
        }
        Ok(Self(text.to_ascii_uppercase()))
    }

    /// The number itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pass({})", redact(&self.0))
    }
}
