//! A reader of request bodies, without regard to the case of property names, that names the field of an error.

use std::str::FromStr;

use jetstream_api::{
    call::Reply,
    wire::{self, Object},
};
use serde_json::Value;

use crate::handlers::reply;

/// A body that must be a JSON object. `name` stands for it in messages, as in `device.Name`.
pub(crate) struct Body {
    object: Object<'static>,
    name: &'static str,
}

impl Body {
    pub(crate) fn object(bytes: &[u8], name: &'static str) -> Result<Self, Reply> {
        let object = parse(bytes, name).and_then(|value| {
            Object::new(value, name).map_err(|error| reply::invalid(name, &format!("Give an object: {error}.")))
        })?;
        Ok(Self { object, name })
    }

    fn field(&self, name: &str) -> String {
        format!("{}.{name}", self.name)
    }

    /// Is the property there?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.object.has(name)
    }

    /// A property of any type, if it is there.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.object.take(name)
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Reply> {
        match self.object.take(name) {
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(reply::invalid(&self.field(name), "Give a text.")),
            None => Err(reply::invalid(&self.field(name), &format!("{name} is required."))),
        }
    }

    /// A text that must parse as a type; the error of the type becomes the message.
    pub(crate) fn parsed<T: FromStr<Err: ToString>>(&mut self, name: &str) -> Result<T, Reply> {
        self.text(name)?.parse().map_err(|error: T::Err| reply::invalid(&self.field(name), &error.to_string()))
    }

    /// A list of texts; an absent one is empty.
    pub(crate) fn texts(&mut self, name: &str) -> Result<Vec<String>, Reply> {
        let field = self.field(name);
        match self.object.take(name) {
            None => Ok(Vec::new()),
            Some(value) => strings(value).ok_or_else(|| reply::invalid(&field, "Give a list of texts.")),
        }
    }

    /// A dictionary of values, as texts under lower-case names; an absent one is empty.
    pub(crate) fn dictionary(&mut self, name: &str) -> Result<Vec<(String, String)>, Reply> {
        let field = self.field(name);
        match self.object.take(name) {
            None => Ok(Vec::new()),
            Some(Value::Object(entries)) => plain_values(entries, &field),
            Some(_) => Err(reply::invalid(&field, "Give an object of names and values.")),
        }
    }

    /// All properties that were not taken, as texts under lower-case names.
    pub(crate) fn rest(self) -> Result<Vec<(String, String)>, Reply> {
        let rest =
            self.object.unknown_fields().map_err(|error| reply::invalid(&error.at, "Give less nested values."))?;
        plain_values(rest, self.name)
    }
}

/// Numbers and booleans may come unquoted; they become their text.
fn plain_values(entries: serde_json::Map<String, Value>, field: &str) -> Result<Vec<(String, String)>, Reply> {
    entries
        .into_iter()
        .map(|(key, value)| {
            let text = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                Value::Bool(truth) => truth.to_string(),
                _ => return Err(reply::invalid(&format!("{field}.{key}"), "Give a text or a number.")),
            };
            Ok((key.to_ascii_lowercase(), text))
        })
        .collect()
}

fn strings(value: Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => {
            items.into_iter().map(|item| if let Value::String(text) = item { Some(text) } else { None }).collect()
        }
        _ => None,
    }
}

fn parse(bytes: &[u8], name: &str) -> Result<Value, Reply> {
    let text = std::str::from_utf8(bytes).map_err(|_| reply::invalid(name, "The body is not UTF-8."))?;
    wire::parse(text).map_err(|error| reply::invalid(name, &format!("The body is not JSON: {}.", error.found)))
}

/// A body that must be a list of texts.
pub(crate) fn list(bytes: &[u8], name: &'static str) -> Result<Vec<String>, Reply> {
    strings(parse(bytes, name)?).ok_or_else(|| reply::invalid(name, "Give a list of texts."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(refused: Reply) -> String {
        refused.text().into_owned()
    }

    #[test]
    fn names_are_found_in_any_case_and_values_taken_unquoted() {
        let mut body =
            Body::object(br#"{ "NAME": "x", "parameters": { "IP": "1.2.3.4", "Ping": 5, "b": true } }"#, "policy")
                .unwrap();
        assert_eq!(body.text("Name").unwrap(), "x");
        let mut parameters = body.dictionary("Parameters").unwrap();
        parameters.sort();
        let expected = [("b", "true"), ("ip", "1.2.3.4"), ("ping", "5")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(parameters, expected);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        assert!(message(Body::object(b"[1]", "device").err().unwrap()).contains("\"device\""));
        assert!(message(Body::object(b"{", "device").err().unwrap()).contains("not JSON"));
        assert!(message(Body::object(b"\xff", "device").err().unwrap()).contains("UTF-8"));
        let mut body = Body::object(br#"{ "Name": 1, "Aliases": "a" }"#, "device").unwrap();
        assert!(message(body.text("Name").err().unwrap()).contains("device.Name"));
        assert!(message(body.texts("Aliases").err().unwrap()).contains("device.Aliases"));
        assert!(message(body.text("Region").err().unwrap()).contains("Region is required."));
    }

    #[test]
    fn a_list_holds_texts_only() {
        assert_eq!(list(br#"["a","b"]"#, "credentials").unwrap(), ["a", "b"]);
        assert!(list(br#"["a",1]"#, "credentials").is_err());
        assert!(list(b"\"\"", "credentials").is_err());
    }
}
