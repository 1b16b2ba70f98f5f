//! Test helpers of the relay: a relay on a free port, and a fake Jetstream whose answers the test decides.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Router,
    body::{Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use clap::Parser;
use jetstream_api::key::AccessKey;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::{
    Relay,
    context::RelayContext,
    key_feed::KeyFeed,
    key_feeds::SubscriptionLimits,
    secret::{KeyHash, Secret},
    store::{Retention, Store},
};
use crate::{
    cli::{self, Cli, Command},
    responses::cut,
    serve::serve,
    shutdown::Shutdown,
    testing::{Client, connect},
};

/// Two keys that [`FakeUpstream`] accepts.
pub const KEYS: [&str; 2] = ["6bd4b8fb-d964-4d00-ae0a-e3943d58e004", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"];

/// The options of `relay`, with a pause of a tenth of a second.
pub fn options(upstream: &str, data: &Path, more: &[&str]) -> cli::Relay {
    let data = data.to_str().unwrap();
    let fixed = ["gateway", "relay", "--listen", "127.0.0.1:0", "--pause", "0.1"];
    let words = fixed.into_iter().chain(["--upstream", upstream, "--data", data]).chain(more.iter().copied());
    match Cli::parse_from(words).command() {
        Command::Relay(options) => options,
        Command::Simulate(_) | Command::Headers(_) => unreachable!(),
    }
}

/// A relay that runs until it is stopped or dropped.
pub struct RunningRelay {
    pub address: SocketAddr,
    shutdown: Shutdown,
    task: Option<JoinHandle<()>>,
}

impl RunningRelay {
    pub async fn start(upstream: &str, data: &Path, more: &[&str]) -> Self {
        let relay = Relay::bind(&options(upstream, data, more)).await.unwrap();
        let (address, shutdown) = (relay.server.address, relay.shutdown());
        Self { address, shutdown, task: Some(tokio::spawn(relay.run())) }
    }

    pub async fn connect(&self) -> Client<TcpStream> {
        connect(self.address).await
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Stops gracefully; its store is free afterwards.
    pub async fn stop(mut self) {
        self.shutdown.begin();
        self.task.take().unwrap().await.unwrap();
    }
}

impl Drop for RunningRelay {
    fn drop(&mut self) {
        self.shutdown.begin();
    }
}

/// A fake Jetstream with a queue per key and failures on demand.
#[derive(Default)]
pub struct FakeUpstream {
    state: Mutex<ScriptedAnswer>,
}

/// The state of a [`FakeUpstream`]: its scripted answers, and the calls that it received.
#[derive(Default)]
pub struct ScriptedAnswer {
    pub queues: BTreeMap<String, Vec<String>>,
    batches: BTreeMap<String, Vec<String>>,
    pub refused: BTreeSet<String>,
    /// The number of deletes still to be answered with 500.
    pub failing_deletes: usize,
    /// Calls to this path get no answer.
    pub cut: Option<&'static str>,
    /// Verb, path with query, headers and body of each call, in their order.
    pub asked: Vec<(String, HeaderMap, String)>,
    next: usize,
}

impl ScriptedAnswer {
    pub fn count(&self, call: &str) -> usize {
        self.asked.iter().filter(|(asked, ..)| asked == call).count()
    }
}

impl FakeUpstream {
    /// Starts one, and returns it with its URL.
    pub async fn start() -> (Arc<Self>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let upstream = Arc::new(Self::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&upstream));
        tokio::spawn(async move { serve(listener, router, 4_096, &Shutdown::default()).await });
        (upstream, url)
    }

    pub fn script(&self) -> MutexGuard<'_, ScriptedAnswer> {
        self.state.lock().unwrap()
    }

    /// Queues `count` events for a key, and returns their texts.
    pub fn issue(&self, key: &str, count: usize) -> Vec<String> {
        self.issue_of(key, count, 40)
    }

    /// The same with events of `bytes` bytes.
    pub fn issue_of(&self, key: &str, count: usize, bytes: usize) -> Vec<String> {
        let mut script = self.script();
        let first = script.next;
        script.next += count;
        let text = |number| format!(r#"{{ "EventId": "event-{number}", "Filling": "{}" }}"#, "x".repeat(bytes));
        let events: Vec<String> = (first..first + count).map(text).collect();
        script.queues.entry(key.to_owned()).or_default().extend(events.clone());
        events
    }

    pub fn pending(&self, key: &str) -> usize {
        self.script().queues.get(key).map_or(0, Vec::len)
    }
}

async fn answer(State(upstream): State<Arc<FakeUpstream>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    let path = head.uri.path_and_query().unwrap().to_string();
    let asked = format!("{} {path}", head.method);
    let key = head.headers.get("AccessKey").map(|key| key.to_str().unwrap().to_owned()).unwrap_or_default();
    let mut script = upstream.script();
    script.asked.push((asked.clone(), head.headers, String::from_utf8(body.to_vec()).unwrap()));
    if script.cut == Some(path.as_str()) {
        return cut();
    }
    if !KEYS.contains(&key.as_str()) || script.refused.contains(&key) {
        return (StatusCode::UNAUTHORIZED, r#"{"Message":"The key is not known."}"#).into_response();
    }
    match asked.as_str() {
        "GET /3/regions" => r#"["US"]"#.into_response(),
        "GET /3/events/500" => read(&mut script, &key).into_response(),
        "DELETE /3/events" => delete(&mut script, &key, &body),
        _ => {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::SET_COOKIE, "of=upstream")];
            (StatusCode::ACCEPTED, headers, format!("{{\"Number\":{}}}", script.asked.len())).into_response()
        }
    }
}

fn read(script: &mut ScriptedAnswer, key: &str) -> String {
    let events: Vec<String> = script.queues.get(key).into_iter().flatten().take(500).cloned().collect();
    let batch = format!("batch-{}", script.batches.len());
    let text = format!(r#"{{"BatchId":"{batch}","Events":[{}]}}"#, events.join(","));
    script.batches.insert(batch, events);
    text
}

fn delete(script: &mut ScriptedAnswer, key: &str, body: &Bytes) -> Response {
    if script.failing_deletes > 0 {
        script.failing_deletes -= 1;
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    let batch = script.batches.get(body["BatchId"].as_str().unwrap()).cloned().unwrap_or_default();
    script.queues.entry(key.to_owned()).or_default().retain(|event| !batch.contains(event));
    StatusCode::NO_CONTENT.into_response()
}

/// The limits on subscriptions in tests of single parts.
pub const KEY_LIMITS: SubscriptionLimits = SubscriptionLimits { all: 10, per_key: 10 };

/// The dependencies of a relay with this upstream and a store in memory.
pub fn context(upstream: &str) -> RelayContext {
    let retention = Retention { age: jiff::SignedDuration::from_hours(1), bytes: 1_000_000 };
    let folder = tempfile::tempdir().unwrap();
    RelayContext {
        upstream: upstream.parse().unwrap(),
        http: super::upstream::http().unwrap(),
        secret: Secret::open(folder.path()).unwrap(),
        store: Arc::new(Store::with_backend(redb::backends::InMemoryBackend::new(), retention).unwrap()),
        metrics: Arc::default(),
        pause: std::time::Duration::from_millis(100),
        shutdown: Shutdown::default(),
    }
}

/// The hash of the first key.
pub fn hash(context: &RelayContext) -> KeyHash {
    context.secret.hash(&AccessKey::parse(KEYS[0]).unwrap())
}

/// A feed of the first key.
pub fn key_feed(context: &RelayContext) -> Arc<KeyFeed> {
    let opened = context.store.log(hash(context), 7).unwrap();
    Arc::new(KeyFeed::new(Arc::clone(&context.store), Arc::default(), opened))
}
