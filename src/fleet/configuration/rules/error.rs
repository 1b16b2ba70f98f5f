//! The error of a text that is no rule.

use std::{error::Error, fmt};

/// The error of a rule: the part that is wrong, and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleParseError {
    /// The part of the rule that is wrong.
    pub part: Part,
    /// The problem and what is allowed, in a sentence or two.
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
    /// The scope.
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
