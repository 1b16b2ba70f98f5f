//! Why a text is no rule.

use std::{error::Error, fmt};

/// What is wrong with a rule, where, and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleParseError {
    /// The part of the rule that is wrong.
    pub part: Part,
    /// What is wrong with it and what is allowed: a sentence or two.
    pub text: String,
}

/// A part of a rule, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The parameter's name.
    Parameter,
    /// The operator.
    Operator,
    /// The value.
    Value,
    /// Where the rule holds.
    Scope,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parameter => "parameter",
            Self::Operator => "operator",
            Self::Value => "value",
            Self::Scope => "place where it holds",
        })
    }
}

impl fmt::Display for RuleParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for RuleParseError {}
