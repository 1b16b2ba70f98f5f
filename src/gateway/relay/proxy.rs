//! The API, passed on: `3/…`. What comes back is what Jetstream answered; what goes out is what the caller meant, once.
//!
//! A call that names its click is sent once, and whoever repeats it gets the first answer ([`crate::clicks`]). Any other
//! call is sent as often as it comes, never more often.

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

use super::secret::KeyHash;
use crate::relay::{key_feeds::KeyFeeds, upstream_response::UpstreamResponse};
use crate::{
    client_addr::ClientAddr,
    concurrency_limit::{ConcurrencyLimit, Permit},
    idempotency::{CLICK_ID, Fingerprint, IdempotencyCache},
    responses::{error_response, wrong_method},
};

/// The largest body of a request, in bytes.
const LARGEST_BODY: usize = 1024 * 1024;
/// The most calls at a time, from one peer, and with one key.
const CALLS: (u32, usize, usize) = (512, 64, 64);
/// What is passed on of a request's headers, beside the key. Cookies and the like are meant for this host.
const PASSED: [HeaderName; 5] =
    [header::ACCEPT, header::ACCEPT_LANGUAGE, header::CONTENT_TYPE, header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];

/// Passes calls on.
pub struct Proxy {
    lines: Arc<KeyFeeds>,
    clicks: IdempotencyCache<Arc<UpstreamResponse>>,
    of_peers: ConcurrencyLimit<Option<ClientAddr>>,
    of_keys: ConcurrencyLimit<KeyHash>,
}

/// The places that a call takes until its answer is sent.
type ConsumedBody = (Permit<Option<ClientAddr>>, Permit<KeyHash>);

/// A call that may be passed on.
struct ProxyBody {
    request: reqwest::RequestBuilder,
    click: Option<Fingerprint>,
    taken: ConsumedBody,
}

impl Proxy {
    /// Passes calls on to the upstream of these keys.
    pub fn new(lines: Arc<KeyFeeds>) -> Self {
        let (all, of_peer, of_key) = CALLS;
        let clicks = IdempotencyCache::new(|answer: &Arc<UpstreamResponse>| answer.bytes());
        Self {
            lines,
            clicks,
            of_peers: ConcurrencyLimit::new(all, of_peer),
            of_keys: ConcurrencyLimit::new(all, of_key),
        }
    }

    /// Its routes.
    pub fn routes(self) -> Router {
        let paths = ["/3", "/3/", "/3/{*path}"];
        paths.into_iter().fold(Router::new(), |router, path| router.route(path, any(pass))).with_state(Arc::new(self))
    }

    /// Looks at a request before anything is sent.
    async fn admit(&self, peer: Option<ClientAddr>, request: Request) -> Result<ProxyBody, Box<Response>> {
        let (head, body) = request.into_parts();
        if !matches!(head.method, Method::GET | Method::POST | Method::PUT | Method::PATCH | Method::DELETE) {
            return Err(Box::new(wrong_method("GET, POST, PUT, PATCH, DELETE")));
        }
        let no = |status, message: &str| Box::new(error_response(status, message));
        let key = head.headers.get(AccessKey::HEADER).and_then(|key| AccessKey::parse(key.to_str().ok()?).ok());
        let key = key.ok_or_else(|| no(StatusCode::UNAUTHORIZED, "The access key is missing or is no GUID."))?;
        let hash = self.lines.secret.hash(&key);
        let taken =
            self.of_peers.try_acquire(peer).zip(self.of_keys.try_acquire(hash)).ok_or_else(|| self.too_many())?;
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let url = self.lines.upstream.url(path);
        let url = url.ok_or_else(|| no(StatusCode::BAD_REQUEST, "The path means another one than it says."))?;
        if is_queue(head.uri.path()) && self.lines.is_pumped(hash) {
            let message = "This key's event queue is emptied by the relay; its events come over the feed.";
            return Err(no(StatusCode::CONFLICT, message));
        }
        let click = head.headers.get(CLICK_ID).map(|click| Guid::parse(&String::from_utf8_lossy(click.as_bytes())));
        // To pass over an id that cannot be read would be to pass over a repeat.
        let click = click
            .transpose()
            .map_err(|error| no(StatusCode::BAD_REQUEST, &format!("The header {CLICK_ID} is {error}.")))?;
        let body = to_bytes(body, LARGEST_BODY)
            .await
            .map_err(|_| no(StatusCode::PAYLOAD_TOO_LARGE, &format!("A body has at most {LARGEST_BODY} bytes.")))?;
        let parts = [key.reveal().into_bytes(), head.method.as_str().into(), path.into()];
        let click = click.map(|click| {
            let [key, method, path] = &parts;
            Fingerprint::new(click, [key, method, path, &body])
        });
        Ok(ProxyBody { request: self.request(&head, url, &key, body), click, taken })
    }

    fn request(&self, head: &Parts, url: Url, key: &AccessKey, body: Bytes) -> reqwest::RequestBuilder {
        let passed = PASSED.iter().filter_map(|name| Some((name.clone(), head.headers.get(name)?.clone())));
        let request = self.lines.http.request(head.method.clone(), url).headers(passed.collect::<HeaderMap>());
        let request = request.header(AccessKey::HEADER, key.reveal());
        // Without a length some servers refuse what usually has a body.
        if body.is_empty() && matches!(head.method, Method::GET | Method::DELETE) {
            request
        } else {
            request.body(body)
        }
    }

    fn too_many(&self) -> Box<Response> {
        self.lines.metrics.refused_calls.add(1);
        let mut response = error_response(StatusCode::TOO_MANY_REQUESTS, "There are too many calls at a time.");
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(1));
        Box::new(response)
    }

    async fn send(&self, passing: ProxyBody) -> Response {
        let ProxyBody { request, click, taken } = passing;
        let metrics = Arc::clone(&self.lines.metrics);
        let Some(click) = click else {
            metrics.calls.add(1);
            return match UpstreamResponse::head(request).await {
                Ok((answer, rest)) => streamed(answer, rest, taken),
                Err(answer) => {
                    metrics.lost_calls.add(1);
                    answer.to_response()
                }
            };
        };
        let is_first = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&is_first);
        let work = async move {
            told.store(true, Ordering::Relaxed);
            metrics.calls.add(1);
            let answer = UpstreamResponse::whole(request).await;
            metrics.lost_calls.add(usize::from(answer.is_lost()));
            drop(taken);
            Arc::new(answer)
        };
        let answer = self.clicks.run_once(click, work).await;
        self.lines.metrics.repeated_calls.add(usize::from(!is_first.load(Ordering::Relaxed)));
        match answer {
            Some(answer) => answer.to_response(),
            None => error_response(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The first request of this click ended without an answer.",
            ),
        }
    }
}

async fn pass(State(proxy): State<Arc<Proxy>>, peer: Option<Extension<ClientAddr>>, request: Request) -> Response {
    match proxy.admit(peer.map(|Extension(peer)| peer), request).await {
        Ok(passing) => proxy.send(passing).await,
        Err(refusal) => *refusal,
    }
}

/// Passes an answer on piece by piece: a list of all devices is not held here.
fn streamed(answer: UpstreamResponse, rest: reqwest::Response, taken: ConsumedBody) -> Response {
    let pieces = rest.bytes_stream().map(move |piece| {
        let _taken = &taken;
        piece.map_err(reqwest::Error::without_url)
    });
    answer.to_response().map(|_| Body::from_stream(pieces))
}

/// Is it *Get Events* or *Delete Events*, however it is written?
fn is_queue(path: &str) -> bool {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty()).skip(1);
    segments.next().is_some_and(|first| percent_decode_str(first).decode_utf8_lossy().eq_ignore_ascii_case("events"))
}

#[cfg(test)]
#[path = "proxy_tests.rs"]
mod tests;
