//! The result of a check: a problem or a consequence of values, with its severity.

use std::fmt;

/// The severity of a finding, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It must not be sent.
    Error,
    /// It can cut the device off, until somebody goes to it.
    CutsOff,
    /// It opens the door to more people.
    WeakensAccess,
    /// Something that happens will not be reported.
    Blinds,
    /// It changes less than one might think, or is known less well.
    Note,
}

impl Severity {
    /// Whether the values must not be sent.
    pub const fn is_blocking(self) -> bool {
        matches!(self, Self::Error)
    }

    /// The severity as a text, to be shown before the text of a finding.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::CutsOff => "Can cut the device off",
            Self::WeakensAccess => "Weakens access",
            Self::Blinds => "Blinds the dashboard",
            Self::Note => "Note",
        }
    }
}

/// A finding: something wrong with values, or a consequence of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The parameters it is about, by key in lower case; the one to be changed first.
    pub keys: Vec<String>,
    /// Its severity.
    pub severity: Severity,
    /// The problem or the consequence, and what is allowed or what to do about it, in sentences.
    pub text: String,
}

impl Finding {
    pub(super) fn new(keys: &[&str], severity: Severity, text: impl Into<String>) -> Self {
        Self { keys: keys.iter().map(|key| (*key).to_owned()).collect(), severity, text: text.into() }
    }

    /// A finding whose text begins with a lower-case letter, which is made upper case.
    pub(super) fn sentence(keys: &[&str], severity: Severity, text: fmt::Arguments<'_>) -> Self {
        let text = text.to_string();
        let mut characters = text.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        Self::new(keys, severity, first.into_iter().chain(characters).collect::<String>())
    }
}
