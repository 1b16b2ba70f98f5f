//! The messages between the host page and the frame: version 1 of the contract.
//!
//! Every message is an object with `jetstream` (the version, 1) and `type`. The frame sends `hello` with a port to each of the listed
//! origins; a browser delivers it only to a parent of that origin, and all later messages go over that port. A parent that starts to
//! listen late sends `hello` to the window of the frame, and the frame sends its `hello` again. Messages that cannot be read, or that are
//! of another version, are ignored and counted.

use jetstream_api::{key::AccessKey, wire::Object};
use serde_json::{Value, json};

use jetstream_browser::Theme;

/// The version of the contract.
pub const VERSION: u64 = 1;
/// The most bytes of a path or a name; a longer one makes a message invalid.
const LONGEST: usize = 2_048;
/// The most design tokens in a message; there are fewer.
const MOST_TOKENS: usize = 64;

/// A message from the host page to the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostMessage {
    /// Opens the dashboard with a key, in the environment of this label or in the default one.
    Session {
        /// Checked for its form only.
        key: AccessKey,
        /// The label of an environment of `config.json`.
        environment: Option<String>,
    },
    /// Ends the session; the key is dropped.
    End,
    /// Adapts colours and lengths to those of the host page.
    Theme {
        /// `light`, `dark` or as the system has it.
        scheme: Option<Theme>,
        /// Design tokens by their names without `--`, such as `accent`, and colours or lengths.
        tokens: Vec<(String, String)>,
    },
    /// Sets the language and time zone of dates and numbers.
    Locale {
        /// A language tag (BCP 47).
        language: Option<String>,
        /// A time zone (IANA).
        time_zone: Option<String>,
    },
    /// Opens a page, by its path below the base.
    Open {
        /// Such as `devices/Security%20Cabinet%201`.
        path: String,
    },
}

/// A message from the frame to the host page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameMessage {
    /// The frame is ready to receive messages over the port that is transferred with this one.
    Hello,
    /// A key was accepted, and a page is open.
    Ready {
        /// The label of the environment.
        environment: String,
    },
    /// Another page is open.
    Location {
        /// Its path below the base.
        path: String,
        /// Its title.
        title: String,
    },
    /// The height of the content.
    Height {
        /// In CSS pixels.
        pixels: u32,
        /// The page is one list that scrolls by itself, and takes whatever height the frame has.
        scrolls: bool,
    },
    /// The page was idle for too long: it is covered until the key is entered or sent again.
    Locked,
    /// The session has ended.
    Ended,
    /// A request of the host page was not carried out.
    Refused {
        /// The type of the host page's message.
        what: String,
        /// The reason, in sentences without secrets.
        why: String,
    },
    /// The number of messages so far that could not be read.
    Ignored(u32),
}

/// Is this the `hello` of a host page? It comes from the parent's window and not over the port.
pub fn is_hello(text: &str) -> bool {
    let read = || {
        let mut message = Object::parse(text).ok()?;
        let is_ours = message.optional_integer::<u64>("jetstream").ok()?? == VERSION;
        Some(is_ours && message.text("type").ok()? == "hello")
    };
    read() == Some(true)
}

impl HostMessage {
    /// Parses a message from JSON. `None` for one to ignore.
    pub fn read(text: &str) -> Option<Self> {
        let mut message = Object::parse(text).ok()?;
        (message.optional_integer::<u64>("jetstream").ok()?? == VERSION).then_some(())?;
        let kind = message.text("type").ok()?;
        let mut text = |name: &str| match message.optional_text(name) {
            Ok(text) if text.as_ref().is_none_or(|text| text.len() <= LONGEST) => Some(text),
            _ => None,
        };
        Some(match kind.as_str() {
            "session" => {
                Self::Session { key: AccessKey::parse(&text("accessKey")??).ok()?, environment: text("environment")? }
            }
            "end" => Self::End,
            "theme" => Self::Theme {
                scheme: match text("scheme")?.as_deref() {
                    None => None,
                    Some("light") => Some(Theme::Light),
                    Some("dark") => Some(Theme::Dark),
                    Some("system") => Some(Theme::System),
                    Some(_) => return None,
                },
                tokens: tokens(&mut message)?,
            },
            "locale" => Self::Locale { language: text("language")?, time_zone: text("timeZone")? },
            "open" => Self::Open { path: text("path")?.filter(|path| is_below(path))? },
            _ => return None,
        })
    }
}

impl HostMessage {
    /// Its `type` in the contract.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Session { .. } => "session",
            Self::End => "end",
            Self::Theme { .. } => "theme",
            Self::Locale { .. } => "locale",
            Self::Open { .. } => "open",
        }
    }
}

/// The design tokens of a message. Names may have lower-case letters, digits and dashes; values only the characters of colours, lengths
/// and numbers. `None` if any token is another one.
fn tokens(message: &mut Object<'_>) -> Option<Vec<(String, String)>> {
    let tokens = message.pairs("tokens").ok()?;
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_value = |value: &str| {
        !value.is_empty()
            && value.len() <= 64
            && value.chars().all(|one| one.is_ascii_alphanumeric() || "#%.,() -/".contains(one))
            // Names of functions are the same in any letter case.
            && !value.to_ascii_lowercase().contains("url")
    };
    let are_right =
        tokens.len() <= MOST_TOKENS && tokens.iter().all(|pair| is_name(&pair.key) && is_value(&pair.value));
    are_right.then(|| tokens.into_iter().map(|pair| (pair.key, pair.value)).collect())
}

/// Whether a path stays below the base and names no other host. Query and fragment may hold anything but control characters.
fn is_below(path: &str) -> bool {
    let is_written = !path.contains(char::is_control);
    let page = path.split(['?', '#']).next().unwrap_or_default();
    // Browsers treat an escaped dot as a dot.
    let climbs = |part: &str| part.to_ascii_lowercase().replace("%2e", ".") == "..";
    is_written && !page.starts_with('/') && !page.contains(['\\', ':']) && !page.split('/').any(climbs)
}

impl FrameMessage {
    /// The message as the JSON that is sent.
    pub fn to_json(&self) -> Value {
        let (kind, mut fields) = match self {
            Self::Hello => ("hello", json!({})),
            Self::Ready { environment } => ("ready", json!({ "environment": environment })),
            Self::Location { path, title } => ("location", json!({ "path": path, "title": title })),
            Self::Height { pixels, scrolls } => ("height", json!({ "pixels": pixels, "scrolls": scrolls })),
            Self::Locked => ("locked", json!({})),
            Self::Ended => ("ended", json!({})),
            Self::Refused { what, why } => ("refused", json!({ "what": what, "why": why })),
            Self::Ignored(count) => ("ignored", json!({ "count": count })),
        };
        if let Some(fields) = fields.as_object_mut() {
            fields.insert("jetstream".to_owned(), VERSION.into());
            fields.insert("type".to_owned(), kind.into());
        }
        fields
    }
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
