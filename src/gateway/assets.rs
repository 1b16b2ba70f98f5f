//! The routes of the dashboard's static files, with `index.html` for every URL that is a page and not a file.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::{
    headers::{IMMUTABLE, REVALIDATE},
    responses::wrong_method,
};

/// The endings of file names in a build. A list is needed because the URLs of pages contain device names, which may contain dots.
const ENDINGS: &str = "css gif html ico jpg js json map mjs png svg txt wasm webmanifest webp woff2";

/// The files, and the headers that are sent with each of them.
#[derive(Debug)]
pub struct Assets {
    folder: Option<PathBuf>,
    config: String,
    headers: HeaderMap,
}

impl Assets {
    /// The files of a folder, if there is one, and the text of `config.json`.
    pub fn new(folder: Option<PathBuf>, config: String, headers: Vec<(&'static str, String)>) -> Self {
        let headers = headers.into_iter().filter_map(|(name, value)| {
            Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(&value).ok()?))
        });
        Self { folder, config, headers: headers.collect() }
    }

    /// Everything that no other route takes.
    pub fn routes(self) -> Router {
        Router::new().fallback(serve).with_state(Arc::new(self))
    }

    async fn find(&self, request: Request) -> Response {
        if request.uri().path() == "/config.json" {
            return ([(header::CONTENT_TYPE, "application/json")], self.config.clone()).into_response();
        }
        let Some(folder) = &self.folder else {
            let hint = "This gateway serves no dashboard. Start it with --assets and the folder of the build.\n";
            return (StatusCode::NOT_FOUND, hint).into_response();
        };
        let (head, _) = request.into_parts();
        let found = file(folder, Request::from_parts(head.clone(), Body::empty())).await;
        if found.status() != StatusCode::NOT_FOUND || is_missing_file(folder, head.uri.path()).await {
            return found;
        }
        let mut page = Request::from_parts(head, Body::empty());
        *page.uri_mut() = Uri::from_static("/index.html");
        file(folder, page).await
    }
}

async fn serve(State(assets): State<Arc<Assets>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return wrong_method("GET, HEAD");
    }
    let is_immutable = is_named_by_contents(request.uri().path());
    let mut response = assets.find(request).await;
    // The page stands in for every path that is no file, whatever that is called.
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let caching = if is_immutable && !is_page && response.status().is_success() { IMMUTABLE } else { REVALIDATE };
    let headers = response.headers_mut();
    headers.extend(assets.headers.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// Serves a file, or its `.br` or `.gz` copy if the client accepts that.
async fn file(folder: &Path, request: Request) -> Response {
    let files = ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// Whether this path is that of a missing file, and not that of a page: it has the ending of a file and lies in a folder of the build.
/// The page of a device named `rack.js` lies in none.
async fn is_missing_file(folder: &Path, path: &str) -> bool {
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = path.trim_start_matches('/');
    let is_file = path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.split(' ').any(|known| known == ending));
    match path.split_once('/') {
        None => is_file,
        Some((first, _)) if first.starts_with('.') => is_file,
        Some((first, _)) => is_file && tokio::fs::metadata(folder.join(first)).await.is_ok_and(|first| first.is_dir()),
    }
}

/// Whether a file name contains a hash of the contents, as in `app-0123456789abcdef.js`.
fn is_named_by_contents(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or("", |(stem, _)| stem);
    let digits = stem.rsplit_once('-').map_or("", |(_, digits)| digits);
    digits.len() == 16 && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
