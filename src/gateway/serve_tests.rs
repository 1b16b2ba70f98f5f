//! Tests of the accept loop of the HTTP server.

use super::*;
use crate::{responses::cut, testing::Raw};
use axum::routing::get;
use std::net::SocketAddr;
use tokio::sync::Notify;

async fn start(router: Router) -> (SocketAddr, Shutdown, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, shutdown) = (listener.local_addr().unwrap(), Shutdown::default());
    let end = shutdown.clone();
    (address, shutdown, tokio::spawn(async move { serve(listener, router, 4, &end).await }))
}

#[tokio::test]
async fn a_cut_connection_carries_not_one_byte_of_an_answer_also_after_others() {
    let router = Router::new().route("/whole", get(async || "whole")).route("/cut", get(async || cut()));
    let (address, ..) = start(router).await;
    let mut client = Raw::connect(address).await;
    for _ in 0..3 {
        client.send("GET /whole HTTP/1.1\r\nHost: test\r\n\r\n").await;
        assert!(client.answer().await.ends_with("whole"));
    }
    client.send("GET /cut HTTP/1.1\r\nHost: test\r\n\r\n").await;
    assert_eq!(client.rest().await, "");
}

#[tokio::test]
async fn an_answer_under_way_is_finished_at_the_end_and_idle_connections_are_closed() {
    let (asked, ready) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, wait) = (Arc::clone(&asked), Arc::clone(&ready));
    let slow = async move || {
        tell.notify_one();
        wait.notified().await;
        "slow"
    };
    let (address, shutdown, ended) = start(Router::new().route("/slow", get(slow))).await;
    let (mut busy, mut idle) = (Raw::connect(address).await, Raw::connect(address).await);
    busy.send("GET /slow HTTP/1.1\r\nHost: test\r\n\r\n").await;
    asked.notified().await;
    shutdown.begin();
    assert_eq!(idle.rest().await, "");
    ready.notify_one();
    assert!(busy.rest().await.ends_with("slow"));
    ended.await.unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn work_for_a_client_that_goes_away_is_dropped() {
    struct Dropped(Arc<Notify>);
    impl Drop for Dropped {
        fn drop(&mut self) {
            self.0.notify_one();
        }
    }
    let (asked, dropped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (tell, told) = (Arc::clone(&asked), Arc::clone(&dropped));
    let never = async move || {
        let _dropped = Dropped(Arc::clone(&told));
        tell.notify_one();
        std::future::pending::<()>().await;
    };
    let (address, ..) = start(Router::new().route("/never", get(never))).await;
    let mut client = Raw::connect(address).await;
    client.send("GET /never HTTP/1.1\r\nHost: test\r\n\r\n").await;
    asked.notified().await;
    drop(client);
    dropped.notified().await;
}

#[tokio::test]
async fn a_peer_with_too_many_connections_is_hung_up_on() {
    let (address, ..) = start(Router::new().route("/", get(async || "there"))).await;
    let mut open = Vec::new();
    for _ in 0..4 {
        let mut client = Raw::connect(address).await;
        client.send("GET / HTTP/1.1\r\nHost: test\r\n\r\n").await;
        assert!(client.answer().await.ends_with("there"));
        open.push(client);
    }
    assert_eq!(Raw::connect(address).await.rest().await, "");
}
