//! A parser of queries.

use std::{ops::Range, str::FromStr};

use jetstream_api::events::Severity;

use super::{Comparison, Condition, Field, Problem, Query, QueryError, QueryTerm, When};

/// A term as it is written: the places of its parts. An unfinished term has those parts that are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawTerm {
    /// The whole of it, without the minus.
    pub at: Range<usize>,
    pub negated: bool,
    /// The name before the sign, if it looks like one.
    pub field: Option<Range<usize>>,
    pub comparison: Comparison,
    pub value_at: Range<usize>,
    pub value: String,
    pub problem: Option<Problem>,
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, QueryError> {
        let terms = tokenize(text).into_iter().map(|one| demand(text, one)).collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }
}

/// Splits a text into terms, whatever errors they have.
pub(super) fn tokenize(text: &str) -> Vec<RawTerm> {
    let mut terms = Vec::new();
    let mut place = 0;
    while let Some(rest) = text.get(place..)
        && let Some(skip) = rest.find(|character: char| !character.is_whitespace())
    {
        let term = next(text, place + skip);
        place = term.at.end;
        terms.push(term);
    }
    terms
}

fn next(text: &str, start: usize) -> RawTerm {
    let from = |place: usize| text.get(place..).unwrap_or_default();
    // A minus by itself is a text.
    let negated =
        from(start).strip_prefix('-').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
    let start = start + usize::from(negated);
    let letters = from(start).find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(from(start).len());
    let sign = |rest: &str| Comparison::ALL.into_iter().find(|comparison| rest.starts_with(comparison.sign()));
    let comparison = Some(start + letters).filter(|_| letters > 0).and_then(|end| sign(from(end)));
    let (field, value_start) = match comparison {
        Some(comparison) => (Some(start..start + letters), start + letters + comparison.sign().len()),
        None => (None, start),
    };
    let (value, length, problem) = value(from(value_start));
    let end = value_start + length;
    let comparison = comparison.unwrap_or(Comparison::Is);
    RawTerm { at: start..end, negated, field, comparison, value_at: value_start..end, value, problem }
}

/// The value that a text begins with, and its length as it is written.
fn value(text: &str) -> (String, usize, Option<Problem>) {
    let Some(inner) = text.strip_prefix('"') else {
        let length = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text.get(..length).unwrap_or_default().to_owned(), length, None);
    };
    let mut value = String::new();
    let mut characters = inner.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => {
                let (rest, length) = (inner.get(place + 1..).unwrap_or_default(), place + 2);
                let glued = rest.find(char::is_whitespace).unwrap_or(rest.len());
                return (value, length + glued, (glued > 0).then_some(Problem::AfterQuote));
            }
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    (value, text.len(), Some(Problem::OpenQuote))
}

fn demand(text: &str, term: RawTerm) -> Result<QueryTerm, QueryError> {
    let RawTerm { negated, field, comparison, value_at, value, problem, .. } = term;
    let wrong = |problem, at| Err::<QueryTerm, _>(QueryError { problem, at });
    let Some(name_at) = field else {
        return match problem {
            Some(problem) => wrong(problem, value_at),
            None => Ok(QueryTerm { negated, demand: Condition::Text(value) }),
        };
    };
    let name = text.get(name_at.clone()).unwrap_or_default();
    let Some(field) = Field::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name)) else {
        return wrong(Problem::UnknownField(name.to_owned()), name_at);
    };
    if let Some(problem) = problem {
        return wrong(problem, value_at);
    }
    if value.is_empty() {
        return wrong(Problem::NoValue(field), name_at.start..value_at.end);
    }
    if comparison != Comparison::Is && field != Field::Severity {
        return wrong(Problem::NotCompared(field), name_at.end..value_at.start);
    }
    let time = || {
        When::read(&value).ok_or_else(|| QueryError { problem: Problem::NoTime(value.clone()), at: value_at.clone() })
    };
    let demand = match field {
        Field::Since => Condition::Since(time()?),
        Field::Until => Condition::Until(time()?),
        Field::Severity => match severity(&value) {
            Some(severity) => Condition::Severity(comparison, severity),
            None => return wrong(Problem::UnknownSeverity(value), value_at),
        },
        Field::Device => Condition::Device(value),
        Field::Type => Condition::Type(value),
        Field::User => Condition::User(value),
        Field::Command => Condition::Command(value),
        Field::Text => Condition::Text(value),
    };
    Ok(QueryTerm { negated, demand })
}

/// A severity by its name or the beginning of it: `warn` and `info` are what people type.
fn severity(word: &str) -> Option<Severity> {
    let begins = |severity: &Severity| {
        severity.as_str().get(..word.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(word))
    };
    Severity::ALL.into_iter().find(begins)
}
