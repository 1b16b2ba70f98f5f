//! An exporter and an importer of sets of values: as JSON, and as `name=value` lines.

use std::{collections::BTreeMap, error::Error, fmt};

use jetstream_api::wire::{self, DecodeError, Object, Pair};
use serde_json::{Map, Value, json};

use super::Values;

const FORMAT: &str = "jetstream-configuration";
const VERSION: u32 = 1;

/// The content of an imported text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The device definition that the values are for, where the text names one.
    pub definition: Option<String>,
    /// The values. They are not checked: see [`check`](super::check).
    pub values: Values,
}

/// The error of a text that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// The place: `line 3`, or a path of property names such as `Parameters.ip`.
    pub at: String,
    /// The problem.
    pub problem: String,
    /// The expected form.
    pub allowed: &'static str,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "At {}: {}. Allowed is {}.", self.at, self.problem, self.allowed)
    }
}

impl Error for ImportError {}

impl ImportError {
    fn new(at: impl Into<String>, problem: impl Into<String>, allowed: &'static str) -> Self {
        Self { at: at.into(), problem: problem.into(), allowed }
    }
}

impl From<DecodeError> for ImportError {
    fn from(error: DecodeError) -> Self {
        Self::new(error.at, format!("there is {}", error.found), error.expected)
    }
}

const ANYTHING: &str = "one name=value per line, a JSON object of names and values, a policy as the API answers it, \
                        or what was exported here";
const LINE: &str = "one name=value per line, and comments that start with #";

/// A set of values as JSON, which [`import`] reads. `definition` is the device definition that they are for.
pub fn export(definition: &str, values: &Values) -> String {
    let values: Map<_, _> = values.iter().map(|(key, value)| (key.to_owned(), json!(value))).collect();
    let all = json!({ "format": FORMAT, "version": VERSION, "definition": definition, "values": values });
    format!("{all:#}")
}

/// A set of values as `name=value` lines, to paste elsewhere; [`import`] reads them back. Values that no device takes,
/// those with line breaks or with spaces around them, do not survive: use JSON for them.
pub fn lines(values: &Values) -> String {
    values.iter().map(|(key, value)| format!("{key}={value}\n")).collect()
}

/// Reads values from an [exported](export) text, from a JSON object of names and values, from a policy of the API
/// (`Parameters` and `DeviceDefinition`), or from `name=value` lines: empty lines and lines that start with `#` are
/// skipped, spaces around name and value do not count. A name that is given twice is an error; of equal names in one JSON
/// object the last counts, as everywhere.
pub fn import(text: &str) -> Result<Imported, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        None => Err(ImportError::new("the text", "there is nothing", ANYTHING)),
        Some('{' | '[') => from_json(text),
        Some(_) => from_lines(text),
    }
}

fn from_json(text: &str) -> Result<Imported, ImportError> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        if error.is_eof() {
            return ImportError::new("the end", "the JSON is cut off", ANYTHING);
        }
        ImportError::new(format!("line {}, column {}", error.line(), error.column()), "this is not JSON", ANYTHING)
    })?;
    let Value::Object(entries) = value else {
        return Err(ImportError::new("the text", "there is a list, perhaps of several policies", ANYTHING));
    };
    let is_set = |name: &str| {
        let mut named = entries.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        named.any(|(_, value)| value.is_object() || value.is_array())
    };
    let (exported, policy) = (is_set("values"), is_set("Parameters"));
    if !exported && !policy {
        return Ok(Imported { definition: None, values: unique(bare(entries)?, "")? });
    }
    let (what, definition, set) =
        if exported { ("export", "definition", "values") } else { ("policy", "DeviceDefinition", "Parameters") };
    let mut object = Object::new(Value::Object(entries), what)?;
    if exported {
        readable(&mut object)?;
    }
    let definition = object.optional_text(definition)?.filter(|name| !name.is_empty());
    Ok(Imported { definition, values: unique(object.pairs(set)?, &format!("{what}.{set}."))? })
}

/// Whether this is an export, and of a version that can be read.
fn readable(object: &mut Object<'_>) -> Result<(), ImportError> {
    match object.optional_text("format")? {
        Some(format) if format == FORMAT => {}
        Some(_) => return Err(ImportError::new("export.format", "it is of another program", ANYTHING)),
        None => return Err(ImportError::new("export.format", "it is missing", ANYTHING)),
    }
    match object.optional_integer::<u32>("version")? {
        Some(VERSION) => Ok(()),
        Some(newer) => Err(ImportError::new("export.version", format!("{newer} cannot be read here"), "version 1")),
        None => Err(ImportError::new("export.version", "it is missing", "version 1")),
    }
}

fn bare(entries: Map<String, Value>) -> Result<Vec<Pair>, ImportError> {
    let pair = |(key, value): (String, Value)| match wire::as_text(&value) {
        Some(text) => Ok(Pair { value: text.into_owned(), key }),
        None if value.is_null() => Ok(Pair { key, value: String::new() }),
        None => Err(ImportError::new(key, "there is a list or an object", "a text, a number, true or false")),
    };
    entries.into_iter().map(pair).collect()
}

/// The pairs as values; names that differ in letter case only are one name given twice.
fn unique(pairs: Vec<Pair>, at: &str) -> Result<Values, ImportError> {
    let mut values = Values::default();
    for Pair { key, value } in pairs {
        if values.get(&key).is_some() {
            return Err(ImportError::new(format!("{at}{key}"), "the name is given twice", "each name once"));
        }
        values.set(&key, value);
    }
    Ok(values)
}

fn from_lines(text: &str) -> Result<Imported, ImportError> {
    let mut given = BTreeMap::new();
    let mut values = Values::default();
    for (number, line) in (1_usize..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |problem: String| Err(ImportError::new(format!("line {number}"), problem, LINE));
        let Some((name, value)) = line.split_once('=') else {
            return wrong(format!("{:?} has no \"=\"", shortened(line)));
        };
        let name = name.trim_end();
        if name.is_empty() {
            return wrong("there is no name before the \"=\"".to_owned());
        }
        if name.contains(|character: char| character.is_whitespace() || character.is_control()) {
            return wrong(format!("the name {:?} has spaces", shortened(name)));
        }
        if let Some(before) = given.insert(name.to_ascii_lowercase(), number) {
            return wrong(format!("{} was given before, in line {before}", shortened(name)));
        }
        values.set(name, value.trim_start());
    }
    if values.is_empty() {
        return Err(ImportError::new("the text", "there are only comments", ANYTHING));
    }
    Ok(Imported { definition: None, values })
}

/// A text shortened so that it fits into a sentence.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
#[path = "exchange_tests.rs"]
mod tests;
