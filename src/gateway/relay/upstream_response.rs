//! The response of Jetstream to a call that was passed on, or the relay's own response if none came.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::json;

use crate::relay::upstream::{error_text, read_response};

/// How long a response may take. A command waits for its device; a page gives up long before.
const ANSWERING: Duration = Duration::from_secs(300);
/// The largest response body that is stored for repeats of a call, in bytes.
const LONGEST: usize = 8 * 1024 * 1024;
/// The response headers that are passed on. Those that concern only the connection, or would set something for this host, are not.
const PASSED: [HeaderName; 5] =
    [header::CONTENT_TYPE, header::ETAG, header::LAST_MODIFIED, header::RETRY_AFTER, header::WWW_AUTHENTICATE];

/// A response that can be sent more than once.
pub struct UpstreamResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    lost: bool,
}

impl UpstreamResponse {
    /// Sends a request and reads the whole response.
    pub async fn whole(request: reqwest::RequestBuilder) -> Self {
        let (mut answer, rest) = match Self::head(request).await {
            Ok(head) => head,
            Err(lost) => return lost,
        };
        match read_response(rest, LONGEST).await {
            Ok(body) => {
                answer.body = body.into();
                answer
            }
            Err(error) => Self::lost(StatusCode::BAD_GATEWAY, "Jetstream's answer broke off", &error),
        }
    }

    /// Sends a request and reads the head of the response; the body is still to be read. The error is the relay's own response.
    pub async fn head(request: reqwest::RequestBuilder) -> Result<(Self, reqwest::Response), Self> {
        let rest = request.timeout(ANSWERING).send().await.map_err(Self::no_answer)?;
        let passed = PASSED.iter().filter_map(|name| Some((name.clone(), rest.headers().get(name)?.clone())));
        let mut headers: HeaderMap = passed.collect();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok((Self { status: rest.status(), headers, body: Bytes::new(), lost: false }, rest))
    }

    fn no_answer(error: reqwest::Error) -> Self {
        let (status, what) = match (error.is_connect(), error.is_timeout()) {
            (true, _) => (StatusCode::BAD_GATEWAY, "Jetstream cannot be reached, and the call was not sent"),
            (false, true) => {
                (StatusCode::GATEWAY_TIMEOUT, "Jetstream did not answer in time; the call may have taken effect")
            }
            (false, false) => {
                (StatusCode::BAD_GATEWAY, "No answer came from Jetstream; the call may have taken effect")
            }
        };
        Self::lost(status, what, &error_text(error))
    }

    fn lost(status: StatusCode, what: &str, why: &str) -> Self {
        tracing::warn!(why, "{what}");
        let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
        let headers = headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
        let body = json!({ "Message": format!("{what}.") }).to_string().into();
        Self { status, headers, body, lost: true }
    }

    /// Whether this is the relay's own response, because none came.
    pub fn is_lost(&self) -> bool {
        self.lost
    }

    /// The size of the body in bytes.
    pub fn bytes(&self) -> usize {
        self.body.len()
    }

    /// An HTTP response with a copy of it.
    pub fn to_response(&self) -> Response {
        let mut response = Response::new(Body::from(self.body.clone()));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers.clone();
        response
    }
}
