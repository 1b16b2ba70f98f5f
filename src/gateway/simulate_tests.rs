//! Tests of the whole gateway from the view of a client.

use super::*;
use crate::testing::{Got, Raw, connect, options, start};
use jetstream_api::feed::Frame;
use serde_json::Value;
use std::{
    collections::HashSet,
    io::{self, Write},
    net::SocketAddr,
    sync::Mutex,
};
use tokio::net::TcpListener;

const LOCKDOWN: &str = "3/devices/Security%20Cabinet%201/lockdown";

async fn get(address: SocketAddr, path: &str, headers: &str) -> String {
    let mut client = Raw::connect(address).await;
    client.ask("GET", path, headers, "").await;
    client.answer().await
}

#[tokio::test]
async fn everything_stands_below_the_base() {
    let gateway = start(&["--base", "/tools/jetstream"]).await;
    assert_eq!(gateway.url, format!("http://{}/tools/jetstream/", gateway.address));
    for path in ["3/regions", "healthz", "config.json", "simulator", "simulator/asked"] {
        let inside = get(gateway.address, &format!("/tools/jetstream/{path}"), "").await;
        assert!(inside.starts_with("HTTP/1.1 200"), "{path}: {inside}");
        let outside = get(gateway.address, &format!("/{path}"), "").await;
        assert!(outside.starts_with("HTTP/1.1 404"), "{path}: {outside}");
    }
}

#[tokio::test]
async fn the_generated_configuration_names_this_gateway_and_its_demo_key() {
    let gateway = start(&[]).await;
    let answer = get(gateway.address, "/config.json", "").await;
    let config: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    let expected = serde_json::json!({
        "environments": [{ "label": "Simulated fleet", "api": "3", "feed": "feed", "demoKey": DEMO_KEY, "simulated": true }],
        "parentOrigins": [format!("http://{}", gateway.address), format!("http://localhost:{}", gateway.address.port())],
        "readOnly": false,
    });
    assert_eq!(config, expected);
}

#[tokio::test]
async fn a_given_configuration_is_served_and_decides_the_policy() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    write!(file, r#"{{"environments":[{{"label":"A","api":"https://a.example/3"}}]}}"#).unwrap();
    let gateway = start(&["--config", file.path().to_str().unwrap()]).await;
    let answer = get(gateway.address, "/config.json", "").await;
    assert!(answer.contains("https://a.example/3") && !answer.contains("demoKey"), "{answer}");
    assert!(answer.contains("connect-src 'self' https://a.example;"), "{answer}");
}

#[tokio::test]
async fn a_page_of_another_host_may_call_when_it_is_told_so() {
    let gateway = start(&["--cors", "https://page.example"]).await;
    let mut client = Raw::connect(gateway.address).await;
    let asks = "Origin: https://page.example\r\nAccess-Control-Request-Method: POST\r\n";
    client.ask("OPTIONS", &format!("/{LOCKDOWN}"), asks, "").await;
    let preflight = client.answer().await.to_lowercase();
    assert!(preflight.starts_with("http/1.1 200"), "{preflight}");
    assert!(preflight.contains("access-control-allow-origin: https://page.example\r\n"), "{preflight}");
    // A page can read errors, too, only with the header.
    let refusal = get(gateway.address, "/3/devices/%FF", "Origin: https://page.example\r\n").await.to_lowercase();
    assert!(refusal.contains("access-control-allow-origin: https://page.example\r\n"), "{refusal}");
}

#[tokio::test]
async fn what_compresses_is_compressed() {
    let gateway = start(&[]).await;
    for encoding in ["br", "gzip"] {
        let mut client = Raw::connect(gateway.address).await;
        client.ask("GET", "/3/devices", &format!("Accept-Encoding: {encoding}\r\n"), "").await;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(tokio::io::AsyncReadExt::read_u8(&mut client.0).await.unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        assert!(head.contains(&format!("content-encoding: {encoding}")), "{head}");
    }
}

#[tokio::test]
async fn the_feed_carries_every_event_that_was_issued_and_both_of_a_command() {
    let gateway = start(&["--rate", "50"]).await;
    let mut feed = connect(gateway.address).await;
    let retained = feed.ready(DEMO_KEY, None).await.retained.unwrap();
    let mut client = Raw::connect(gateway.address).await;
    client.ask("POST", &format!("/{LOCKDOWN}"), "", r#"{"Hours":4}"#).await;
    let answer: Value = serde_json::from_str(client.answer().await.split_once("\r\n\r\n").unwrap().1).unwrap();
    client.ask("POST", "/simulator/advance", "", r#"{"seconds":60}"#).await;
    let state: Value = serde_json::from_str(client.answer().await.split_once("\r\n\r\n").unwrap().1).unwrap();
    let issued = state["issued"].as_u64().unwrap();
    assert!(issued > retained + 2_900, "{issued} of which {retained} before");

    let (mut ids, mut of_the_command) = (HashSet::new(), Vec::new());
    while (ids.len() as u64) < issued {
        let Got::Frame(frame) = feed.next().await else { panic!("closed") };
        let Frame::Events { events, .. } = frame else { continue };
        for event in events {
            let event: Value = serde_json::from_str(event.get()).unwrap();
            if event["CommandId"] == answer["CommandId"] {
                of_the_command.push(event["Type"].as_str().unwrap().to_owned());
            }
            assert!(ids.insert(event["EventId"].as_str().unwrap().to_lowercase()), "twice: {event}");
        }
    }
    of_the_command.sort();
    assert_eq!(of_the_command, ["CommandCompletionEvent", "CommandQueuedEvent"]);
    let hash = ids.iter().map(|id| jetstream_api::hash::fnv1a(id)).fold(0_u64, u64::wrapping_add);
    assert_eq!(state["hash"], format!("{hash:016x}"));
}

#[tokio::test]
async fn a_jump_is_told_on_the_feed() {
    let gateway = start(&[]).await;
    let mut feed = connect(gateway.address).await;
    feed.ready(DEMO_KEY, None).await;
    let mut client = Raw::connect(gateway.address).await;
    client.ask("POST", "/simulator/advance", "", r#"{"seconds":3600}"#).await;
    loop {
        match feed.next().await {
            // At this speed the time is sent every second, so an older beat may arrive first.
            Got::Frame(Frame::Beat { now }) if now == "2026-05-19T14:00:00Z" => break,
            Got::Frame(_) => {}
            Got::Closed(code) => panic!("{code}"),
        }
    }
}

#[tokio::test]
async fn what_is_wrong_at_the_start_is_said_in_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().to_str().unwrap().to_owned();
    let missing = folder.path().join("missing.json").to_str().unwrap().to_owned();
    for (option, value, said) in [
        ("--listen", address.as_str(), format!("Cannot listen on {address}: ")),
        ("--listen", "nowhere", "Cannot listen on nowhere: ".to_owned()),
        ("--assets", &empty, format!("There is no index.html in {empty}. ")),
        ("--config", &missing, format!("The configuration {missing} cannot be used: it cannot be read: ")),
    ] {
        let mut options = options(&[]);
        match option {
            "--listen" => options.site.listen = value.to_owned(),
            "--assets" => options.site.assets = Some(value.into()),
            _ => options.site.config = Some(value.into()),
        }
        let error = Gateway::bind(&options, Limits::default()).await.map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with(&said), "{error}");
        assert!(error.ends_with('.') && !error.contains('\n'), "{error}");
    }
}

/// All that this process logs, at the finest level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_access_key_is_never_logged() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone());
    // For all threads: the log of other tests must not contain the key either.
    tracing::subscriber::set_global_default(lines.finish()).unwrap();

    let gateway = start(&[]).await;
    get(gateway.address, "/3/devices/Logged", "").await;
    connect(gateway.address).await.ready(DEMO_KEY, None).await;
    let mut refused = connect(gateway.address).await;
    refused.hello("3f2504e0-4f89-41d3-9a0c-0305e82c3301", None).await;

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/3/devices/Logged"), "requests are logged: {log}");
    assert!(!log.contains(DEMO_KEY) && !log.contains("3f2504e0"), "{log}");
}
