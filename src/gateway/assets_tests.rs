//! Tests of the routes of the static files.

use super::*;
use crate::{config::Config, headers};
use axum::body::to_bytes;

const PAGE: &str = "<!doctype html>";

struct Site {
    _folder: tempfile::TempDir,
    router: Router,
}

fn site() -> Site {
    let outer = tempfile::tempdir().unwrap();
    std::fs::write(outer.path().join("outside.txt"), "secret").unwrap();
    let folder = outer.path().join("dist");
    std::fs::create_dir_all(folder.join("fonts")).unwrap();
    for (name, text) in [
        ("index.html", PAGE),
        ("app-0123456789abcdef.js", "export default 1;"),
        ("app_bg-0123456789abcdef.wasm", "\0asm"),
        ("app_bg-0123456789abcdef.wasm.br", "compressed by the build"),
        ("icon.svg", "<svg/>"),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let config = Config::simulated("6bd4b8fb-d964-4d00-ae0a-e3943d58e004");
    let assets = Assets::new(Some(folder), config.to_json(), headers::all(&config).unwrap());
    Site { _folder: outer, router: assets.routes() }
}

impl Site {
    async fn ask(&self, method: Method, uri: &str) -> (Response<()>, String) {
        let request = Request::builder().method(method).uri(uri).body(Body::empty()).unwrap();
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, 10_000).await.unwrap();
        (Response::from_parts(head, ()), String::from_utf8(body.to_vec()).unwrap())
    }

    async fn get(&self, uri: &str) -> (Response<()>, String) {
        self.ask(Method::GET, uri).await
    }
}

fn header<'a>(response: &'a Response<()>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn files_named_by_their_contents_are_kept_for_ever_and_others_are_asked_about() {
    let site = site();
    for (uri, kind, caching) in [
        ("/app-0123456789abcdef.js", "text/javascript", IMMUTABLE),
        ("/app_bg-0123456789abcdef.wasm", "application/wasm", IMMUTABLE),
        ("/index.html", "text/html", REVALIDATE),
        ("/icon.svg", "image/svg+xml", REVALIDATE),
        ("/config.json", "application/json", REVALIDATE),
        ("/", "text/html", REVALIDATE),
    ] {
        let (response, _) = site.get(uri).await;
        assert_eq!(response.status(), StatusCode::OK, "{uri}");
        assert_eq!((header(&response, "content-type"), header(&response, "cache-control")), (kind, caching), "{uri}");
    }
}

#[tokio::test]
async fn every_file_has_the_security_headers() {
    let site = site();
    for uri in ["/", "/icon.svg", "/config.json", "/devices", "/missing.js"] {
        let (response, _) = site.get(uri).await;
        assert!(header(&response, "content-security-policy").contains("script-src 'self'"), "{uri}");
        assert_eq!(header(&response, "access-control-allow-origin"), "*");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header(&response, "referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn the_url_of_a_page_is_answered_with_the_page() {
    let site = site();
    let long = format!("/devices/{}", "x".repeat(128));
    for uri in ["/devices", "/devices/Cabinet%207.5/events", "/devices/rack.js", "/devices/a%2Fb", &long, "/fonts"] {
        let (response, body) = site.get(uri).await;
        assert_eq!((response.status(), body.as_str()), (StatusCode::OK, PAGE), "{uri}");
        assert_eq!(header(&response, "cache-control"), REVALIDATE);
    }
}

#[tokio::test]
async fn a_file_that_is_missing_is_missing_and_its_absence_is_not_kept() {
    let site = site();
    let outside = ["/..%2Foutside.txt", "/%2e%2e/outside.txt"];
    for uri in ["/app-ffffffffffffffff.js", "/favicon.ico", "/fonts/text.woff2"].into_iter().chain(outside) {
        let (response, body) = site.get(uri).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{uri}: {body}");
        assert_eq!(header(&response, "cache-control"), REVALIDATE);
    }
}

#[tokio::test]
async fn what_the_build_has_compressed_is_sent_as_it_is() {
    let site = site();
    let request = Request::get("/app_bg-0123456789abcdef.wasm").header("Accept-Encoding", "gzip, br");
    let response = site.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "br");
    assert_eq!(response.headers()["content-type"], "application/wasm");
    assert_eq!(response.headers()["cache-control"], IMMUTABLE);
    assert_eq!(to_bytes(response.into_body(), 1_000).await.unwrap(), "compressed by the build");
}

#[tokio::test]
async fn the_head_of_a_file_can_be_asked_for_and_nothing_can_be_sent() {
    let site = site();
    let (response, body) = site.ask(Method::HEAD, "/index.html").await;
    assert_eq!((response.status(), body.as_str()), (StatusCode::OK, ""));
    assert_eq!(header(&response, "content-length"), PAGE.len().to_string());
    let (response, _) = site.ask(Method::POST, "/devices").await;
    assert_eq!((response.status(), header(&response, "allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

#[tokio::test]
async fn without_a_folder_a_person_is_told_how_to_give_one() {
    let assets = Assets::new(None, "{}".to_owned(), Vec::new());
    let response = assets.routes().oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(to_bytes(response.into_body(), 1_000).await.unwrap().starts_with(b"This gateway serves no dashboard."));
}

#[test]
fn only_sixteen_digits_before_the_ending_make_a_name_by_contents() {
    assert!(is_named_by_contents("/jetstream_bg-cb00753f45a35e8b.wasm"));
    for path in
        ["index.html", "a-cb00753f45a35e8.js", "a-CB00753F45A35E8B.js", "cb00753f45a35e8b.js", "a-cb00753f45a35e8b"]
    {
        assert!(!is_named_by_contents(path), "{path}");
    }
}
