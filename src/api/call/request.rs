//! A call to Jetstream as a value: method, path, query and body, before they are sent.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::key::AccessKey;

/// The characters to encode in a path segment or query value: all but RFC 3986's unreserved ones.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The base of the production API (page *API Basics*).
pub const PRODUCTION: &str = "https://api.jetstreamrfid.com/3";

/// The verbs of the API (page *API Basics*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; also two commands with side effects, see [`Safety`].
    Get,
    /// Creates, or commands a device.
    Post,
    /// Replaces.
    Put,
    /// Deletes, for clients that cannot send a body with `DELETE`.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// The verb as HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// The effect of making a call twice. The verb does not tell: two commands are `GET`s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Safety {
    /// Changes nothing: may be repeated, cached, fetched ahead.
    Read,
    /// Twice is the same as once.
    Idempotent,
    /// Twice may be different from once, or reaches a device: never repeated by a program.
    Unsafe,
}

/// A call, ready to be sent: everything but the host and the key.
///
/// Its `Debug` form tells only the size of the body, which may hold an unlock token, passes or passwords.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// The verb.
    pub method: Method,
    /// The path behind the version number, in decoded segments: `["devices", "Cabinet 7", "lockdown"]`.
    pub segments: Vec<String>,
    /// The query, decoded, in the order of sending.
    pub query: Vec<(String, String)>,
    /// The JSON body, if any.
    pub body: Option<String>,
    /// The effect of a repetition.
    pub safety: Safety,
}

impl Call {
    /// A call without query or body.
    pub fn new<'a>(method: Method, safety: Safety, segments: impl IntoIterator<Item = &'a str>) -> Self {
        let segments = segments.into_iter().map(str::to_owned).collect();
        Self { method, segments, query: Vec::new(), body: None, safety }
    }

    /// A read.
    pub fn read<'a>(segments: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(Method::Get, Safety::Read, segments)
    }

    /// The same call with a JSON body.
    pub fn with_body(mut self, body: &serde_json::Value) -> Self {
        self.body = Some(body.to_string());
        self
    }

    /// The same call with one more query parameter, if there is a value for it.
    pub fn with_query(mut self, name: &str, value: Option<&str>) -> Self {
        self.query.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        self
    }

    /// The encoded path and query relative to the API base: `devices/Cabinet%207/lockdown`.
    pub fn path(&self) -> String {
        let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
        let mut path = self.segments.iter().map(|segment| encode(segment)).collect::<Vec<_>>().join("/");
        for (index, (name, value)) in self.query.iter().enumerate() {
            path.push(if index == 0 { '?' } else { '&' });
            path.push_str(&encode(name));
            path.push('=');
            path.push_str(&encode(value));
        }
        path
    }

    /// The whole URL; `base` includes the version, as in `https://api.jetstreamrfid.com/3`.
    pub fn url(&self, base: &str) -> String {
        format!("{}/{}", base.trim_end_matches('/'), self.path())
    }

    /// The call as a line for a POSIX shell. The key is never in it: the line reads `$JETSTREAM_ACCESS_KEY`. The body is,
    /// with whatever secret it holds.
    pub fn curl(&self, base: &str) -> String {
        let (method, url, header) = (self.method.as_str(), quote(&self.url(base)), AccessKey::HEADER);
        let body = match (&self.body, self.method) {
            (Some(body), _) => format!(" -H 'Content-Type: application/json' --data {}", quote(body)),
            // Without it curl sends no length at all, which servers on Windows refuse with 411.
            (None, Method::Post | Method::Put | Method::Patch) => " -H 'Content-Length: 0'".to_owned(),
            (None, Method::Get | Method::Delete) => String::new(),
        };
        format!("curl -X {method} {url} -H \"{header}: $JETSTREAM_ACCESS_KEY\"{body}")
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.body.as_ref().map_or(0, String::len);
        write!(formatter, "{} {} ({bytes} bytes, {:?})", self.method.as_str(), self.path(), self.safety)
    }
}

/// Quotes for a POSIX shell: single quotes, with each single quote inside closed, escaped and opened again.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_encoded_segment_by_segment() {
        let call = Call::read(["devices", "Ward 3, east. 100%/a", "status"]);
        assert_eq!(call.path(), "devices/Ward%203%2C%20east.%20100%25%2Fa/status");
    }

    #[test]
    fn the_query_follows_in_order() {
        let call = Call::read(["events", "500"])
            .with_query("type", Some("LogEntryEvent"))
            .with_query("device", None)
            .with_query("sort", Some("a&b"));
        assert_eq!(call.url("https://host/3/"), "https://host/3/events/500?type=LogEntryEvent&sort=a%26b");
    }

    #[test]
    fn the_curl_line_quotes_for_a_shell_and_holds_no_key() {
        let mut call = Call::new(Method::Post, Safety::Unsafe, ["devices", "it's", "lockdown"]);
        call.body = Some(r#"{"Hours":4}"#.to_owned());
        assert_eq!(
            call.curl("https://host/3"),
            "curl -X POST 'https://host/3/devices/it%27s/lockdown' -H \"AccessKey: $JETSTREAM_ACCESS_KEY\" \
             -H 'Content-Type: application/json' --data '{\"Hours\":4}'"
        );
        call.body = Some("it's".to_owned());
        assert!(call.curl("x").ends_with(r"--data 'it'\''s'"));
    }

    #[test]
    fn a_post_without_a_body_says_so_to_the_server() {
        let restart = Call::new(Method::Post, Safety::Unsafe, ["devices", "a", "reset"]).curl("https://host/3");
        assert_eq!(
            restart,
            "curl -X POST 'https://host/3/devices/a/reset' -H \"AccessKey: $JETSTREAM_ACCESS_KEY\" -H 'Content-Length: 0'"
        );
        let list = Call::read(["devices"]).curl("https://host/3");
        assert_eq!(list, "curl -X GET 'https://host/3/devices' -H \"AccessKey: $JETSTREAM_ACCESS_KEY\"");
    }

    #[test]
    fn the_debug_form_does_not_show_the_body() {
        let call = Call::new(Method::Post, Safety::Unsafe, ["devices", "a b", "unlockdoor"])
            .with_body(&serde_json::json!({ "AccessToken": "00A1B2C3D4" }));
        assert_eq!(format!("{call:?}"), "POST devices/a%20b/unlockdoor (28 bytes, Unsafe)");
    }
}
