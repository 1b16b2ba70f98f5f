//! Test helpers that start the real program as a process and kill it, and clients of it.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, ChildStdout, Command, Stdio},
};

use futures_util::{SinkExt, StreamExt};
use jetstream_api::feed::{Frame, Hello, PROTOCOL};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::ClientRequestBuilder},
};

/// A gateway in a process of its own, killed (`kill -9`) when this is dropped.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
    _stdout: BufReader<ChildStdout>,
}

impl Process {
    /// Starts it and waits until it prints its address.
    pub fn start(words: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jetstream-gateway"));
        let command = command.args(words).args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.env("RUST_LOG", "error").spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim().trim_end_matches('/').rsplit('/').next().unwrap().parse().unwrap();
        Self { child, address, _stdout: stdout }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The contents of the file of this name that Linux has for the process in `/proc`.
    pub fn told(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id())).unwrap()
    }

    /// The memory that it uses, and the most that it has used, in kilobytes.
    pub fn memory(&self) -> (u64, u64) {
        let status = self.told("status");
        let of = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Opens the feed, from an address of this machine. `None` when the process is not there.
pub async fn open(address: SocketAddr, from: [u8; 4]) -> Option<WebSocketStream<TcpStream>> {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((from, 0).into()).unwrap();
    let stream = socket.connect(address).await.ok()?;
    let uri = format!("ws://{address}/feed").parse().unwrap();
    Some(client_async(ClientRequestBuilder::new(uri).with_sub_protocol(PROTOCOL), stream).await.ok()?.0)
}

/// Opens the feed and sends the hello.
pub async fn follow(address: SocketAddr, key: &str, after: Option<String>) -> Option<WebSocketStream<TcpStream>> {
    let mut socket = open(address, [127, 0, 0, 1]).await?;
    let hello = Hello { access_key: key.to_owned(), after };
    socket.send(Message::text(hello.to_text())).await.ok()?;
    Some(socket)
}

/// The next frame; `None` when the connection is over, however it ended.
pub async fn next(socket: &mut WebSocketStream<TcpStream>) -> Option<Frame> {
    loop {
        match socket.next().await? {
            Ok(Message::Text(text)) => return Some(Frame::parse(&text).unwrap()),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            _ => return None,
        }
    }
}

/// The simulator's own counts: the number of issued events, and the sum of their fingerprints.
pub async fn issued(simulator: &str) -> (u64, u64) {
    let state = reqwest::get(format!("{simulator}/simulator")).await.unwrap().text().await.unwrap();
    let state: serde_json::Value = serde_json::from_str(&state).unwrap();
    (state["issued"].as_u64().unwrap(), u64::from_str_radix(state["hash"].as_str().unwrap(), 16).unwrap())
}

/// Advances the simulator's time.
pub async fn advance(simulator: &str, seconds: f64) {
    let body = format!(r#"{{"seconds":{seconds}}}"#);
    let answer = reqwest::Client::new().post(format!("{simulator}/simulator/advance")).body(body).send().await.unwrap();
    assert!(answer.status().is_success());
}

/// Reads a key's queue for the first time, which subscribes the key: from here on the queue collects events.
pub async fn subscribe(simulator: &str, key: &str) {
    // Where calls fail at random, more than one may be needed.
    for _ in 0..20 {
        let read = reqwest::Client::new().get(format!("{simulator}/3/events")).header("AccessKey", key);
        if read.send().await.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
    }
    panic!("the queue cannot be read");
}
