//! Tests of refused connections and their close codes.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::*;
use crate::{origin::Origin, testing::connect_from};

#[tokio::test]
async fn a_client_that_says_nothing_is_closed_after_ten_seconds() {
    let setup = Setup::new().await;
    let before = Instant::now();
    let mut client = setup.connect().await;
    tokio::time::pause();
    let connected = Instant::now();
    client.closes_with(Close::NoHello).await;
    // The ten seconds begin with the upgrade: after the first of the two, and before the second.
    let limit = Duration::from_secs(10);
    assert!(before.elapsed() >= limit, "{:?}", before.elapsed());
    // Timers are exact to a millisecond.
    assert!(connected.elapsed() <= limit + Duration::from_millis(1), "{:?}", connected.elapsed());
}

#[tokio::test]
async fn keys_that_are_not_accepted_or_are_none_are_refused() {
    let setup = Setup::new().await;
    for key in ["00000000-0000-4000-8000-000000000000", "secret", ""] {
        let mut client = setup.connect().await;
        match client.hello(key, None).await {
            Got::Closed(code) => assert_eq!(code, Close::BadKey.code(), "{key}"),
            Got::Frame(frame) => panic!("{frame:?}"),
        }
    }
}

#[tokio::test]
async fn first_frames_that_are_no_hello_are_refused() {
    let setup = Setup::new().await;
    let goodbye = format!(r#"{{"type":"goodbye","accessKey":"{KEY}"}}"#);
    let no_key = r#"{"type":"hello"}"#;
    for text in ["", "hello", "[]", "{", no_key, &goodbye] {
        let mut client = setup.connect().await;
        client.say(text).await;
        client.closes_with(Close::BadFrame).await;
    }
    let mut client = setup.connect().await;
    let hello = format!(r#"{{"type":"hello","accessKey":"{KEY}"}}"#);
    client.0.send(Message::binary(hello)).await.unwrap();
    client.closes_with(Close::BadFrame).await;
}

#[tokio::test]
async fn a_frame_that_is_too_long_is_refused_before_it_is_read() {
    let setup = Setup::new().await;
    for bytes in [LONGEST_FRAME + 1, 8 * 1024 * 1024] {
        let (mut sending, mut receiving) = setup.connect().await.0.split();
        // The server does not read all of it, so this may never complete.
        tokio::spawn(async move { sending.send(Message::text("x".repeat(bytes))).await });
        let Some(Ok(Message::Close(Some(close)))) = receiving.next().await else { panic!("{bytes}: no close") };
        assert_eq!(u16::from(close.code), Close::BadFrame.code());
    }
}

#[tokio::test]
async fn a_second_frame_is_one_too_many() {
    let setup = Setup::new().await;
    let mut client = setup.connect().await;
    client.ready(KEY, None).await;
    client.say(r#"{"type":"hello"}"#).await;
    client.closes_with(Close::BadFrame).await;
}

#[tokio::test]
async fn pages_of_other_origins_are_let_in_only_to_be_told() {
    let listed = Origins::listed(vec![Origin::parse("https://portal.example").unwrap()]);
    let setup = Setup::with(Limits::default(), true, listed).await;
    for origin in ["https://evil.example", "null"] {
        connect_from(setup.address, Some(origin)).await.closes_with(Close::Origin).await;
    }
    let own = format!("http://{}", setup.address);
    for origin in [None, Some(own.as_str()), Some("https://portal.example")] {
        connect_from(setup.address, origin).await.ready(KEY, None).await;
    }
}

#[tokio::test]
async fn without_the_subprotocol_there_is_no_upgrade() {
    let setup = Setup::new().await;
    for protocol in [None, Some("jetstream-feed.v2")] {
        let stream = TcpStream::connect(setup.address).await.unwrap();
        match upgrade(stream, "host", protocol, None).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), StatusCode::BAD_REQUEST),
            other => panic!("{protocol:?}: {}", other.is_ok()),
        }
    }
}

#[tokio::test]
async fn at_the_end_everybody_is_asked_to_come_back_later() {
    let setup = Setup::new().await;
    let (mut talking, mut silent) = (setup.connect().await, setup.connect().await);
    talking.ready(KEY, None).await;
    setup.shutdown.begin();
    talking.closes_with(Close::TryLater).await;
    silent.closes_with(Close::TryLater).await;
    drop((talking, silent));
    setup.feed.is_empty().await;
}

#[tokio::test]
async fn one_connection_too_many_is_asked_to_come_back_later() {
    let sockets = SocketLimits { all: 2, ..SocketLimits::default() };
    let setup = Setup::with_sockets(Limits::default(), true, Origins::default(), sockets).await;
    let mut first = setup.connect().await;
    first.ready(KEY, None).await;
    let second = setup.connect().await;
    setup.connect().await.closes_with(Close::TryLater).await;
    drop((first, second));
    setup.feed.is_empty().await;
    setup.connect().await.ready(KEY, None).await;
}

#[tokio::test]
async fn those_who_say_nothing_leave_room_for_those_who_do() {
    let sockets = SocketLimits { greeting_per_peer: 2, ..SocketLimits::default() };
    let setup = Setup::with_sockets(Limits::default(), true, Origins::default(), sockets).await;
    let mut accepted = setup.connect().await;
    accepted.ready(KEY, None).await;
    let silent = [setup.connect().await, setup.connect().await];
    setup.connect().await.closes_with(Close::TryLater).await;
    setup.issue(1);
    assert_eq!(accepted.events().await.0, numbered(0..1), "who was accepted is not counted any longer");
    drop(silent);
}

#[tokio::test]
async fn a_log_that_ends_closes_its_connections_with_the_reason() {
    let setup = Setup::new().await;
    let mut client = setup.connect().await;
    client.ready(KEY, None).await;
    setup.source.ring.close(Close::BadKey);
    client.closes_with(Close::BadKey).await;
}
