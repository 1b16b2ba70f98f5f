//! Objects whose properties are found in any case.

use serde_json::{Map, Value};

use super::{DecodeError, Pair, as_text, objects, parse, text, texts};

/// A JSON object whose properties are found without regard to case and taken out one by one, so that what is left is
/// what nobody knew.
#[derive(Debug, Clone)]
pub struct Object {
    at: String,
    entries: Map<String, Value>,
}

impl Object {
    /// Takes a value as an object; `at` names the place for errors.
    pub fn new(value: Value, at: impl Into<String>) -> Result<Self, DecodeError> {
        match value {
            Value::Object(entries) => Ok(Self { at: at.into(), entries }),
            other => Err(DecodeError::new(at, "an object", other)),
        }
    }

    /// Reads a whole text as one object.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        Self::new(parse(text)?, "answer")
    }

    fn path(&self, name: &str) -> String {
        format!("{}.{name}", self.at)
    }

    /// The value of a property and how its name is spelled here: exactly as asked if it can be, else in any case.
    fn find(&self, name: &str) -> Option<(&str, &Value)> {
        let entry = self.entries.get_key_value(name);
        let entry = entry.or_else(|| self.entries.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)))?;
        Some((entry.0, entry.1))
    }

    /// Takes a property out, whatever its case. `null` counts as absent.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let value = match self.entries.remove(name) {
            Some(value) => value,
            None => {
                let key = self.find(name)?.0.to_owned();
                self.entries.remove(&key)?
            }
        };
        Some(value).filter(|value| !value.is_null())
    }

    /// Takes a property out if `read` understands it; otherwise it stays, for [`Object::rest`]. `null` counts as absent.
    pub fn claim<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let (_, value) = self.find(name)?;
        let claimed = read(value);
        if claimed.is_some() || value.is_null() {
            self.take(name);
        }
        claimed
    }

    /// Is the property there, whatever its case, with a value other than `null`?
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some_and(|(_, value)| !value.is_null())
    }

    /// A text that must be there. Numbers and booleans are taken as their JSON text.
    pub fn text(&mut self, name: &str) -> Result<String, DecodeError> {
        self.optional_text(name)?.ok_or_else(|| DecodeError::new(self.path(name), "a text", "nothing"))
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, name: &str) -> Result<Option<String>, DecodeError> {
        self.take(name).map(|value| text(value, || self.path(name))).transpose()
    }

    /// A whole number that may be absent; a text of digits is taken too.
    pub fn optional_integer<N: TryFrom<u64> + std::str::FromStr>(
        &mut self,
        name: &str,
    ) -> Result<Option<N>, DecodeError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let number = match &value {
            Value::Number(number) => number.as_u64().and_then(|number| N::try_from(number).ok()),
            Value::String(digits) => digits.trim().parse().ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| DecodeError::new(self.path(name), "a whole number", value))
    }

    /// A truth value that may be absent; `"true"`, `"False"`, `0`, `1` and their texts are taken too.
    pub fn optional_bool(&mut self, name: &str) -> Result<Option<bool>, DecodeError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let truth = as_text(&value).and_then(|word| match word.trim().to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        });
        truth.map(Some).ok_or_else(|| DecodeError::new(self.path(name), "true or false", value))
    }

    /// A list of texts; absent and `null` are the empty list.
    pub fn texts(&mut self, name: &str) -> Result<Vec<String>, DecodeError> {
        self.take(name).map_or_else(|| Ok(Vec::new()), |value| texts(value, &self.path(name)))
    }

    /// A list of objects; absent and `null` are the empty list.
    pub fn objects(&mut self, name: &str) -> Result<Vec<Self>, DecodeError> {
        self.take(name).map_or_else(|| Ok(Vec::new()), |value| objects(value, &self.path(name)))
    }

    /// A list of `Key`/`Value` pairs, or a dictionary such as a policy's `Parameters`: each is taken for the other.
    pub fn pairs(&mut self, name: &str) -> Result<Vec<Pair>, DecodeError> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Object(entries)) => entries.into_iter().map(|entry| self.entry(name, entry)).collect(),
            Some(value) => objects(value, &self.path(name))?.into_iter().map(pair).collect(),
        }
    }

    /// One entry of a dictionary; `null` is the empty text.
    fn entry(&self, name: &str, (key, value): (String, Value)) -> Result<Pair, DecodeError> {
        let value = if value.is_null() { String::new() } else { text(value, || self.path(&format!("{name}.{key}")))? };
        Ok(Pair { key, value })
    }

    /// A property as an object, for nested shapes.
    pub fn object(&mut self, name: &str) -> Result<Option<Self>, DecodeError> {
        self.take(name).map(|value| Self::new(value, self.path(name))).transpose()
    }

    /// What nobody has taken: the unknown properties.
    pub fn rest(self) -> Map<String, Value> {
        self.entries
    }

    /// Takes all properties out that are still there.
    pub fn take_rest(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.entries)
    }
}

fn pair(mut object: Object) -> Result<Pair, DecodeError> {
    Ok(Pair { key: object.text("Key")?, value: object.optional_text("Value")?.unwrap_or_default() })
}
