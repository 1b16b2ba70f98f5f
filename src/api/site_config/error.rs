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
}

impl From<DecodeError> for ConfigError {
    fn from(error: DecodeError) -> Self {
        let key = match error.at.strip_prefix("answer") {
            None => error.at.as_str(),
            Some("") => "file",
            Some(path) => path.trim_start_matches('.'),
        };
        Self::new(key, format!("expected {}, found {}", error.expected, error.found))
    }
}
