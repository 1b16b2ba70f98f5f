//! Rules for the URLs and origins of `config.json`.
//!
//! URL parsers correct what they read: they trim white space, turn `\` into `/`, and read `http://1` as `http://0.0.0.1`. A Content-Security-Policy
//! is made of the same texts. So a URL is accepted only if its host is written as it will be used.

/// A function that makes a URL absolute by the WHATWG's URL standard, as browsers do; `None` for an invalid one.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A URL of an environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteUrl {
    /// The URL as the file has it; it may be relative to the dashboard.
    pub written: String,
    /// The absolute URL.
    pub absolute: String,
}

/// Reads a URL: one of `schemes`, or relative without a leading slash. There is no query and no fragment, since paths are appended to it.
pub(super) fn site_url(written: &str, schemes: &[&str], resolve: Resolve<'_>) -> Option<SiteUrl> {
    if written.bytes().any(|byte| byte <= b' ' || matches!(byte, b'\\' | b'?' | b'#' | 0x7f)) {
        return None;
    }
    let absolute = resolve(written)?;
    let is_allowed = match written.split_once("://") {
        Some((scheme, rest)) => {
            let is_known = schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme));
            is_known && is_host_unchanged(authority(rest), authority(absolute.split_once("://")?.1))
        }
        None => !written.is_empty() && !written.starts_with('/') && !written.contains(':'),
    };
    is_allowed.then(|| SiteUrl { written: written.to_owned(), absolute })
}

/// Whether a text is an origin exactly as browsers write it.
pub(super) fn is_origin(text: &str, resolve: Resolve<'_>) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(is_plain) && resolve(text).is_some_and(|url| url.strip_suffix('/') == Some(text))
}

/// Whether a text is a link for people: `https:`, `http:` or `mailto:`, and something after it.
pub(super) fn is_link(text: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte > b' '))
}

fn authority(rest: &str) -> &str {
    rest.split_once('/').map_or(rest, |(authority, _)| authority)
}

/// Letter case and the default port are the only things that a browser may change.
fn is_host_unchanged(written: &str, resolved: &str) -> bool {
    let port = written.to_ascii_lowercase();
    let port = port.strip_prefix(resolved);
    is_plain(written) && port.is_some_and(|port| matches!(port, "" | ":443" | ":80"))
}

/// Whether a host with an optional port has neither a user name, nor an empty label, nor a character that has a meaning in a
/// Content-Security-Policy.
fn is_plain(authority: &str) -> bool {
    let is_separator = |byte: u8| matches!(byte, b'.' | b':');
    let is_ipv6 = authority.starts_with('[');
    let mut previous = b'.';
    for byte in authority.bytes() {
        let is_allowed = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']');
        if !is_allowed || (is_separator(byte) && is_separator(previous) && !is_ipv6) {
            return false;
        }
        previous = byte;
    }
    !is_separator(previous)
}
