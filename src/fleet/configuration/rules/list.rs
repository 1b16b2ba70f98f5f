//! The JSON format of rules, in which they are stored, exported and imported.

use std::{error::Error, fmt};

use jetstream_api::wire::{self, DecodeError, Object};
use serde_json::{Value, json};

use crate::configuration::rules::{Rule, RuleParseError};

/// The name of the format: it tells a file of rules from other JSON.
const FORMAT: &str = "jetstream-rules";
const VERSION: u32 = 1;

/// The error of a text that is no list of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssertionsError {
    /// It is not JSON, or other JSON. The text says what is wrong and what is allowed.
    Form(String),
    /// A rule in it is wrong.
    Rule {
        /// Its number, counted from 1.
        number: usize,
        /// The rule as it is written there.
        written: String,
        /// The error.
        error: RuleParseError,
    },
}

impl fmt::Display for AssertionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(text) => f.write_str(text),
            Self::Rule { number, written, error } => write!(f, "Rule {number}, `{written}`: {error}"),
        }
    }
}

impl Error for AssertionsError {}

impl From<DecodeError> for AssertionsError {
    fn from(error: DecodeError) -> Self {
        let DecodeError { at, expected, found } = error;
        Self::Form(format!("Not a list of rules: at {at}, {expected} was expected and {found} found."))
    }
}

/// Writes rules as JSON text, in their order: `{"format": "jetstream-rules", "version": 1, "rules": ["..."]}`.
pub fn to_json(rules: &[Rule]) -> String {
    let rules: Vec<String> = rules.iter().map(Rule::to_string).collect();
    format!("{:#}", json!({ "format": FORMAT, "version": VERSION, "rules": rules }))
}

/// Reads the text of [`to_json`], or a bare list of rules. One wrong rule makes all fail: no rule may get lost unnoticed.
pub fn from_json(text: &str) -> Result<Vec<Rule>, AssertionsError> {
    let rules = match wire::parse(text)? {
        list @ Value::Array(_) => wire::texts(list, "rules")?,
        other => of_object(Object::new(other, "the text")?)?,
    };
    let read = |(at, written): (usize, String)| {
        written.parse().map_err(|error| AssertionsError::Rule { number: at + 1, written, error })
    };
    rules.into_iter().enumerate().map(read).collect()
}

fn of_object(mut object: Object<'_>) -> Result<Vec<String>, AssertionsError> {
    let (format, version) = (object.optional_text("format")?, object.optional_text("version")?);
    if format.as_deref() != Some(FORMAT) || !object.has("rules") {
        return Err(AssertionsError::Form(format!("Not a list of rules: the format must be {FORMAT}, with rules.")));
    }
    match version {
        Some(version) if version != VERSION.to_string() => Err(AssertionsError::Form(format!(
            "These rules are of version {version} of their format; what can be read is version {VERSION}."
        ))),
        _ => Ok(object.texts("rules")?),
    }
}
