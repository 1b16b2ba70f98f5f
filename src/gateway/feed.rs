//! The live feed: `feed`, a WebSocket on which every event arrives that the API's queue would give, by the protocol that
//! [`jetstream_api::feed`] describes.

mod follower;
mod log;
mod ring;
mod socket;

use std::{future::Future, sync::Arc};

use axum::{
    Extension, Router,
    extract::{State, ws::WebSocketUpgrade},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::any,
};
use jetstream_api::{
    feed::{Close, PROTOCOL},
    key::AccessKey,
};
use jiff::Timestamp;

use crate::{client_addr::ClientAddr, concurrency_limit::ConcurrencyLimit, origin::Origins, shutdown::Shutdown};
pub use log::{Heartbeat, LaggedBehind, Log, Position, Resumed};
pub use ring::{Limits, Ring};

/// The longest frame of a client, in bytes: a hello holds a key and a cursor.
const LONGEST_FRAME: usize = 4 * 1024;
/// The most connections that are being told why they cannot come in; one more gets no upgrade.
const MOST_REFUSED: u32 = 128;

/// Where a feed's events come from.
pub trait FeedSource: Send + Sync + 'static {
    /// What it is called in the `ready` frame.
    const NAME: &'static str;

    /// What a connection follows. It is kept as long as the connection lasts.
    type FeedLog: Log;

    /// The events that this key may see, or why there are none for it.
    fn open(&self, key: &AccessKey) -> impl Future<Output = Result<Self::FeedLog, Close>> + Send;

    /// The clock that events, countdowns and silences are measured by.
    fn now(&self) -> Timestamp;

    /// Does that clock go as fast as the client's own? Otherwise the client is told the time every second.
    fn is_real_time(&self) -> bool;

    /// So many events were sent to a client.
    fn sent(&self, _events: usize) {}
}

/// How many connections there may be.
#[derive(Debug, Clone, Copy)]
pub struct Sockets {
    /// In all; one more is asked to try later.
    pub all: u32,
    /// From one peer.
    pub per_peer: usize,
    /// That have not been accepted yet: those that say nothing, and those whose key is being looked at.
    pub greeting: u32,
    /// Of those, from one peer.
    pub greeting_per_peer: usize,
}

impl Default for Sockets {
    /// Where everybody is at home: as many as there is room for.
    fn default() -> Self {
        Self { all: 1_024, per_peer: 1_024, greeting: 1_024, greeting_per_peer: 1_024 }
    }
}

/// Whom a place is counted for. Only a connection that is no network connection has no peer.
type PermitHolder = Option<ClientAddr>;

/// The feed of one source.
pub struct Feed<S> {
    source: Arc<S>,
    origins: Origins,
    places: ConcurrencyLimit<PermitHolder>,
    greeting: ConcurrencyLimit<PermitHolder>,
    refused: ConcurrencyLimit<()>,
    shutdown: Shutdown,
}

impl<S: FeedSource> Feed<S> {
    /// A feed that the pages of these origins may open.
    pub fn new(source: Arc<S>, origins: Origins, sockets: Sockets, shutdown: Shutdown) -> Self {
        Self {
            source,
            origins,
            places: ConcurrencyLimit::new(sockets.all, sockets.per_peer),
            greeting: ConcurrencyLimit::new(sockets.greeting, sockets.greeting_per_peer),
            refused: ConcurrencyLimit::new(MOST_REFUSED, MOST_REFUSED as usize),
            shutdown,
        }
    }

    /// The route.
    pub fn routes(self: Arc<Self>) -> Router {
        Router::new().route("/feed", any(open::<S>)).with_state(self)
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.places.in_use()
    }

    /// Waits until every connection is closed.
    pub async fn is_empty(&self) {
        self.places.empty().await;
    }
}

/// Upgrades. Who may not come in is told by a close code, since a browser cannot read the answer to a refused upgrade.
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
        true => match (feed.places.try_acquire(peer), feed.greeting.try_acquire(peer)) {
            (Some(place), Some(hello)) => {
                return upgrade.on_upgrade(async move |socket| {
                    socket::serve_socket(socket, &feed, hello).await;
                    drop(place);
                });
            }
            _ => Close::TryLater,
        },
    };
    // To say so takes a while where the other side does not listen, and must not become a way round the limit.
    let Some(place) = feed.refused.try_acquire(()) else {
        return (StatusCode::SERVICE_UNAVAILABLE, "There are too many connections. Try again later.\n").into_response();
    };
    upgrade.on_upgrade(async move |socket| {
        socket::refuse(socket, why).await;
        drop(place);
    })
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
