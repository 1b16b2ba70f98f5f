//! Tests of calls that the relay passes on.

use axum::http::StatusCode;

use super::*;
use crate::relay::testing::{FakeUpstream, KEY_LIMITS, KEYS, RunningRelay};

const LOCKDOWN: &str = "/3/devices/Ward%203%2C%20east/lockdown";
const CLICK: &str = "11111111-1111-4111-8111-111111111111";

struct Setup {
    upstream: Arc<FakeUpstream>,
    relay: RunningRelay,
    http: reqwest::Client,
    _folder: tempfile::TempDir,
}

impl Setup {
    async fn new() -> Self {
        let ((upstream, url), folder) = (FakeUpstream::start().await, tempfile::tempdir().unwrap());
        let relay = RunningRelay::start(&url, folder.path(), &[]).await;
        Self { upstream, relay, http: reqwest::Client::new(), _folder: folder }
    }

    fn ask(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method.parse().unwrap(), self.relay.url(path)).header("AccessKey", KEYS[0])
    }

    async fn status(&self, method: &str, path: &str) -> u16 {
        self.ask(method, path).send().await.unwrap().status().as_u16()
    }
}

#[tokio::test]
async fn a_call_arrives_as_it_was_made_and_its_answer_comes_back_as_it_was_given() {
    let setup = Setup::new().await;
    let call = setup.ask("POST", &format!("{LOCKDOWN}?a=b%20c")).header("Content-Type", "application/json");
    let own = call.header("Cookie", "session=1").header("Origin", setup.relay.url("")).header("Click-Id", CLICK);
    let answer = own.body(r#"{"Hours":4}"#).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert!(answer.headers().get("set-cookie").is_none(), "Jetstream's cookies are not for this host");
    assert_eq!(answer.text().await.unwrap(), r#"{"Number":1}"#);
    let script = setup.upstream.script();
    let (asked, headers, body) = &script.asked[0];
    assert_eq!((asked.as_str(), body.as_str()), (format!("POST {LOCKDOWN}?a=b%20c").as_str(), r#"{"Hours":4}"#));
    assert_eq!(headers["accesskey"], KEYS[0]);
    for name in ["cookie", "origin", "click-id"] {
        assert!(headers.get(name).is_none(), "{name} is for this host");
    }
}

#[tokio::test]
async fn an_answer_of_any_status_is_passed_on() {
    let setup = Setup::new().await;
    setup.upstream.script().refused.insert(KEYS[0].to_owned());
    let answer = setup.ask("GET", "/3/devices").send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.text().await.unwrap(), r#"{"Message":"The key is not known."}"#);
}

#[tokio::test]
async fn a_repeat_of_a_click_is_answered_from_the_first_result() {
    let setup = Setup::new().await;
    for _ in 0..3 {
        let answer = setup.ask("POST", LOCKDOWN).header("Click-Id", CLICK).body("{}").send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), r#"{"Number":1}"#);
    }
    assert_eq!(setup.upstream.script().count(&format!("POST {LOCKDOWN}")), 1);
    let metrics = reqwest::get(setup.relay.url("/metrics")).await.unwrap().text().await.unwrap();
    assert!(metrics.contains("\njetstream_relay_repeated_calls_total 2\n"), "{metrics}");
    for _ in 0..2 {
        setup.ask("POST", LOCKDOWN).body("{}").send().await.unwrap();
    }
    assert_eq!(setup.upstream.script().count(&format!("POST {LOCKDOWN}")), 3, "without a click each is a call");
}

#[tokio::test]
async fn a_call_whose_connection_breaks_is_sent_once_and_its_outcome_is_called_unknown() {
    let setup = Setup::new().await;
    // Leaves a connection to be reused: the case in which HTTP clients tend to repeat a call.
    setup.status("GET", "/3/devices").await;
    setup.upstream.script().cut = Some(LOCKDOWN);
    for (click, sent) in [(None, 1), (Some(CLICK), 2), (Some(CLICK), 2)] {
        let call = setup.ask("POST", LOCKDOWN).body("{}");
        let call = click.into_iter().fold(call, |call, click| call.header("Click-Id", click));
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 502);
        assert!(answer.text().await.unwrap().contains("may have taken effect"));
        assert_eq!(setup.upstream.script().count(&format!("POST {LOCKDOWN}")), sent);
        assert_eq!(setup.status("GET", "/3/devices").await, 202);
    }
}

#[tokio::test]
async fn what_cannot_be_meant_is_not_sent() {
    let setup = Setup::new().await;
    let long = setup.ask("POST", LOCKDOWN).body("x".repeat(LARGEST_BODY + 1)).send().await.unwrap();
    assert_eq!(long.status(), 413);
    assert_eq!(setup.status("TRACE", "/3/devices").await, 405);
    assert_eq!(setup.ask("POST", LOCKDOWN).header("Click-Id", "x").send().await.unwrap().status(), 400);
    let without = setup.http.get(setup.relay.url("/3/devices")).send().await.unwrap();
    assert_eq!(without.status(), 401);
    let mut raw = crate::testing::Raw::connect(setup.relay.address).await;
    for path in ["/3/%2e%2e/admin", "/3/devices/%2E"] {
        raw.ask("GET", path, "", "").await;
        assert!(raw.answer().await.starts_with("HTTP/1.1 400"), "{path}");
    }
    assert!(setup.upstream.script().asked.is_empty());
}

#[tokio::test]
async fn the_queue_of_a_key_in_use_is_left_to_the_relay() {
    let setup = Setup::new().await;
    assert_eq!(setup.status("GET", "/3/events/500").await, 200, "of a key that is not in use it is nobody's else");
    let mut client = setup.relay.connect().await;
    client.ready(KEYS[0], None).await;
    for (method, path) in [("GET", "/3/events/5"), ("DELETE", "/3/Events"), ("PATCH", "/3//%65vents?a=b")] {
        assert_eq!(setup.status(method, path).await, 409, "{method} {path}");
    }
    assert_eq!(setup.status("GET", "/3/eventsources").await, 202);
}

#[tokio::test]
async fn one_key_gets_only_so_many_calls_at_a_time() {
    let setup = Setup::new().await;
    let (all, of_peer, of_key) = CALLS;
    assert!(of_key <= of_peer && of_peer < all as usize);
    let context = crate::relay::testing::context(&setup.relay.url(""));
    let proxy = Proxy::new(Arc::new(context), Arc::new(KeyFeeds::new(KEY_LIMITS)));
    let ask = || Request::get("/3/devices").header("AccessKey", KEYS[0]).body(Body::empty()).unwrap();
    let mut passing = Vec::new();
    for _ in 0..of_key {
        passing.push(proxy.admit(None, ask()).await.ok().unwrap());
    }
    let refused = proxy.admit(None, ask()).await.err().unwrap();
    assert_eq!(
        (refused.status(), &refused.headers()[header::RETRY_AFTER]),
        (StatusCode::TOO_MANY_REQUESTS, &HeaderValue::from(1))
    );
    passing.pop();
    assert!(proxy.admit(None, ask()).await.is_ok());
}
