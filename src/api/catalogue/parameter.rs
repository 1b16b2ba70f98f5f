//! The record of one configuration parameter: type, range, default, unit, firmware, and how far to trust them.

use core::fmt;

use super::{FirmwareVersion, Unit};

/// A configuration parameter of one kind of device (table "ConfigParameters" of its page).
///
/// Values travel as text in both directions. Keys are matched in any letter case; the documentation's examples write
/// them in lower case, and so does [`Parameter::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// The name as the page prints it: `HeartbeatEventInterval`.
    pub name: &'static str,
    /// The type of its values, with their range.
    pub ty: ParameterType,
    /// The factory default; `None` where it is not known.
    pub default: Option<&'static str>,
    /// What a number counts.
    pub unit: Option<Unit>,
    /// The firmware it came with; `None` where it is not known.
    pub since: Option<FirmwareVersion>,
    /// Values with a meaning of their own, such as `0` for off.
    pub specials: &'static [Special],
    /// Where the entry comes from.
    pub confidence: Confidence,
    /// Whether [`Parameter::check`] may hold a value against the range.
    pub limits: Limits,
    /// It does nothing on this kind of device, although its page lists it; its [words](super::ParameterText) say why.
    pub without_effect: bool,
}

/// The type of a parameter's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterType {
    /// `0` or `1`; `False` and `True` mean the same.
    Bool,
    /// A whole number, within the range where one is known.
    Int(Option<Range>),
    /// A number with or without decimals, within the range where one is known.
    Decimal(Option<Range>),
    /// An IPv4 address.
    Ipv4,
    /// One of these words, in any letter case.
    Enumeration(&'static [&'static str]),
    /// A host name or an http(s) URL.
    Url,
    /// Any text that is not empty.
    Text,
}

/// The smallest and the largest number allowed, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The smallest.
    pub min: i32,
    /// The largest.
    pub max: i32,
}

/// A value that does not mean what its type suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Special {
    /// The value.
    pub value: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// Where a parameter's entry comes from, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Printed in the documentation of version 3.
    V3,
    /// Printed in the documentation of version 2 only.
    V2,
    /// Printed on pages older than that.
    Older,
    /// The parameter exists; its type and range could not be read.
    NameOnly,
    /// A parameter of firmware 3.
    Legacy,
}

/// How firm range, words and default of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// As printed: values outside are refused.
    Documented,
    /// Taken from another kind of device: values outside are let through.
    Assumed,
    /// The pages contradict themselves or each other, as said here: values outside are let through.
    Contradictory(&'static str),
}

impl Parameter {
    /// The key in requests and answers: the name in lower case.
    pub fn key(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// The range of a number, where known.
    pub const fn range(&self) -> Option<Range> {
        match self.ty {
            ParameterType::Int(range) | ParameterType::Decimal(range) => range,
            _ => None,
        }
    }

    /// What this value means beyond its face, if anything.
    pub fn special(&self, value: &str) -> Option<&'static str> {
        self.specials.iter().find(|special| self.ty.same(special.value, value)).map(|special| special.meaning)
    }

    /// Whether a device with this firmware has the parameter; where it is not known since when, it is taken to.
    pub fn exists_in(&self, firmware: FirmwareVersion) -> bool {
        self.since.is_none_or(|since| firmware.supports(since))
    }
}

impl fmt::Display for ParameterType {
    /// What is allowed, to stand behind "allowed is": `a whole number from 0 to 600`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("0 or 1"),
            Self::Int(None) => f.write_str("a whole number"),
            Self::Int(Some(range)) => write!(f, "a whole number {range}"),
            Self::Decimal(None) => f.write_str("a number"),
            Self::Decimal(Some(range)) => write!(f, "a number {range}"),
            Self::Ipv4 => f.write_str("an IPv4 address such as 192.168.1.20"),
            Self::Enumeration(words) => {
                f.write_str("one of ")?;
                for (at, word) in words.iter().enumerate() {
                    write!(f, "{}{word}", if at == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            Self::Url => f.write_str("a host name or an http(s) URL"),
            Self::Text => f.write_str("a text"),
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from {} to {}", self.min, self.max)
    }
}
