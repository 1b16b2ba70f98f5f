//! Rules of an administrator for the configuration of all devices: `DoorOpenTimeLimit <= 300 on freezers`.
//!
//! A rule is one line of text: a parameter, an operator, a value and a scope. [`FromStr`] reads it and [`Display`]
//! writes it; [`Rule::new`] makes one of the four parts. A rule that exists makes sense: an operator that does not fit the
//! parameter, and a value that is not of its type, are errors when it is made, which say what is allowed.
//!
//! ```
//! use jetstream_fleet::configuration::{Rule, Subject, Values};
//!
//! let rule: Rule = "dooropentimelimit <= 300 on freezers".parse()?;
//! assert_eq!(rule.to_string(), "DoorOpenTimeLimit <= 300 on freezers");
//!
//! let freezer = Subject::new("TS034, Freezer, US, v4").device("Freezer 2");
//! let values: Values = [("dooropentimelimit", "600")].into_iter().collect();
//! assert_eq!(rule.holds(&freezer, &values), Some(false));
//! assert_eq!(rule.holds(&Subject::new("TS092, Cabinet, v4"), &values), None, "it is no freezer");
//!
//! let refused = "UserBypass < 1 everywhere".parse::<Rule>().map_err(|error| error.to_string());
//! assert_eq!(refused, Err("< compares numbers, and UserBypass is 0 or 1; allowed are = and !=.".to_owned()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`FromStr`]: std::str::FromStr
//! [`Display`]: std::fmt::Display

mod error;
mod list;
mod operator;
mod scope;
mod syntax;

use std::cmp::Ordering;

use jetstream_api::{
    catalogue::{
        Parameter, ParameterType, Problem,
        parameters::{parameter, parameter_anywhere},
        value::decimal,
    },
    kind::DeviceKind,
};

use crate::configuration::Values;

pub use crate::configuration::rules::error::{Part, RuleParseError};
pub use crate::configuration::rules::list::{AssertionsError, from_json, to_json};
pub use crate::configuration::rules::operator::Operator;
pub use crate::configuration::rules::scope::{DeviceClass, Scope, Subject};

/// A rule about the value of one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    parameter: String,
    key: String,
    operator: Operator,
    value: String,
    scope: Scope,
    /// As the catalogue has it; `None` for a parameter that it does not know.
    ty: Option<ParameterType>,
}

impl Rule {
    /// A rule of its four parts.
    ///
    /// Range and firmware are left to the checks of a policy: a rule may be stricter or laxer than the type, and its scope
    /// may hold devices of which the range differs.
    pub fn new(parameter: &str, operator: Operator, value: &str, scope: Scope) -> Result<Self, RuleParseError> {
        for (part, text) in [(Part::Parameter, parameter), (Part::Value, value), (Part::Scope, scope.name())] {
            check_text(part, text)?;
        }
        let known = known(parameter, &scope);
        if let Some(error) = known.iter().find_map(|known| unfit(known, operator).or_else(|| refused(known, value))) {
            return Err(error);
        }
        if known.is_empty() && operator.orders() && decimal(value).is_none() {
            let text = format!("{operator} compares numbers, and `{value}` is none; allowed is a number such as 300.");
            return Err(RuleParseError { part: Part::Value, text });
        }
        let first = known.first();
        Ok(Self {
            parameter: first.map_or(parameter, |known| known.name).to_owned(),
            key: parameter.to_ascii_lowercase(),
            operator,
            value: value.to_owned(),
            scope,
            ty: first.map(|known| known.ty),
        })
    }

    /// The parameter, spelled as the catalogue does where it knows it.
    pub fn parameter(&self) -> &str {
        &self.parameter
    }

    /// The key of the parameter, in lower case.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The operator that compares the parameter with the value.
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// The value.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The scope.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Whether these values meet the rule. `None` where it does not apply to this device, or the value is not known.
    pub fn holds(&self, subject: &Subject<'_>, values: &Values) -> Option<bool> {
        self.holds_for(subject, values.get(&self.key))
    }

    /// As [`holds`](Self::holds), for one value of the parameter, if it is known.
    pub(super) fn holds_for(&self, subject: &Subject<'_>, value: Option<&str>) -> Option<bool> {
        value.filter(|_| self.scope.matches(subject)).map(|value| self.is_kept_by(value))
    }

    /// Whether this value of the parameter meets the rule. A text that is no number meets no rule that compares numbers.
    pub fn is_kept_by(&self, value: &str) -> bool {
        let numbers = || Some(decimal(value.trim())?.cmp(&decimal(self.value.trim())?));
        match self.operator {
            Operator::Equal => self.same(value),
            Operator::NotEqual => !self.same(value),
            Operator::Less => numbers().is_some_and(Ordering::is_lt),
            Operator::AtMost => numbers().is_some_and(Ordering::is_le),
            Operator::Greater => numbers().is_some_and(Ordering::is_gt),
            Operator::AtLeast => numbers().is_some_and(Ordering::is_ge),
        }
    }

    /// Whether two values are equal. Where the type is not known, they are equal if any type takes them for the same.
    fn same(&self, value: &str) -> bool {
        const ANY: [ParameterType; 3] =
            [ParameterType::Enumeration(&[]), ParameterType::Decimal(None), ParameterType::Bool];
        let same = |ty: ParameterType| ty.same(&self.value, value);
        self.ty.map_or_else(|| ANY.into_iter().any(same), same)
    }
}

/// The rules that these values break, by their index in the list. Rules that do not apply to them are not broken.
pub fn broken(rules: &[Rule], subject: &Subject<'_>, values: &Values) -> Vec<usize> {
    let all = rules.iter().enumerate();
    all.filter(|(_, rule)| rule.holds(subject, values) == Some(false)).map(|(place, _)| place).collect()
}

fn check_text(part: Part, text: &str) -> Result<(), RuleParseError> {
    let text = if text.trim().is_empty() {
        format!("The {part} is missing.")
    } else if text.trim() != text {
        format!("There are spaces before or after the {part}.")
    } else if text.chars().any(char::is_control) {
        format!("There is a line break or a control character in the {part}.")
    } else {
        return Ok(());
    };
    Err(RuleParseError { part, text })
}

/// The catalogue entries of a parameter for the kinds of devices that a scope may match; where there is none, for any kind.
fn known(name: &str, scope: &Scope) -> Vec<&'static Parameter> {
    let kinds = DeviceKind::ALL.into_iter().filter(|kind| scope.may_match(*kind));
    let known: Vec<_> = kinds.filter_map(|kind| parameter(kind, name)).collect();
    if known.is_empty() { parameter_anywhere(name).into_iter().collect() } else { known }
}

fn unfit(known: &Parameter, operator: Operator) -> Option<RuleParseError> {
    let numeric = matches!(known.ty, ParameterType::Int(_) | ParameterType::Decimal(_));
    (operator.orders() && !numeric).then(|| RuleParseError {
        part: Part::Operator,
        text: format!("{operator} compares numbers, and {} is {}; allowed are = and !=.", known.name, known.ty),
    })
}

fn refused(known: &Parameter, value: &str) -> Option<RuleParseError> {
    let error = known.check(value).err()?;
    (!matches!(error.problem, Problem::TooSmall | Problem::TooLarge))
        .then(|| RuleParseError { part: Part::Value, text: format!("`{value}` for {}: {error}.", known.name) })
}

#[cfg(test)]
#[path = "rules/rules_tests.rs"]
mod tests;
