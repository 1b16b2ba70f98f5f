//! The client for the Jetstream that is relayed. Every call is sent once, whatever happens.

use std::{error::Error, str::FromStr, sync::Arc, time::Duration};

use jetstream_api::{
    call::{Call, Reply},
    client::{Client, Transport},
    error::{ApiError, Cause, TransportError},
    key::AccessKey,
};
use reqwest::{Url, header, redirect, retry};

/// How long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long a call that the relay makes itself may take.
const ANSWERING: Duration = Duration::from_secs(60);
/// The largest response to such a call, in bytes: five hundred events have some hundred thousand.
const LONGEST_ANSWER: usize = 32 * 1024 * 1024;

/// The base URL of a Jetstream, without the version of its API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream(Url);

/// An error: a text is not the URL of an upstream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a URL such as https://host or https://host/path/3 is needed, without user, query and fragment")]
pub struct UpstreamError;

impl FromStr for Upstream {
    type Err = UpstreamError;

    fn from_str(text: &str) -> Result<Self, UpstreamError> {
        let mut url = Url::parse(text).map_err(|_| UpstreamError)?;
        let is_plain = url.username().is_empty() && url.password().is_none();
        let is_whole = url.query().is_none() && url.fragment().is_none() && url.has_host();
        if !matches!(url.scheme(), "http" | "https") || !is_plain || !is_whole {
            return Err(UpstreamError);
        }
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/3").unwrap_or(path).trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }
}

impl Upstream {
    /// Its host name, without the port.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether keys are sent to it unencrypted, and not only within this machine.
    pub fn is_exposed(&self) -> bool {
        let is_local = matches!(self.host(), "localhost" | "[::1]") || self.host().starts_with("127.");
        self.0.scheme() == "http" && !is_local
    }

    /// The URL of a path below it, with its query. `None` if the path would be changed by parsing, as with `..` in it: then another
    /// resource would be reached than the one that was checked.
    pub fn url(&self, path_and_query: &str) -> Option<Url> {
        let whole = format!("{}{path_and_query}", self.0.as_str().trim_end_matches('/'));
        Url::parse(&whole).ok().filter(|url| url.as_str() == whole)
    }

    fn base(&self) -> String {
        format!("{}/3", self.0.as_str().trim_end_matches('/'))
    }
}

/// An HTTP client that repeats no request and follows no redirect, which would carry the key to another host.
pub fn http() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .connect_timeout(CONNECTING)
        .user_agent(concat!("jetstream-gateway/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// The transport for calls that the relay makes itself, with one access key.
pub struct KeyClient {
    http: reqwest::Client,
    base: Arc<str>,
    key: AccessKey,
}

impl KeyClient {
    /// A client with this key.
    pub fn client(http: reqwest::Client, upstream: &Upstream, key: AccessKey) -> Client<Self> {
        Client::new(Self { http, base: upstream.base().into(), key })
    }
}

impl Transport for KeyClient {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        let not_sent = || TransportError::NotSent("the call is none that HTTP has".to_owned());
        let method = call.method.as_str().parse::<reqwest::Method>().map_err(|_| not_sent())?;
        let url = Url::parse(&call.url(&self.base)).map_err(|_| not_sent())?;
        let mut request =
            self.http.request(method, url).header(AccessKey::HEADER, self.key.reveal()).timeout(ANSWERING);
        if let Some(body) = &call.body {
            request = request.header(header::CONTENT_TYPE, "application/json").body(body.clone());
        }
        let lost = |error: reqwest::Error| match error.is_connect() || error.is_builder() {
            true => TransportError::NotSent(error_text(error)),
            false => TransportError::NoAnswer(error_text(error)),
        };
        let answer = request.send().await.map_err(lost)?;
        let status = answer.status().as_u16();
        let retry_after = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        let body = read_response(answer, LONGEST_ANSWER).await.map_err(TransportError::NoAnswer)?;
        Ok(Reply { status, retry_after, body })
    }
}

/// Reads the body of a response. The error is a text for the log; it includes a body of more than `most` bytes.
pub async fn read_response(mut answer: reqwest::Response, most: usize) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(error_text)? {
        if body.len() + piece.len() > most {
            return Err(format!("the answer has more than {most} bytes"));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The text of an error with its causes, without the URL, which names devices.
pub fn error_text(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words = format!("{words}: {cause}");
        source = cause.source();
    }
    words
}

/// The text of an error for the log, without any text of Jetstream's, which may hold anything.
pub fn truncate(error: &ApiError) -> String {
    match &error.cause {
        Cause::Lost(TransportError::NotSent(why) | TransportError::NoAnswer(why)) => why.clone(),
        Cause::Status(status) => format!("HTTP {status}"),
        Cause::Unreadable(error) => format!("an answer that has not {} at {}", error.expected, error.at),
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{call::Endpoint, events::GetEvents};

    use super::*;

    #[test]
    fn what_jetstream_sends_does_not_get_into_the_log() {
        for (status, body) in [(200, r#"{"Events":"pass 0400ABCDEF01"}"#), (500, r#"{"Message":"pass 0400ABCDEF01"}"#)]
        {
            let error = GetEvents::default().decode(&Reply::new(status, body)).unwrap_err();
            assert!(error.to_string().contains("0400ABCDEF01"), "{error}");
            assert!(!truncate(&error).contains("0400ABCDEF01"), "{}", truncate(&error));
        }
    }

    fn url(upstream: &str, path: &str) -> Option<String> {
        upstream.parse::<Upstream>().unwrap().url(path).map(String::from)
    }

    #[test]
    fn the_version_and_a_slash_at_the_end_do_not_matter() {
        for text in
            ["https://api.example", "https://api.example/", "https://api.example/3", "https://API.example:443/3/"]
        {
            assert_eq!(url(text, "/3/devices").unwrap(), "https://api.example/3/devices", "{text}");
        }
        assert_eq!(url("http://host:8080/jet/3", "/3/regions").unwrap(), "http://host:8080/jet/3/regions");
    }

    #[test]
    fn what_is_no_plain_url_is_refused() {
        for text in
            ["", "api.example", "ftp://a", "https://u@a", "https://u:p@a", "https://a/?b", "https://a/#b", "file:///a"]
        {
            assert_eq!(text.parse::<Upstream>(), Err(UpstreamError), "{text}");
        }
    }

    #[test]
    fn a_path_reaches_what_it_says_or_nothing() {
        for path in ["/3/devices/Ward%203%2C%20east", "/3/devices/a%2Fb?x=%2e%2e&y=a+b", "/3/"] {
            assert_eq!(url("https://a", path).unwrap(), format!("https://a{path}"));
        }
        for path in ["/3/../admin", "/3/%2e%2e/admin", "/3/devices/%2E", "/3/a\\b", "/3/a#b ", "/3/ä"] {
            assert_eq!(url("https://a", path), None, "{path}");
        }
    }

    #[test]
    fn keys_in_the_clear_are_noticed() {
        let is_exposed = |text: &str| text.parse::<Upstream>().unwrap().is_exposed();
        assert!(is_exposed("http://api.example"));
        assert!(
            !is_exposed("https://api.example") && !is_exposed("http://127.0.0.1:8080") && !is_exposed("http://[::1]")
        );
    }
}
