//! The words for the lists of users and of PINs.

use jetstream_api::credentials::CredentialType;

/// What is called how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedText {
    /// Many of them.
    pub many: &'static str,
    /// One of them.
    pub one: &'static str,
    /// What names one.
    pub name: &'static str,
    /// Its secret, as a label.
    pub label: &'static str,
    /// Its secret, within a sentence.
    pub secret: &'static str,
}

impl NamedText {
    /// The words for users or for PINs.
    pub fn of(kind: CredentialType) -> Self {
        match kind {
            CredentialType::Pin => Self { many: "PINs", one: "PIN", name: "Id", label: "PIN", secret: "PIN" },
            _ => Self { many: "users", one: "user", name: "User name", label: "Password", secret: "password" },
        }
    }
}
