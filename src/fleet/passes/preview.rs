//! The preview of pasted passes: what each line of a text would do, before anything is sent.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use jetstream_api::{credentials::Pass, redact::redact};

use super::table::{Table, TableLayout};
use crate::passes::parse_cell::{self, PassParseError};

/// The result of checking one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassCheck {
    /// It is new.
    Add(Pass),
    /// It is in the list already.
    Listed(Pass),
    /// It is in the text twice.
    Repeated {
        /// The number.
        pass: Pass,
        /// The line of its first occurrence.
        first: usize,
    },
    /// It is no pass.
    Refused(PassParseError),
}

/// An entry of the text, with the result of checking it.
#[derive(Clone, PartialEq, Eq)]
pub struct PreviewRow {
    /// Its line, from 1.
    pub line: usize,
    /// As it was typed: perhaps a pass with one digit wrong, so a secret.
    pub typed: String,
    /// The result of checking it.
    pub check: PassCheck,
}

impl fmt::Debug for PreviewRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} {:?}", self.line, redact(&self.typed), self.check)
    }
}

/// The preview of a whole text, entry by entry, in its order. Nothing but blanks is left out, except the columns that
/// [`layout`](Self::layout) does not name and the line of the [`header`](Self::header).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The layout of the text.
    pub layout: TableLayout,
    /// The line that was taken for a header, from 1.
    pub header: Option<usize>,
    /// The entries.
    pub entries: Vec<PreviewRow>,
}

impl Preview {
    /// Reads a text against the list that is stored now.
    pub fn of(text: &str, listed: &[String]) -> Self {
        let Table { layout, header, rows } = Table::of(text);
        let listed: HashSet<String> = listed.iter().map(|pass| pass.to_ascii_uppercase()).collect();
        let mut seen: HashMap<Pass, usize> = HashMap::new();
        let mut judge = |line: usize, pass: Pass| match seen.get(&pass) {
            Some(first) => PassCheck::Repeated { pass, first: *first },
            None => {
                seen.insert(pass.clone(), line);
                if listed.contains(pass.reveal()) { PassCheck::Listed(pass) } else { PassCheck::Add(pass) }
            }
        };
        let mut entries = Vec::new();
        for (line, cells) in rows {
            let read: Vec<String> = match layout {
                TableLayout::List => cells.into_iter().filter(|cell| !cell.is_empty()).collect(),
                TableLayout::Column { number, .. } => vec![cells.into_iter().nth(number - 1).unwrap_or_default()],
            };
            for typed in read {
                let found = if typed.is_empty() { Err(PassParseError::Blank) } else { parse_cell::parse_cell(&typed) };
                match found {
                    Err(why) => entries.push(PreviewRow { line, typed, check: PassCheck::Refused(why) }),
                    Ok(passes) => entries.extend(passes.into_iter().map(|pass| {
                        let check = judge(line, pass);
                        PreviewRow { line, typed: typed.clone(), check }
                    })),
                }
            }
        }
        Self { layout, header, entries }
    }

    /// The new passes, in the order of the text.
    pub fn to_add(&self) -> Vec<Pass> {
        self.passes(|check| match check {
            PassCheck::Add(pass) => Some(pass),
            _ => None,
        })
    }

    /// Every pass in the text, each once: the new list, if the text replaces the present one.
    pub fn all(&self) -> Vec<Pass> {
        self.passes(|check| match check {
            PassCheck::Add(pass) | PassCheck::Listed(pass) => Some(pass),
            PassCheck::Repeated { .. } | PassCheck::Refused(_) => None,
        })
    }

    fn passes(&self, which: fn(&PassCheck) -> Option<&Pass>) -> Vec<Pass> {
        self.entries.iter().filter_map(|entry| which(&entry.check)).cloned().collect()
    }

    /// The entries that are no passes, with their errors.
    pub fn refused(&self) -> impl Iterator<Item = (&PreviewRow, &PassParseError)> {
        self.entries.iter().filter_map(|entry| match &entry.check {
            PassCheck::Refused(why) => Some((entry, why)),
            _ => None,
        })
    }

    /// How many entries are new, are listed already, are repeated, and are no passes.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        let [add, listed, repeated, refused] = &mut counts;
        for entry in &self.entries {
            match entry.check {
                PassCheck::Add(_) => *add += 1,
                PassCheck::Listed(_) => *listed += 1,
                PassCheck::Repeated { .. } => *repeated += 1,
                PassCheck::Refused(_) => *refused += 1,
            }
        }
        counts
    }
}

#[cfg(test)]
#[path = "preview_tests.rs"]
mod tests;
