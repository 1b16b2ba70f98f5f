//! What would become of a text full of passes, before anything is sent.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use jetstream_api::{credentials::Pass, redact::redact};

use super::{
    cell::{self, Refusal},
    table::{Layout, Table},
};

/// What is to be done with something typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is new.
    Add(Pass),
    /// It is in the list already.
    Listed(Pass),
    /// It stands in the text twice.
    Repeated {
        /// The number.
        pass: Pass,
        /// The line that it stood in first.
        first: usize,
    },
    /// It is no pass.
    Refused(Refusal),
}

/// Something typed, and what is to be done with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line that it stands in, from 1.
    pub line: usize,
    /// As it was typed: perhaps a pass with one digit wrong, so a secret.
    pub typed: String,
    /// What is to be done with it.
    pub verdict: Verdict,
}

impl fmt::Debug for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} {:?}", self.line, redact(&self.typed), self.verdict)
    }
}

/// A whole text, entry by entry, in its order. Nothing but blanks is left out, other than the columns that
/// [`layout`](Self::layout) does not name and the line of the [`header`](Self::header).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// How the text was taken.
    pub layout: Layout,
    /// The line that was taken for a header, from 1.
    pub header: Option<usize>,
    /// What was found.
    pub entries: Vec<Entry>,
}

impl Preview {
    /// Reads a text against the list that is stored now.
    pub fn of(text: &str, listed: &[String]) -> Self {
        let Table { layout, header, rows } = Table::of(text);
        let listed: HashSet<String> = listed.iter().map(|pass| pass.to_ascii_uppercase()).collect();
        let mut seen: HashMap<Pass, usize> = HashMap::new();
        let mut judge = |line: usize, pass: Pass| match seen.get(&pass) {
            Some(first) => Verdict::Repeated { pass, first: *first },
            None => {
                seen.insert(pass.clone(), line);
                if listed.contains(pass.reveal()) { Verdict::Listed(pass) } else { Verdict::Add(pass) }
            }
        };
        let mut entries = Vec::new();
        for (line, cells) in rows {
            let read: Vec<String> = match layout {
                Layout::List => cells.into_iter().filter(|cell| !cell.is_empty()).collect(),
                Layout::Column { number, .. } => vec![cells.into_iter().nth(number - 1).unwrap_or_default()],
            };
            for typed in read {
                let found = if typed.is_empty() { Err(Refusal::Blank) } else { cell::read(&typed) };
                match found {
                    Err(why) => entries.push(Entry { line, typed, verdict: Verdict::Refused(why) }),
                    Ok(passes) => entries.extend(passes.into_iter().map(|pass| {
                        let verdict = judge(line, pass);
                        Entry { line, typed: typed.clone(), verdict }
                    })),
                }
            }
        }
        Self { layout, header, entries }
    }

    /// What is new, in the order of the text.
    pub fn to_add(&self) -> Vec<Pass> {
        self.passes(|verdict| match verdict {
            Verdict::Add(pass) => Some(pass),
            _ => None,
        })
    }

    /// Every pass that the text names, each once: what the list would be if this replaced it.
    pub fn all(&self) -> Vec<Pass> {
        self.passes(|verdict| match verdict {
            Verdict::Add(pass) | Verdict::Listed(pass) => Some(pass),
            Verdict::Repeated { .. } | Verdict::Refused(_) => None,
        })
    }

    fn passes(&self, which: fn(&Verdict) -> Option<&Pass>) -> Vec<Pass> {
        self.entries.iter().filter_map(|entry| which(&entry.verdict)).cloned().collect()
    }

    /// What is no pass, and why.
    pub fn refused(&self) -> impl Iterator<Item = (&Entry, &Refusal)> {
        self.entries.iter().filter_map(|entry| match &entry.verdict {
            Verdict::Refused(why) => Some((entry, why)),
            _ => None,
        })
    }

    /// How many are new, are listed already, stand there twice, and are no passes.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        let [add, listed, repeated, refused] = &mut counts;
        for entry in &self.entries {
            match entry.verdict {
                Verdict::Add(_) => *add += 1,
                Verdict::Listed(_) => *listed += 1,
                Verdict::Repeated { .. } => *repeated += 1,
                Verdict::Refused(_) => *refused += 1,
            }
        }
        counts
    }
}

#[cfg(test)]
#[path = "preview_tests.rs"]
mod tests;
