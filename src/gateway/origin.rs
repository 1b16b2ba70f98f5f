//! Web origins, and the list of those that are allowed to open the feed.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, header};
use url::{Host, Url};

/// A page's origin as browsers write it: `https://portal.example` or `http://localhost:8080`, without a default port; or
/// `null`, which is what a sandboxed frame and a local file have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// An error: a text is not an origin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an origin; it should look like https://host or https://host:8443, without a path")]
pub struct OriginError(String);

impl Origin {
    /// Reads an origin, in any case, with or without the default port of its scheme.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        match text {
            "null" => Ok(Self(text.to_owned())),
            _ => Self::of(text, &["http", "https"]).ok_or_else(|| OriginError(text.to_owned())),
        }
    }

    /// Reads a text of the form `scheme://host[:port]` with one of the schemes.
    ///
    /// The characters are checked before it is parsed: a URL parser would also correct white space and backslashes, and take a path,
    /// a user or an escaped host. It would also read `http://1` as `http://0.0.0.1`: an IPv4 address has to be written as it will be used.
    pub(crate) fn of(text: &str, schemes: &[&str]) -> Option<Self> {
        let (scheme, authority) = text.split_once("://")?;
        let is_known = schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let is_plain = authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte));
        if !is_known || !is_plain || authority.ends_with(':') {
            return None;
        }
        let url = Url::parse(text).ok()?;
        let is_changed = matches!(url.host(), Some(Host::Ipv4(_))) && authority.split(':').next() != url.host_str();
        (!is_changed).then(|| Self(url.origin().ascii_serialization()))
    }

    /// The origin as it is written in headers.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The origins that are allowed, besides the gateway's own.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    any: bool,
    listed: Vec<Origin>,
}

impl Origins {
    /// All origins.
    pub fn any() -> Self {
        Self { any: true, listed: Vec::new() }
    }

    /// These origins and the gateway's own.
    pub fn listed(listed: Vec<Origin>) -> Self {
        Self { any: false, listed }
    }

    /// Whether a request with these headers is allowed. A program that is no browser sends no `Origin` and is allowed. A page of the
    /// gateway's own has the origin that the request is addressed to; behind a proxy with TLS only its host is known, so both schemes
    /// match.
    pub fn allow(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(header::ORIGIN) else { return true };
        if self.any {
            return true;
        }
        let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
        let Some(origin) = text(origin).and_then(|origin| Origin::parse(&origin).ok()) else { return false };
        let host = headers.get(header::HOST).and_then(text).unwrap_or_default();
        let own = ["http", "https"].into_iter().filter_map(|scheme| Origin::parse(&format!("{scheme}://{host}")).ok());
        own.chain(self.listed.iter().cloned()).any(|allowed| allowed == origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(origin: Option<&'static str>) -> HeaderMap {
        let origin = origin.map(|origin| (header::ORIGIN, HeaderValue::from_static(origin)));
        let host = (header::HOST, HeaderValue::from_static("Gateway.example:8080"));
        [host].into_iter().chain(origin).collect()
    }

    #[test]
    fn an_origin_is_read_as_browsers_write_it() {
        for (text, read) in [
            ("https://Portal.Example", "https://portal.example"),
            ("https://portal.example:443", "https://portal.example"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://[::1]:80", "http://[::1]"),
            ("http://[2001:DB8::1]:8080", "http://[2001:db8::1]:8080"),
            ("http://[2001:0DB8:0:0::1]", "http://[2001:db8::1]"),
            ("HTTPS://127.0.0.1:80", "https://127.0.0.1:80"),
            ("https://a_b.c-d.example", "https://a_b.c-d.example"),
            ("http://localhost:08080", "http://localhost:8080"),
            ("null", "null"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), read);
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        let wrong = ["", "portal", "//portal", "ftp://portal", "https://", "https://a/", "https://a b", "https://a;b"];
        for text in wrong.into_iter().chain(["https://u@a", "https://a:x", "https://a:99999", "https://[1", "*"]) {
            assert!(Origin::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_url_parser_would_correct_is_refused() {
        for text in [
            "https://a:",
            "https:a",
            "https:/a",
            "https:///a",
            "https://a\\b",
            " https://a",
            "https://a ",
            "ht\ttps://a",
        ] {
            assert!(Origin::parse(text).is_err(), "{text:?}");
        }
        for text in [
            "https://a?",
            "https://a#",
            "https://a?b",
            "https://u:p@a",
            "https://%61",
            "https://ä",
            "https://a,b",
            "https://a\tb",
        ] {
            assert!(Origin::parse(text).is_err(), "{text:?}");
        }
        for text in [
            "https://[::1",
            "https://::1",
            "https://[::1]x",
            "https://[1.2.3.4]",
            "https://[::g]",
            "https://1.2.3.456",
            "https://a:+80",
            "https://[]",
        ] {
            assert!(Origin::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_address_that_is_not_written_as_it_will_be_used_is_refused() {
        for text in ["http://1", "http://127.1", "http://0x7f.0.0.1", "http://010.0.0.1:8080", "http://127.0.0.1."] {
            assert!(Origin::parse(text).is_err(), "{text}");
        }
        assert_eq!(Origin::parse("http://127.0.0.1:8080").unwrap().as_str(), "http://127.0.0.1:8080");
    }

    #[test]
    fn a_refusal_repeats_the_text_and_says_how_an_origin_looks() {
        assert_eq!(
            Origin::parse("https://a/b").unwrap_err().to_string(),
            r#""https://a/b" is not an origin; it should look like https://host or https://host:8443, without a path"#
        );
    }

    #[test]
    fn other_schemes_are_read_where_they_are_asked_for() {
        let read = |text| Origin::of(text, &["ws", "wss"]).map(|origin| origin.to_string());
        assert_eq!(read("WSS://Gateway.example:443").as_deref(), Some("wss://gateway.example"));
        assert_eq!(read("ws://gateway.example:80").as_deref(), Some("ws://gateway.example"));
        assert_eq!(read("ws://gateway.example:443").as_deref(), Some("ws://gateway.example:443"));
        assert_eq!(read("https://gateway.example"), None);
    }

    #[test]
    fn no_browser_and_our_own_pages_are_always_allowed() {
        let origins = Origins::default();
        assert!(origins.allow(&headers(None)));
        assert!(origins.allow(&headers(Some("http://gateway.example:8080"))));
        assert!(origins.allow(&headers(Some("https://gateway.example:8080"))), "behind a proxy that speaks TLS");
    }

    #[test]
    fn others_are_allowed_when_listed_and_compared_exactly() {
        let origins = Origins::listed(vec![Origin::parse("https://portal.example").unwrap()]);
        assert!(origins.allow(&headers(Some("https://portal.example"))));
        for other in ["http://portal.example", "https://portal.example.evil", "https://portal.example:8443", "garbage"]
        {
            assert!(!origins.allow(&headers(Some(other))), "{other}");
        }
    }

    #[test]
    fn pages_without_an_origin_are_allowed_only_when_told_to() {
        assert!(!Origins::default().allow(&headers(Some("null"))));
        assert!(Origins::listed(vec![Origin::parse("null").unwrap()]).allow(&headers(Some("null"))));
        assert!(Origins::any().allow(&headers(Some("null"))));
    }
}
