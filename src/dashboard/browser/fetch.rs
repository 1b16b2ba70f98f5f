//! Calls over `fetch`.

use std::{cell::Cell, time::Duration};

use gloo_net::http::{Request, RequestBuilder, Response};
use jetstream_api::{
    call::{Call, Method, Reply, Safety},
    client::Transport,
    error::TransportError,
    ids::Guid,
    key::AccessKey,
};
use leptos::prelude::window;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

use crate::{
    browser::{document::is_online, timer::sleep},
    state::demo::DemoBackend,
};

/// How long a read may take. Anything unsafe is never aborted: that would only hide whether it took effect.
pub const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// The header by which a gateway on the same origin recognises a call that the browser sent twice.
const CLICK: &str = "Click-Id";

/// Carries calls to one API base with one key: over the network, unless the base means the page itself.
#[derive(Debug, Clone)]
pub struct BrowserTransport {
    base: String,
    key: Option<AccessKey>,
    click: Option<Guid>,
}

impl BrowserTransport {
    /// A transport to an absolute API base.
    pub fn new(base: &str, key: AccessKey) -> Self {
        Self { base: base.to_owned(), key: Some(key), click: None }
    }

    /// A transport that carries nothing anywhere: every call fails before it leaves, and says so.
    pub fn disabled() -> Self {
        Self { base: String::new(), key: None, click: None }
    }

    /// The same, for the calls of one click. The id goes out only to this page's own origin: elsewhere an unknown header
    /// would make the preflight fail.
    pub fn for_click(mut self, click: Guid) -> Self {
        self.click = self.is_same_origin().then_some(click);
        self
    }

    /// Is the API base on this page's own origin?
    pub fn is_same_origin(&self) -> bool {
        let origin = window().location().origin().unwrap_or_default();
        self.base.strip_prefix(&origin).is_some_and(|rest| rest.starts_with('/'))
    }

    fn request(&self, call: &Call, key: &AccessKey) -> RequestBuilder {
        let method = match call.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Patch => gloo_net::http::Method::PATCH,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let request = RequestBuilder::new(&call.url(&self.base))
            .method(method)
            .header(AccessKey::HEADER, &key.reveal())
            .cache(RequestCache::NoStore)
            .credentials(RequestCredentials::Omit)
            // A redirect could carry the key to another host.
            .redirect(RequestRedirect::Error);
        match self.click {
            Some(click) => request.header(CLICK, &click.to_string()),
            None => request,
        }
    }
}

impl Transport for BrowserTransport {
    async fn send(&self, call: &Call) -> Result<Reply, TransportError> {
        let Some(key) = &self.key else {
            return Err(TransportError::NotSent("a file is open; there is no connection to Jetstream".to_owned()));
        };
        if let Some(jetstream) = DemoBackend::at(&self.base) {
            return jetstream.answer(call, key).await;
        }
        if !is_online() {
            return Err(TransportError::NotSent("this browser is offline".to_owned()));
        }
        let mut request = self.request(call, key);
        let _deadline = (call.safety == Safety::Read).then(Deadline::new).flatten().inspect(|deadline| {
            request = std::mem::replace(&mut request, Request::get("")).abort_signal(Some(&deadline.0.signal()));
        });
        let request = match &call.body {
            Some(body) => request.header("Content-Type", "application/json").body(body.clone()),
            None => request.build(),
        };
        let request = request.map_err(|error| TransportError::NotSent(error.to_string()))?;
        let _sending = (call.safety != Safety::Read).then(UnsafeCallInFlight::begin);
        let response = request.send().await.map_err(no_answer)?;
        let retry_after = response.headers().get("Retry-After").and_then(|seconds| seconds.trim().parse().ok());
        let body = response.binary().await.map_err(no_answer)?;
        Ok(Reply { status: response.status(), retry_after, body })
    }
}

thread_local! {
    static SENDING: Cell<u32> = const { Cell::new(0) };
}

/// A call that changes something, from when it is sent until its answer is there.
struct UnsafeCallInFlight;

impl UnsafeCallInFlight {
    fn begin() -> Self {
        SENDING.set(SENDING.get().saturating_add(1));
        Self
    }
}

impl Drop for UnsafeCallInFlight {
    fn drop(&mut self) {
        SENDING.set(SENDING.get().saturating_sub(1));
    }
}

/// Is a call that changes something still without its answer?
pub fn is_sending() -> bool {
    SENDING.get() > 0
}

fn no_answer(error: gloo_net::Error) -> TransportError {
    TransportError::NoAnswer(error.to_string())
}

/// Aborts a request when its time is up; dropped with the request, its timer is then without effect.
struct Deadline(AbortController);

impl Deadline {
    fn new() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let aborted = controller.clone();
        wasm_bindgen_futures::spawn_local(async move {
            sleep(READ_TIMEOUT).await;
            // An error and no text: the reason comes out of `fetch` as it is, and gloo-net expects an error there.
            aborted.abort_with_reason(&js_sys::Error::new("no answer within 30 s"));
        });
        Some(Self(controller))
    }
}

/// What fetching a file of our own gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileResponse {
    /// Its text.
    Text(String),
    /// There is no such file.
    Missing,
    /// It could not be had; the browser's words.
    Failed(String),
}

/// Fetches a file that lies beside `index.html`.
pub async fn fetch_text(file: &str) -> FileResponse {
    let text = async |response: Response| response.text().await.map_err(|error| error.to_string());
    match Request::get(file).cache(RequestCache::NoCache).send().await {
        // A host without the file may answer every path with the page itself.
        Ok(response) if response.status() == 404 || is_page(&response) => FileResponse::Missing,
        Ok(response) if response.ok() => text(response).await.map_or_else(FileResponse::Failed, FileResponse::Text),
        Ok(response) => FileResponse::Failed(format!("HTTP {}", response.status())),
        Err(error) => FileResponse::Failed(error.to_string()),
    }
}

/// Fetches the page itself as it is published now, past every cache; `None` when it cannot be had.
pub async fn fetch_page(file: &str) -> Option<String> {
    let response = Request::get(file).cache(RequestCache::NoCache).send().await.ok()?;
    if response.ok() && is_page(&response) { response.text().await.ok() } else { None }
}

fn is_page(response: &Response) -> bool {
    response.headers().get("Content-Type").is_some_and(|kind| kind.starts_with("text/html"))
}
