//! Times in a query: relative to now, or absolute.

use std::fmt;

use jetstream_api::time;
use jiff::{SignedDuration, Timestamp};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `s`
    Second,
    /// `m`
    Minute,
    /// `h`
    Hour,
    /// `d`, 24 hours
    Day,
    /// `w`
    Week,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Second, Self::Minute, Self::Hour, Self::Day, Self::Week];

    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Self::Second => 's',
            Self::Minute => 'm',
            Self::Hour => 'h',
            Self::Day => 'd',
            Self::Week => 'w',
        }
    }

    fn seconds(self) -> i64 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 604_800,
        }
    }
}

/// A time in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// So many units before now.
    Ago(u16, Unit),
    /// A moment, to the second.
    At(Timestamp),
}

impl When {
    /// Reads `2h`, `2026-05-18`, `2026-05-18T10:00` or `2026-05-18T10:00:00`, with `Z`, an offset or nothing, which means UTC.
    pub fn read(text: &str) -> Option<Self> {
        if let Some(unit) =
            Unit::ALL.into_iter().find(|unit| text.ends_with([unit.letter(), unit.letter().to_ascii_uppercase()]))
            && let Some(count) = text.get(..text.len() - 1)
            && count.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Some(Self::Ago(count.parse().ok()?, unit));
        }
        // People leave the seconds out.
        let with_seconds = || time::parse(&format!("{}:00", text.trim_end_matches(['Z', 'z'])));
        let second = time::parse(text).or_else(with_seconds)?.as_second();
        Timestamp::from_second(second).ok().map(Self::At)
    }

    /// The point in time that it means.
    pub fn moment(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Ago(count, unit) => {
                let ago = SignedDuration::from_secs(i64::from(count) * unit.seconds());
                now.checked_sub(ago).unwrap_or(Timestamp::MIN)
            }
            Self::At(time) => time,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ago(count, unit) => write!(formatter, "{count}{}", unit.letter()),
            Self::At(time) => formatter.write_str(&time::format(*time)),
        }
    }
}
