//! The messages between the host page and the frame: version 1 of the contract.
//!
//! Every message is an object with `jetstream` (the version, 1) and `type`. The frame sends `hello` with a port to each of the listed
//! origins; a browser delivers it only to the one that is there, and everything after it goes over that port. A parent that listens late
//! says `hello` to the window of the frame, and is greeted again. What cannot be read, and what is of another version, is left alone and
//! counted.

use jetstream_api::{key::AccessKey, wire::Object};
use serde_json::{Value, json};

use jetstream_browser::Theme;

/// The version of the contract.
pub const VERSION: u64 = 1;
/// A longer path or name is none.
const LONGEST: usize = 2_048;
/// More design tokens than there are.
const MOST_TOKENS: usize = 64;

/// What a parent says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostMessage {
    /// Opens the dashboard with a key, in the environment of this label or in the default one.
    Session {
        /// Checked for its form only.
        key: AccessKey,
        /// The label of an environment of `config.json`.
        environment: Option<String>,
    },
    /// Leaves the dashboard: the key is forgotten.
    End,
    /// Looks like its surroundings.
    Theme {
        /// `light`, `dark` or as the system has it.
        scheme: Option<Theme>,
        /// Design tokens by their names without `--`, such as `accent`, and colours or lengths.
        tokens: Vec<(String, String)>,
    },
    /// Writes dates and numbers as people there do.
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

/// What the frame says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameMessage {
    /// It is there, and speaks over the port that comes with this.
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
    /// How high the content is.
    Height {
        /// In CSS pixels.
        pixels: u32,
        /// A page that is one list scrolls by itself, and is as high as the frame is made.
        scrolls: bool,
    },
    /// Nobody has touched the page for too long: it is covered until the key is given once more.
    Locked,
    /// Somebody has signed out, or was signed out for want of a touch.
    Ended,
    /// Something that the parent asked for was not done.
    Refused {
        /// The type of its message.
        what: String,
        /// Why, in a sentence without secrets.
        why: String,
    },
    /// So many messages could not be read until now.
    Ignored(u32),
}

/// Does a window say that it is there now? Such a message comes from the parent's window and not over the port.
pub fn is_hello(text: &str) -> bool {
    let read = || {
        let mut message = Object::parse(text).ok()?;
        let is_ours = message.optional_integer::<u64>("jetstream").ok()?? == VERSION;
        Some(is_ours && message.text("type").ok()? == "hello")
    };
    read() == Some(true)
}

impl HostMessage {
    /// Reads a message, given as JSON. `None` is one to leave alone.
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
    /// Its type, as the contract has it.
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

/// Names of letters and dashes, and values that can be nothing but a colour, a length or a number.
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

/// A path that stays below the base, and names no other host. What stands behind it, a query, may hold anything that is written on a line.
fn is_below(path: &str) -> bool {
    let is_written = !path.contains(char::is_control);
    let page = path.split(['?', '#']).next().unwrap_or_default();
    // Browsers take an escaped dot for a dot.
    let climbs = |part: &str| part.to_ascii_lowercase().replace("%2e", ".") == "..";
    is_written && !page.starts_with('/') && !page.contains(['\\', ':']) && !page.split('/').any(climbs)
}

impl FrameMessage {
    /// As it is sent.
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
