//! Test helpers: a gateway on a free port, and a client of its feed.

use std::net::SocketAddr;

use axum::http::Uri;
use clap::Parser;
use futures_util::{SinkExt, StreamExt};
use jetstream_api::feed::{Close, Frame, Hello, PROTOCOL, Ready};
use jetstream_simulator::DEMO_KEY;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::ClientRequestBuilder},
};

use crate::{
    cli::{Cli, Command, Simulate},
    feed::Limits,
    shutdown::Shutdown,
    simulate::Gateway,
};

/// The start of every simulation here.
pub const START: &str = "2026-05-19T13:00:00Z";

/// The options of `simulate`, with a clock that is stopped at [`START`].
pub fn options(more: &[&str]) -> Simulate {
    let fixed = ["gateway", "simulate", "--listen", "127.0.0.1:0", "--start", START];
    // `--speed` may be given only once.
    let speed: &[&str] = if more.contains(&"--speed") { &[] } else { &["--speed", "0"] };
    match Cli::parse_from(fixed.iter().chain(speed).chain(more)).command() {
        Command::Simulate(options) => options,
        Command::Relay(_) | Command::Headers(_) => unreachable!(),
    }
}

/// A gateway that runs until this is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub url: String,
    pub shutdown: Shutdown,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.begin();
    }
}

pub async fn start(more: &[&str]) -> Running {
    let gateway = Gateway::bind(&options(more), Limits::default()).await.unwrap();
    let (address, url, shutdown) = (gateway.server.address, gateway.url(), gateway.shutdown());
    tokio::spawn(gateway.run());
    Running { address, url, shutdown }
}

/// Something received over the feed.
#[derive(Debug)]
pub enum Got {
    Frame(Frame),
    Closed(u16),
}

/// A client of the feed.
pub struct Client<S>(pub WebSocketStream<S>);

pub async fn connect(address: SocketAddr) -> Client<TcpStream> {
    connect_from(address, None).await
}

pub async fn connect_from(address: SocketAddr, origin: Option<&str>) -> Client<TcpStream> {
    let stream = TcpStream::connect(address).await.unwrap();
    upgrade(stream, &address.to_string(), Some(PROTOCOL), origin).await.unwrap()
}

pub async fn upgrade<S>(stream: S, host: &str, protocol: Option<&str>, origin: Option<&str>) -> Result<Client<S>, Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let uri: Uri = format!("ws://{host}/feed").parse().unwrap();
    let mut request = ClientRequestBuilder::new(uri);
    if let Some(protocol) = protocol {
        request = request.with_sub_protocol(protocol);
    }
    if let Some(origin) = origin {
        request = request.with_header("Origin", origin);
    }
    Ok(Client(client_async(request, stream).await?.0))
}

impl<S: AsyncRead + AsyncWrite + Unpin> Client<S> {
    pub async fn say(&mut self, text: impl Into<String>) {
        self.0.send(Message::text(text.into())).await.unwrap();
    }

    /// Sends a hello, and returns the first thing received.
    pub async fn hello(&mut self, key: &str, after: Option<&str>) -> Got {
        self.say(Hello { access_key: key.to_owned(), after: after.map(str::to_owned) }.to_text()).await;
        self.next().await
    }

    /// Sends a hello with a valid key, and returns the first frame.
    pub async fn ready(&mut self, key: &str, after: Option<&str>) -> Ready {
        match self.hello(key, after).await {
            Got::Frame(Frame::Ready(ready)) => ready,
            other => panic!("ready was expected: {other:?}"),
        }
    }

    pub async fn next(&mut self) -> Got {
        loop {
            return match self.0.next().await.expect("a frame or a close").expect("no broken connection") {
                Message::Text(text) => Got::Frame(Frame::parse(&text).unwrap()),
                Message::Close(frame) => Got::Closed(frame.map_or(1005, |frame| frame.code.into())),
                _ => continue,
            };
        }
    }

    /// The next frame of events: their texts, and the cursor after them.
    pub async fn events(&mut self) -> (Vec<String>, String) {
        match self.next().await {
            Got::Frame(Frame::Events { cursor, events }) => {
                (events.iter().map(|event| event.get().to_owned()).collect(), cursor)
            }
            other => panic!("events were expected: {other:?}"),
        }
    }

    pub async fn closes_with(&mut self, close: Close) {
        match self.next().await {
            Got::Closed(code) => assert_eq!(Close::from_code(code), Some(close), "{code}"),
            Got::Frame(frame) => panic!("{close:?} was expected: {frame:?}"),
        }
    }
}

/// An HTTP client that reads and writes plain bytes.
pub struct Raw(pub TcpStream);

impl Raw {
    pub async fn connect(address: SocketAddr) -> Self {
        Self(TcpStream::connect(address).await.unwrap())
    }

    pub async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// Sends a request with the demo key.
    pub async fn ask(&mut self, method: &str, path: &str, headers: &str, body: &str) {
        let fixed = format!("Host: test\r\nAccessKey: {DEMO_KEY}\r\nContent-Length: {}", body.len());
        self.send(&format!("{method} {path} HTTP/1.1\r\n{fixed}\r\n{headers}\r\n{body}")).await;
    }

    /// One answer: its head and its body.
    pub async fn answer(&mut self) -> String {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            bytes.push(self.0.read_u8().await.unwrap());
        }
        let head = String::from_utf8(bytes.clone()).unwrap().to_lowercase();
        let length = head.split_once("content-length: ").and_then(|(_, rest)| rest.split("\r\n").next()?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut body).await.unwrap();
        bytes.extend(body);
        String::from_utf8(bytes).unwrap()
    }

    /// Reads everything until the other side closes.
    pub async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        // A reset is a close as well.
        let _ = self.0.read_to_end(&mut bytes).await;
        String::from_utf8(bytes).unwrap()
    }
}
