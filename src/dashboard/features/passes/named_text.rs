//! Texts for the lists of users and of PINs.

use jetstream_api::credentials::CredentialType;

/// The names of one kind of credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedText {
    /// The plural.
    pub many: &'static str,
    /// The singular.
    pub one: &'static str,
    /// The label of the name field.
    pub name: &'static str,
    /// The label of the secret field.
    pub label: &'static str,
    /// The secret, inside a sentence.
    pub secret: &'static str,
}

impl NamedText {
    /// The texts for users or for PINs.
    pub fn of(kind: CredentialType) -> Self {
        match kind {
            CredentialType::Pin => Self { many: "PINs", one: "PIN", name: "Id", label: "PIN", secret: "PIN" },
            _ => Self { many: "users", one: "user", name: "User name", label: "Password", secret: "password" },
        }
    }
}
