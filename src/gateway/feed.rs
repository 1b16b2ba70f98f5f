//! The live feed: `feed`, a WebSocket on which every event arrives that the API's queue would give, by the protocol that
//! [`jetstream_api::feed`] describes.

mod follower;
mod ring;
mod socket;

use std::{future::Future, sync::Arc};

use axum::{
    Router,
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
use tokio::sync::Semaphore;

use crate::{origin::Origins, shutdown::Shutdown};
pub use ring::{Limits, Ring};

/// The most connections at a time; one more is asked to try later.
const MOST_SOCKETS: u32 = 1_024;
/// The longest frame of a client, in bytes: a hello holds a key and a cursor.
const LONGEST_FRAME: usize = 4 * 1024;

/// Where a feed's events come from.
pub trait Source: Send + Sync + 'static {
    /// What it is called in the `ready` frame.
    const NAME: &'static str;

    /// The events that this key may see; `None` when the key is not accepted.
    fn open(&self, key: &AccessKey) -> impl Future<Output = Option<Arc<Ring>>> + Send;

    /// The clock that events, countdowns and silences are measured by.
    fn now(&self) -> Timestamp;

    /// Does that clock go as fast as the client's own? Otherwise the client is told the time every second.
    fn is_real_time(&self) -> bool;
}

/// The feed of one source.
pub struct Feed<S> {
    source: Arc<S>,
    origins: Origins,
    places: Arc<Semaphore>,
    shutdown: Shutdown,
}

impl<S: Source> Feed<S> {
    /// A feed that the pages of these origins may open.
    pub fn new(source: Arc<S>, origins: Origins, shutdown: Shutdown) -> Self {
        Self { source, origins, places: Arc::new(Semaphore::new(MOST_SOCKETS as usize)), shutdown }
    }

    /// The route.
    pub fn routes(self: Arc<Self>) -> Router {
        Router::new().route("/feed", any(open::<S>)).with_state(self)
    }

    /// Waits until every connection is closed.
    pub async fn is_empty(&self) {
        // Nobody closes the semaphore, so this ends when all places are free.
        let _ = self.places.acquire_many(MOST_SOCKETS).await;
    }
}

/// Upgrades. Who may not come in is told by a close code, since a browser cannot read the answer to a refused upgrade.
async fn open<S: Source>(State(feed): State<Arc<Feed<S>>>, headers: HeaderMap, upgrade: WebSocketUpgrade) -> Response {
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(LONGEST_FRAME).max_frame_size(LONGEST_FRAME);
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, format!("The subprotocol {PROTOCOL} is needed.\n")).into_response();
    }
    let is_allowed = feed.origins.allow(&headers);
    let place = Arc::clone(&feed.places).try_acquire_owned();
    upgrade.on_upgrade(async move |socket| {
        match &place {
            _ if !is_allowed => socket::refuse(socket, Close::Origin).await,
            Err(_) => socket::refuse(socket, Close::TryLater).await,
            Ok(_) => socket::converse(socket, &*feed.source, &feed.shutdown).await,
        }
        drop(place);
    })
}

#[cfg(test)]
#[path = "feed_tests.rs"]
mod tests;
