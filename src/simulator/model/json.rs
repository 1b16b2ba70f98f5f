//! A writer of JSON text, without an intermediate value: millions of events are issued, with their properties in the
//! documented order.

use std::fmt::Write;

/// Appends a quoted text.
pub(crate) fn text(out: &mut String, value: &str) {
    out.push('"');
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\u{0}'..='\u{1f}' => push(out, format_args!("\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Appends `"name":"value",`.
pub(crate) fn field(out: &mut String, name: &str, value: &str) {
    text(out, name);
    out.push(':');
    text(out, value);
    out.push(',');
}

/// Appends `"name":["a","b"],`.
pub(crate) fn list<S: AsRef<str>>(out: &mut String, name: &str, values: impl IntoIterator<Item = S>) {
    text(out, name);
    out.push(':');
    array(out, values, |out, value| text(out, value.as_ref()));
    out.push(',');
}

/// Appends `"name":[{"Key":"a","Value":"b"}],`.
pub(crate) fn pairs(out: &mut String, name: &str, pairs: &[(String, String)]) {
    text(out, name);
    out.push(':');
    array(out, pairs, |out, (key, value)| {
        out.push('{');
        field(out, "Key", key);
        out.push_str("\"Value\":");
        text(out, value);
        out.push('}');
    });
    out.push(',');
}

/// Appends `{"a":"b"}`.
pub(crate) fn dictionary<K: AsRef<str>, V: AsRef<str>>(out: &mut String, entries: impl IntoIterator<Item = (K, V)>) {
    out.push('{');
    for (at, (key, value)) in entries.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        text(out, key.as_ref());
        out.push(':');
        text(out, value.as_ref());
    }
    out.push('}');
}

/// Appends `[...]`, with each item written by `write`.
pub(crate) fn array<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
    out.push('[');
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// Appends formatted text.
pub(crate) fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail, although the trait allows it.
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_whatever_is_in_it() {
        let mut out = String::from("{");
        field(&mut out, "quote", "say \"hé\"\\ \u{1}\n");
        list(&mut out, "list", ["a", "b"]);
        pairs(&mut out, "pairs", &[("Hours".into(), "4".into())]);
        out.push_str("\"dictionary\":");
        dictionary(&mut out, [("ip", "0.0.0.0"), ("dns", "")]);
        out.push('}');
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            read,
            serde_json::json!({
                "quote": "say \"hé\"\\ \u{1}\n", "list": ["a", "b"], "pairs": [{ "Key": "Hours", "Value": "4" }],
                "dictionary": { "ip": "0.0.0.0", "dns": "" }
            })
        );
    }
}
