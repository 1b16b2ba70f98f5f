//! What the tests of the relay need: a relay on a free port, and a Jetstream of which the test decides everything.

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
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::{
    Relay,
    secret::Secret,
    store::{Retention, Store},
};
use crate::relay::key_feeds::RelayContext;
use crate::{
    cli::{self, Cli, Command},
    responses::cut,
    serve::serve,
    shutdown::Shutdown,
    testing::{Client, connect},
};

/// Two keys that [`Station`] accepts.
pub const KEYS: [&str; 2] = ["6bd4b8fb-d964-4d00-ae0a-e3943d58e004", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"];

/// The options of `relay`, impatient.
pub fn options(upstream: &str, data: &Path, more: &[&str]) -> cli::Relay {
    let data = data.to_str().unwrap();
    let fixed = ["gateway", "relay", "--listen", "127.0.0.1:0", "--pause", "0.1"];
    let words = fixed.into_iter().chain(["--upstream", upstream, "--data", data]).chain(more.iter().copied());
    match Cli::parse_from(words).command() {
        Command::Relay(options) => options,
        Command::Simulate(_) | Command::Headers(_) => unreachable!(),
    }
}

/// A relay that runs until it is told to stop, or dropped.
pub struct RunningRelay {
    pub address: SocketAddr,
    shutdown: Shutdown,
    task: Option<JoinHandle<()>>,
}

impl RunningRelay {
    pub async fn start(upstream: &str, data: &Path, more: &[&str]) -> Self {
        let relay = Relay::bind(&options(upstream, data, more)).await.unwrap();
        let (address, shutdown) = (relay.site.address, relay.shutdown());
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

/// A Jetstream with a queue per key and whatever goes wrong with it.
#[derive(Default)]
pub struct FakeUpstream {
    state: Mutex<ScriptedAnswer>,
}

/// What was ordered, and what was asked.
#[derive(Default)]
pub struct ScriptedAnswer {
    pub queues: BTreeMap<String, Vec<String>>,
    batches: BTreeMap<String, Vec<String>>,
    pub refused: BTreeSet<String>,
    /// So many deletes are answered with 500.
    pub failing_deletes: usize,
    /// Calls of this path get no answer.
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
        let station = Arc::new(Self::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&station));
        tokio::spawn(async move { serve(listener, router, 4_096, &Shutdown::default()).await });
        (station, url)
    }

    pub fn ordered(&self) -> MutexGuard<'_, ScriptedAnswer> {
        self.state.lock().unwrap()
    }

    /// Queues so many events for a key, and returns their texts.
    pub fn issue(&self, key: &str, count: usize) -> Vec<String> {
        self.issue_of(key, count, 40)
    }

    /// Queues events of so many bytes.
    pub fn issue_of(&self, key: &str, count: usize, bytes: usize) -> Vec<String> {
        let mut ordered = self.ordered();
        let first = ordered.next;
        ordered.next += count;
        let text = |number| format!(r#"{{ "EventId": "event-{number}", "Filling": "{}" }}"#, "x".repeat(bytes));
        let events: Vec<String> = (first..first + count).map(text).collect();
        ordered.queues.entry(key.to_owned()).or_default().extend(events.clone());
        events
    }

    pub fn pending(&self, key: &str) -> usize {
        self.ordered().queues.get(key).map_or(0, Vec::len)
    }
}

async fn answer(State(station): State<Arc<FakeUpstream>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    let path = head.uri.path_and_query().unwrap().to_string();
    let asked = format!("{} {path}", head.method);
    let key = head.headers.get("AccessKey").map(|key| key.to_str().unwrap().to_owned()).unwrap_or_default();
    let mut ordered = station.ordered();
    ordered.asked.push((asked.clone(), head.headers, String::from_utf8(body.to_vec()).unwrap()));
    if ordered.cut == Some(path.as_str()) {
        return cut();
    }
    if !KEYS.contains(&key.as_str()) || ordered.refused.contains(&key) {
        return (StatusCode::UNAUTHORIZED, r#"{"Message":"The key is not known."}"#).into_response();
    }
    match asked.as_str() {
        "GET /3/regions" => r#"["US"]"#.into_response(),
        "GET /3/events/500" => read(&mut ordered, &key).into_response(),
        "DELETE /3/events" => delete(&mut ordered, &key, &body),
        _ => {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::SET_COOKIE, "of=upstream")];
            (StatusCode::ACCEPTED, headers, format!("{{\"Number\":{}}}", ordered.asked.len())).into_response()
        }
    }
}

fn read(ordered: &mut ScriptedAnswer, key: &str) -> String {
    let events: Vec<String> = ordered.queues.get(key).into_iter().flatten().take(500).cloned().collect();
    let batch = format!("batch-{}", ordered.batches.len());
    let text = format!(r#"{{"BatchId":"{batch}","Events":[{}]}}"#, events.join(","));
    ordered.batches.insert(batch, events);
    text
}

fn delete(ordered: &mut ScriptedAnswer, key: &str, body: &Bytes) -> Response {
    if ordered.failing_deletes > 0 {
        ordered.failing_deletes -= 1;
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    let batch = ordered.batches.get(body["BatchId"].as_str().unwrap()).cloned().unwrap_or_default();
    ordered.queues.entry(key.to_owned()).or_default().retain(|event| !batch.contains(event));
    StatusCode::NO_CONTENT.into_response()
}

/// What keys in use need, with this upstream.
pub fn ground(upstream: &str) -> RelayContext {
    let retention = Retention { age: jiff::SignedDuration::from_hours(1), bytes: 1_000_000 };
    let folder = tempfile::tempdir().unwrap();
    RelayContext {
        upstream: upstream.parse().unwrap(),
        http: super::upstream::http().unwrap(),
        secret: Secret::open(folder.path()).unwrap(),
        store: Arc::new(Store::spawn_blocking(redb::backends::InMemoryBackend::new(), retention).unwrap()),
        metrics: Arc::default(),
        pause: std::time::Duration::from_millis(100),
        sockets: (10, 10),
        shutdown: Shutdown::default(),
    }
}
