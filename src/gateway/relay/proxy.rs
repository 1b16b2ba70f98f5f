//! The proxy of the API, `3/…`: it passes calls on to Jetstream, and Jetstream's responses back.
//!
//! A call with a click id is sent once, and a repeat of it gets the first response ([`crate::idempotency`]). Any other call is sent
//! as often as it is received, never more often.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    Extension, Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::Response,
    routing::any,
};
use futures_util::StreamExt;
use jetstream_api::{ids::Guid, key::AccessKey};
use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::{context::RelayContext, key_feeds::KeyFeeds, secret::KeyHash, upstream_response::UpstreamResponse};
use crate::{
    client_addr::ClientAddr,
    concurrency_limit::{ConcurrencyLimit, Permit},
    idempotency::{CLICK_ID, Fingerprint, IdempotencyCache},
    responses::{error_response, wrong_method},
};

/// The largest body of a request, in bytes.
const LARGEST_BODY: usize = 1024 * 1024;
/// The most calls at a time: in all, from one client address, and with one key.
const CALLS: (u32, usize, usize) = (512, 64, 64);
/// The request headers that are passed on beside the key. Others, such as cookies, are meant for this host.
const PASSED: [HeaderName; 5] =
    [header::ACCEPT, header::ACCEPT_LANGUAGE, header::CONTENT_TYPE, header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];

/// The proxy of API calls.
pub struct Proxy {
    context: Arc<RelayContext>,
    feeds: Arc<KeyFeeds>,
    clicks: IdempotencyCache<Arc<UpstreamResponse>>,
    calls_by_peer: ConcurrencyLimit<Option<ClientAddr>>,
    calls_by_key: ConcurrencyLimit<KeyHash>,
}

/// The permits that a call holds until its response is sent.
type CallPermits = (Permit<Option<ClientAddr>>, Permit<KeyHash>);

/// A call that may be passed on.
struct ProxiedCall {
    request: reqwest::RequestBuilder,
    /// Identifies repeats, if the call has a click id.
    click: Option<Fingerprint>,
    permits: CallPermits,
}

/// The response of the relay itself to a call that it does not pass on.
type Refusal = Box<Response>;

impl Proxy {
    /// A proxy to the upstream of this context.
    pub fn new(context: Arc<RelayContext>, feeds: Arc<KeyFeeds>) -> Self {
        let (all, per_peer, per_key) = CALLS;
        Self {
            context,
            feeds,
            clicks: IdempotencyCache::new(|response: &Arc<UpstreamResponse>| response.bytes()),
            calls_by_peer: ConcurrencyLimit::new(all, per_peer),
            calls_by_key: ConcurrencyLimit::new(all, per_key),
        }
    }

    /// The routes of the API.
    pub fn routes(self) -> Router {
        let paths = ["/3", "/3/", "/3/{*path}"];
        paths.into_iter().fold(Router::new(), |router, path| router.route(path, any(pass))).with_state(Arc::new(self))
    }

    /// Checks a request and its limits before anything is sent.
    async fn admit(&self, peer: Option<ClientAddr>, request: Request) -> Result<ProxiedCall, Refusal> {
        let (head, body) = request.into_parts();
        if !matches!(head.method, Method::GET | Method::POST | Method::PUT | Method::PATCH | Method::DELETE) {
            return Err(Box::new(wrong_method("GET, POST, PUT, PATCH, DELETE")));
        }
        let key = access_key(&head.headers)?;
        let hash = self.context.secret.hash(&key);
        let permits = self.acquire(peer, hash)?;
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let url = self.context.upstream.url(path);
        let url = url.ok_or_else(|| refusal(StatusCode::BAD_REQUEST, "The path means another one than it says."))?;
        if is_queue(head.uri.path()) && self.feeds.contains(hash) {
            let message = "This key's event queue is emptied by the relay; its events come over the feed.";
            return Err(refusal(StatusCode::CONFLICT, message));
        }
        let click = click_id(&head.headers)?;
        let body = to_bytes(body, LARGEST_BODY).await.map_err(|_| {
            refusal(StatusCode::PAYLOAD_TOO_LARGE, &format!("A body has at most {LARGEST_BODY} bytes."))
        })?;
        let key_text = key.reveal();
        let parts = [key_text.as_bytes(), head.method.as_str().as_bytes(), path.as_bytes(), &body];
        let click = click.map(|click| Fingerprint::new(click, parts));
        Ok(ProxiedCall { request: self.request(&head, url, &key, body), click, permits })
    }

    fn acquire(&self, peer: Option<ClientAddr>, key: KeyHash) -> Result<CallPermits, Refusal> {
        let permits = self.calls_by_peer.try_acquire(peer).zip(self.calls_by_key.try_acquire(key));
        permits.ok_or_else(|| {
            self.context.metrics.refused_calls.add(1);
            let mut response = refusal(StatusCode::TOO_MANY_REQUESTS, "There are too many calls at a time.");
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(1));
            response
        })
    }

    fn request(&self, head: &Parts, url: Url, key: &AccessKey, body: Bytes) -> reqwest::RequestBuilder {
        let passed = PASSED.iter().filter_map(|name| Some((name.clone(), head.headers.get(name)?.clone())));
        let request = self.context.http.request(head.method.clone(), url).headers(passed.collect::<HeaderMap>());
        let request = request.header(AccessKey::HEADER, key.reveal());
        // Without a length some servers refuse what usually has a body.
        if body.is_empty() && matches!(head.method, Method::GET | Method::DELETE) {
            request
        } else {
            request.body(body)
        }
    }

    async fn send(&self, call: ProxiedCall) -> Response {
        let ProxiedCall { request, click, permits } = call;
        match click {
            None => self.send_streamed(request, permits).await,
            Some(click) => self.send_once(click, request, permits).await,
        }
    }

    /// Sends a call and passes its response on while it is received.
    async fn send_streamed(&self, request: reqwest::RequestBuilder, permits: CallPermits) -> Response {
        self.context.metrics.calls.add(1);
        match UpstreamResponse::head(request).await {
            Ok((response, rest)) => streamed(response, rest, permits),
            Err(response) => {
                self.context.metrics.lost_calls.add(1);
                response.to_response()
            }
        }
    }

    /// Sends the call of a click, or waits for the response of its first request.
    async fn send_once(&self, click: Fingerprint, request: reqwest::RequestBuilder, permits: CallPermits) -> Response {
        let metrics = Arc::clone(&self.context.metrics);
        let is_first = Arc::new(AtomicBool::new(false));
        let was_started = Arc::clone(&is_first);
        let work = async move {
            was_started.store(true, Ordering::Relaxed);
            metrics.calls.add(1);
            let response = UpstreamResponse::whole(request).await;
            metrics.lost_calls.add(usize::from(response.is_lost()));
            drop(permits);
            Arc::new(response)
        };
        let response = self.clicks.run_once(click, work).await;
        self.context.metrics.repeated_calls.add(usize::from(!is_first.load(Ordering::Relaxed)));
        match response {
            Some(response) => response.to_response(),
            None => error_response(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The first request of this click ended without an answer.",
            ),
        }
    }
}

async fn pass(State(proxy): State<Arc<Proxy>>, peer: Option<Extension<ClientAddr>>, request: Request) -> Response {
    match proxy.admit(peer.map(|Extension(peer)| peer), request).await {
        Ok(call) => proxy.send(call).await,
        Err(refusal) => *refusal,
    }
}

fn refusal(status: StatusCode, message: &str) -> Refusal {
    Box::new(error_response(status, message))
}

fn access_key(headers: &HeaderMap) -> Result<AccessKey, Refusal> {
    let key = headers.get(AccessKey::HEADER).and_then(|key| AccessKey::parse(key.to_str().ok()?).ok());
    key.ok_or_else(|| refusal(StatusCode::UNAUTHORIZED, "The access key is missing or is no GUID."))
}

fn click_id(headers: &HeaderMap) -> Result<Option<Guid>, Refusal> {
    let id = headers.get(CLICK_ID).map(|id| Guid::parse(&String::from_utf8_lossy(id.as_bytes())));
    // An id that cannot be read is refused: without it a repeat would be sent once more.
    id.transpose().map_err(|error| refusal(StatusCode::BAD_REQUEST, &format!("The header {CLICK_ID} is {error}.")))
}

/// Passes a response on piece by piece: a list of all devices is too large to be held here.
fn streamed(response: UpstreamResponse, rest: reqwest::Response, permits: CallPermits) -> Response {
    let pieces = rest.bytes_stream().map(move |piece| {
        let _held_until_the_end = &permits;
        piece.map_err(reqwest::Error::without_url)
    });
    response.to_response().map(|_| Body::from_stream(pieces))
}

/// Whether a path is that of *Get Events* or *Delete Events*, in whatever spelling.
fn is_queue(path: &str) -> bool {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty()).skip(1);
    segments.next().is_some_and(|first| percent_decode_str(first).decode_utf8_lossy().eq_ignore_ascii_case("events"))
}

#[cfg(test)]
#[path = "proxy_tests.rs"]
mod tests;
