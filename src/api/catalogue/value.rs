//! Checks and comparisons of parameter values, which are texts.

use core::{error::Error, fmt, net::Ipv4Addr};

use super::{Limits, Parameter, ParameterType, Range, Unit};

/// The error of a text that is not a value of a parameter. Its display says what is wrong and what is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong.
    pub problem: Problem,
    /// What is allowed.
    pub allowed: ParameterType,
    /// The unit of what is allowed.
    pub unit: Option<Unit>,
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Problem {
    /// Nothing was given.
    Empty,
    /// Spaces before or after the value.
    Padded,
    /// A line break or another control character.
    ControlCharacter,
    /// Neither 0 nor 1.
    NotASwitch,
    /// Not a whole number.
    NotWhole,
    /// Not a number.
    NotANumber,
    /// Below the range.
    TooSmall,
    /// Above the range.
    TooLarge,
    /// Not an IPv4 address.
    NotAnAddress,
    /// None of the words allowed.
    NotAWord,
    /// Neither a host name nor an http(s) URL.
    NotAUrl,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no value",
            Self::Padded => "spaces before or after the value",
            Self::ControlCharacter => "a line break or control character in the value",
            Self::NotASwitch => "neither 0 nor 1",
            Self::NotWhole => "not a whole number",
            Self::NotANumber => "not a number",
            Self::TooSmall => "too small",
            Self::TooLarge => "too large",
            Self::NotAnAddress => "not an IPv4 address",
            Self::NotAWord => "not one of the values",
            Self::NotAUrl => "neither a host name nor an http(s) URL",
        })
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; allowed is {}", self.problem, self.allowed)?;
        match (self.allowed, self.unit) {
            (ParameterType::Int(_) | ParameterType::Decimal(_), Some(unit)) => {
                write!(f, " {}", unit.plural())
            }
            _ => Ok(()),
        }
    }
}

impl Error for ValueError {}

impl Parameter {
    /// Checks a value before it is sent.
    ///
    /// The form (whole number, address, ...) is always held against the value, range and words only where they are
    /// firm ([`Limits::Documented`]). Strict on spaces: nobody knows what a device makes of them.
    pub fn check(&self, value: &str) -> Result<(), ValueError> {
        self.problem(value).map_or(Ok(()), |problem| Err(ValueError { problem, allowed: self.ty, unit: self.unit }))
    }

    fn problem(&self, value: &str) -> Option<Problem> {
        if value.trim().is_empty() {
            return Some(Problem::Empty);
        }
        if value.chars().any(char::is_control) {
            return Some(Problem::ControlCharacter);
        }
        if value.trim() != value {
            return Some(Problem::Padded);
        }
        let firm = self.limits == Limits::Documented;
        match self.ty {
            ParameterType::Bool => truth(value).is_none().then_some(Problem::NotASwitch),
            ParameterType::Int(range) => match whole(value) {
                None => Some(Problem::NotWhole),
                Some(number) => range.filter(|_| firm).and_then(|range| outside(number, range)),
            },
            ParameterType::Decimal(range) => match decimal(value) {
                None => Some(Problem::NotANumber),
                Some(number) => range.filter(|_| firm).and_then(|range| outside(number, range)),
            },
            ParameterType::Ipv4 => value.parse::<Ipv4Addr>().is_err().then_some(Problem::NotAnAddress),
            ParameterType::Enumeration(words) => {
                let listed = words.iter().any(|word| word.eq_ignore_ascii_case(value));
                (firm && !listed).then_some(Problem::NotAWord)
            }
            ParameterType::Url => (!is_url(value)).then_some(Problem::NotAUrl),
            ParameterType::Text => None,
        }
    }
}

impl ParameterType {
    /// Whether two texts mean the same value: `0` and `False`, `23` and `23.0`, `Error` and `error`. What is not of
    /// the type at all is compared as text.
    pub fn same(self, one: &str, other: &str) -> bool {
        let (one, other) = (one.trim(), other.trim());
        let both = |equal: Option<bool>| equal.unwrap_or(one == other);
        match self {
            Self::Bool => both(truth(one).zip(truth(other)).map(|(a, b)| a == b)),
            Self::Int(_) | Self::Decimal(_) => both(decimal(one).zip(decimal(other)).map(|(a, b)| a == b)),
            Self::Ipv4 | Self::Text => one == other,
            Self::Enumeration(_) | Self::Url => one.eq_ignore_ascii_case(other),
        }
    }
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "0" => Some(false),
        "1" => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ => None,
    }
}

/// How finely numbers are told apart: a millionth. Whole numbers, since floating-point parsing brings tables of 10 kB
/// that no compression makes smaller.
const UNIT: i64 = 1_000_000;

/// A whole number of any length, in millionths.
fn whole(text: &str) -> Option<i64> {
    if text.contains('.') { None } else { decimal(text) }
}

/// Digits with at most one sign and one point between them, in millionths. What is too large to be counted becomes the
/// largest number there is: it only has to be held against a range of `i32`.
pub fn decimal(text: &str) -> Option<i64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole = whole.parse().unwrap_or(i64::MAX).saturating_mul(UNIT);
    let fraction: i64 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
    let number = whole.saturating_add(fraction);
    Some(if text.starts_with('-') { -number } else { number })
}

fn outside(number: i64, range: Range) -> Option<Problem> {
    if number < i64::from(range.min) * UNIT {
        Some(Problem::TooSmall)
    } else if number > i64::from(range.max) * UNIT {
        Some(Problem::TooLarge)
    } else {
        None
    }
}

/// A host name with or without scheme, port and path. Deliberately no more: which of these a device takes is not
/// documented.
fn is_url(text: &str) -> bool {
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") => rest,
        Some(_) => return false,
        None => text,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.split('.').all(label) && port.parse::<u16>().is_ok() && rest.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
#[path = "value_tests.rs"]
mod tests;
