//! The live feed, `feed`: a WebSocket that sends every event that the API's queue would return, by the protocol described in
//! [`jetstream_api::feed`].

mod follower;
mod frame;
mod log;
mod ring;
mod socket;
mod socket_limits;
mod source;

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::{State, ws::WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::any,
};
use jetstream_api::feed::{Close, PROTOCOL};

use crate::{client_addr::ClientAddr, concurrency_limit::ConcurrencyLimit, origin::Origins, shutdown::Shutdown};
pub use log::{FeedLog, Heartbeat, LaggedBehind, Position, Resumed};
pub use ring::{Limits, Ring};
use socket_limits::PermitHolder;
pub use socket_limits::SocketLimits;
pub use source::FeedSource;

/// The longest frame of a client, in bytes: a hello holds a key and a cursor.
const LONGEST_FRAME: usize = 4 * 1024;
/// The most connections that are being refused with a close code; one more gets no upgrade.
const MOST_REFUSED: u32 = 128;

/// The feed of one source.
pub struct Feed<S> {
    source: Arc<S>,
    origins: Origins,
    connections: ConcurrencyLimit<PermitHolder>,
    greeting: ConcurrencyLimit<PermitHolder>,
    refused: ConcurrencyLimit<()>,
    shutdown: Shutdown,
}

impl<S: FeedSource> Feed<S> {
    /// A feed that the pages of these origins may open.
    pub fn new(source: Arc<S>, origins: Origins, sockets: SocketLimits, shutdown: Shutdown) -> Self {
        Self {
            source,
            origins,
            connections: ConcurrencyLimit::new(sockets.all, sockets.per_peer),
            greeting: ConcurrencyLimit::new(sockets.greeting, sockets.greeting_per_peer),
            refused: ConcurrencyLimit::new(MOST_REFUSED, MOST_REFUSED as usize),
            shutdown,
        }
    }

    /// The route.
    pub fn routes(self: Arc<Self>) -> Router {
        Router::new().route("/feed", any(open::<S>)).with_state(self)
    }

    /// The number of connections.
    pub fn connections(&self) -> usize {
        self.connections.in_use()
    }

    /// Waits until every connection is closed.
    pub async fn is_empty(&self) {
        self.connections.empty().await;
    }
}

/// Upgrades a request. A refused one is upgraded as well and then closed with a code: a browser cannot read the response to a refused
/// upgrade.
async fn open<S: FeedSource>(
    State(feed): State<Arc<Feed<S>>>,
    peer: Option<Extension<ClientAddr>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(LONGEST_FRAME).max_frame_size(LONGEST_FRAME);
    // Each connection has such a buffer from the first moment on, of 128 KiB unless told otherwise.
    let upgrade = upgrade.read_buffer_size(LONGEST_FRAME);
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, format!("The subprotocol {PROTOCOL} is needed.\n")).into_response();
    }
    let peer = peer.map(|Extension(peer)| peer);
    let why = match feed.origins.allow(&headers) {
        false => Close::Origin,
        true => match (feed.connections.try_acquire(peer), feed.greeting.try_acquire(peer)) {
            (Some(permit), Some(hello)) => {
                return upgrade.on_upgrade(async move |socket| {
                    socket::serve_socket(socket, &*feed.source, &feed.shutdown, hello).await;
                    drop(permit);
                });
            }
            _ => Close::TryLater,
        },
    };
    // Sending the code takes a while if the client does not read, and must not become a way round the limit.
    let Some(permit) = feed.refused.try_acquire(()) else {
        return (StatusCode::SERVICE_UNAVAILABLE, "There are too many connections. Try again later.\n").into_response();
    };
    upgrade.on_upgrade(async move |socket| {
        socket::refuse(socket, why).await;
        drop(permit);
    })
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
