//! The error of reading `config.json`.

use crate::wire::DecodeError;

/// The error of an invalid configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("config.json: {key}: {problem}")]
pub struct ConfigError {
    /// The path of the wrong key, such as `environments.0.api`; `file` is the whole text.
    pub key: String,
    /// The problem, and the allowed values.
    pub problem: String,
}

impl ConfigError {
    pub(super) fn new(key: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { key: key.into(), problem: problem.into() }
    }

    /// The error of a key in the object at a path.
    pub(super) fn of(at: &str, key: &str, problem: &str) -> Self {
        Self::new(Self::path(at, key), problem)
    }

    /// The path of a key in the object at a path, which is empty for the whole file.
    pub(super) fn path(at: &str, key: &str) -> String {
        if at.is_empty() { key.to_owned() } else { [at, key].join(".") }
    }
}

impl From<DecodeError> for ConfigError {
    fn from(error: DecodeError) -> Self {
        // Errors of the JSON itself are those of the `answer`.
        let key = if matches!(error.at.as_str(), "" | "answer") { "file".to_owned() } else { error.at };
        Self { key, problem: format!("expected {}, found {}", error.expected, error.found) }
    }
}
