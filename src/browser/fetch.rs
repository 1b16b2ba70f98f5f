//! HTTP requests over `fetch`: one for any API, and two for files of this app.

use std::time::Duration;

pub use gloo_net::http::Method as HttpMethod;
use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::prelude::window;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

use crate::timer::sleep;

/// A request to an API. It carries no cookies, is never answered from a cache and follows no redirect, which could carry a key to another host.
#[derive(Debug)]
pub struct HttpRequest<'a> {
    /// The HTTP method.
    pub method: HttpMethod,
    /// The absolute URL.
    pub url: &'a str,
    /// Names and values.
    pub headers: &'a [(&'a str, String)],
    /// JSON, if there is a body.
    pub body: Option<&'a str>,
    /// The request is aborted when there is no answer after this time; `None`: never.
    pub timeout: Option<Duration>,
}

/// An answer, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`, as received.
    pub retry_after: Option<String>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Why there is no answer, with the browser's message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// The request was never sent.
    NotSent(String),
    /// The request may have arrived.
    NoAnswer(String),
}

/// Sends a request and reads its answer.
pub async fn send(request: &HttpRequest<'_>) -> Result<HttpResponse, FetchError> {
    let mut builder = RequestBuilder::new(request.url)
        .method(request.method.clone())
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error);
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    let deadline = request.timeout.and_then(Deadline::new);
    if let Some(deadline) = &deadline {
        builder = builder.abort_signal(Some(&deadline.0.signal()));
    }
    let built = match request.body {
        Some(body) => builder.header("Content-Type", "application/json").body(body.to_owned()),
        None => builder.build(),
    };
    let response = built.map_err(|error| FetchError::NotSent(error.to_string()))?.send().await.map_err(no_answer)?;
    let retry_after = response.headers().get("Retry-After");
    let body = response.binary().await.map_err(no_answer)?;
    Ok(HttpResponse { status: response.status(), retry_after, body })
}

fn no_answer(error: gloo_net::Error) -> FetchError {
    FetchError::NoAnswer(error.to_string())
}

/// The timer that aborts a request. When it is dropped with the request, the timer has no effect any more.
struct Deadline(AbortController);

impl Deadline {
    fn new(timeout: Duration) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let aborted = controller.clone();
        wasm_bindgen_futures::spawn_local(async move {
            sleep(timeout).await;
            // An error and no text: the reason comes out of `fetch` as it is, and gloo-net expects an error there.
            aborted.abort_with_reason(&js_sys::Error::new(&format!("no answer within {} s", timeout.as_secs())));
        });
        Some(Self(controller))
    }
}

/// Is this absolute URL on this page's own origin?
pub fn is_same_origin(url: &str) -> bool {
    let origin = window().location().origin().unwrap_or_default();
    url.strip_prefix(&origin).is_some_and(|rest| rest.starts_with('/'))
}

/// The outcome of fetching a file that is published beside `index.html`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileResponse {
    /// Its text.
    Text(String),
    /// There is no such file.
    Missing,
    /// It could not be fetched; the browser's message.
    Failed(String),
}

/// Fetches a file that is published beside `index.html`.
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

/// Fetches the page as it is published now, past every cache; `None` when that fails.
pub async fn fetch_page(file: &str) -> Option<String> {
    let response = Request::get(file).cache(RequestCache::NoCache).send().await.ok()?;
    if response.ok() && is_page(&response) { response.text().await.ok() } else { None }
}

fn is_page(response: &Response) -> bool {
    response.headers().get("Content-Type").is_some_and(|kind| kind.starts_with("text/html"))
}
