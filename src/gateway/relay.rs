//! `relay`: a server of the dashboard in front of a Jetstream elsewhere. It passes API calls on, and stores and distributes events.
//!
//! | module | contents |
//! |---|---|
//! | [`upstream`] | the client for the Jetstream that is relayed: every call is sent once |
//! | [`proxy`], [`upstream_response`] | the API calls of pages, passed on, and their responses |
//! | [`relayed_source`] | the relay as a source of the feed: a connection opens the log of its key |
//! | [`key_check`] | the check whether Jetstream accepts a key |
//! | [`key_feeds`], [`key_feed`], [`subscription`] | the keys in use, the events of each, and the connections that follow them |
//! | [`drain_task`], [`event_store_writer`], [`backoff`] | one task per key: reads its queue, stores the events, deletes them ([`jetstream_api::queue_drain`]) |
//! | [`store`], [`secret`], [`data_dir`] | the files: events, and the secret of the hashes that replace keys |
//! | [`cleanup_task`] | the deletion of expired events |
//! | [`metrics`], [`context`], [`error`], [`blocking`] | counters, shared dependencies, start errors, a helper for blocking calls |

pub mod backoff;
pub mod blocking;
pub mod cleanup_task;
pub mod context;
pub mod data_dir;
pub mod drain_task;
pub mod error;
pub mod event_store_writer;
pub mod key_check;
pub mod key_feed;
pub mod key_feeds;
pub mod metrics;
pub mod proxy;
pub mod relayed_source;
pub mod secret;
pub mod store;
pub mod subscription;
pub mod upstream;
pub mod upstream_response;

use std::sync::Arc;

use axum::{Router, middleware::from_fn};
use jiff::SignedDuration;
use tokio::time::timeout;

use crate::{
    cli, client_addr,
    config::Config,
    embedding,
    feed::{Feed, FeedSource, SocketLimits},
    health,
    http_server::HttpServer,
    serve::{FINISHING, MOST_CONNECTIONS},
    shutdown::Shutdown,
};
use context::RelayContext;
use error::RelayError;
use key_feeds::{KeyFeeds, SubscriptionLimits};
use metrics::{Gauges, Metrics};
use proxy::Proxy;
use relayed_source::RelaySource;
use secret::Secret;
use store::{Retention, Store};

/// The most connections from one client address, without those of the feed.
const CONNECTIONS_PER_PEER: usize = 256;
/// The most feed connections that are not accepted yet, in all and from one client address.
const GREETING: (u32, usize) = (256, 32);

/// A relay that has opened its files and its port, and does not respond yet.
pub struct Relay {
    pub(crate) server: HttpServer,
    api: Router,
    others: Router,
    per_peer: usize,
    context: Arc<RelayContext>,
    feeds: Arc<KeyFeeds>,
    feed: Arc<Feed<RelaySource>>,
}

impl Relay {
    /// Opens the data directory and the port. All errors of the options are found here.
    pub async fn bind(options: &cli::Relay) -> Result<Self, RelayError> {
        let config = |origins| Config::relayed(options.upstream.host()).with_frame_ancestors(origins);
        let server = HttpServer::bind(&options.site, config).await?;
        let context = Arc::new(open_context(options)?);
        let feeds = Arc::new(KeyFeeds::new(SubscriptionLimits {
            all: options.sockets,
            per_key: options.sockets_per_key as usize,
        }));
        let source = Arc::new(RelaySource::new(Arc::clone(&context), Arc::clone(&feeds)));
        let feed = Feed::new(source, server.origins(), socket_limits(options), context.shutdown.clone());
        let feed = Arc::new(feed);
        let mut api = Proxy::new(Arc::clone(&context), Arc::clone(&feeds)).routes();
        let mut others = other_routes(&context, &feeds, &feed);
        let mut per_peer = CONNECTIONS_PER_PEER;
        if options.behind_proxy {
            api = api.layer(from_fn(client_addr::behind_proxy));
            others = others.layer(from_fn(client_addr::behind_proxy));
            // All connections come from the address of the proxy.
            per_peer = MOST_CONNECTIONS as usize;
        }
        tracing::info!(upstream = options.upstream.host(), "relaying");
        Ok(Self { server, api, others, per_peer, context, feeds, feed })
    }

    /// The URL under which a browser on this machine reaches it.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The signal that ends it: after it, [`Relay::run`] returns when all connections are closed and all drain tasks have ended.
    pub fn shutdown(&self) -> Shutdown {
        self.context.shutdown.clone()
    }

    /// Serves until the shutdown begins.
    pub async fn run(self) {
        let shutdown = self.shutdown();
        let store = Arc::clone(&self.context.store);
        let cleanup = tokio::spawn(cleanup_task::run(store, Arc::clone(&self.feeds), shutdown.clone()));
        self.server.serve(self.api, self.others, self.per_peer, &shutdown).await;
        let closed = async {
            self.feed.is_empty().await;
            self.feeds.wait_until_drain_tasks_end().await;
        };
        if timeout(FINISHING, closed).await.is_err() {
            tracing::warn!("some feed connections did not close, or a queue was still being read");
        }
        if let Err(error) = cleanup.await {
            tracing::error!(%error, "the cleanup task had panicked");
        }
    }
}

fn open_context(options: &cli::Relay) -> Result<RelayContext, RelayError> {
    let (secret, store) = open_data(options)?;
    if options.upstream.is_exposed() {
        tracing::warn!("access keys travel to the upstream in the clear; use https");
    }
    Ok(RelayContext {
        upstream: options.upstream.clone(),
        http: upstream::http()?,
        secret,
        store: Arc::new(store),
        metrics: Arc::new(Metrics::default()),
        pause: options.pause,
        shutdown: Shutdown::default(),
    })
}

fn open_data(options: &cli::Relay) -> Result<(Secret, Store), RelayError> {
    let folder = || options.data.clone();
    data_dir::create(&options.data).map_err(|source| RelayError::Folder { folder: folder(), source })?;
    let retention = Retention {
        age: SignedDuration::from_hours(24 * i64::from(options.retain_days)),
        bytes: u64::from(options.retain_megabytes) * 1_000_000,
    };
    // The store comes first: only the process that has locked it may read the secret, or create it.
    let store =
        Store::open(&options.data, retention).map_err(|source| RelayError::Store { folder: folder(), source })?;
    let secret = Secret::open(&options.data).map_err(|source| RelayError::Folder { folder: folder(), source })?;
    Ok((secret, store))
}

fn socket_limits(options: &cli::Relay) -> SocketLimits {
    let (greeting, greeting_per_peer) = GREETING;
    SocketLimits { all: options.sockets, per_peer: options.sockets_per_address as usize, greeting, greeting_per_peer }
}

/// The routes beside the API: the feed, metrics, the embedding example and the health check.
fn other_routes(context: &Arc<RelayContext>, feeds: &Arc<KeyFeeds>, feed: &Arc<Feed<RelaySource>>) -> Router {
    let is_healthy = {
        let store = Arc::clone(&context.store);
        move || store.is_healthy()
    };
    let gauges = {
        let (feed, feeds, is_healthy) = (Arc::clone(feed), Arc::clone(feeds), is_healthy.clone());
        move || Gauges { sockets: feed.connections(), keys: feeds.drain_tasks(), is_well: is_healthy() }
    };
    Arc::clone(feed)
        .routes()
        .merge(metrics::routes(Arc::clone(&context.metrics), gauges))
        .merge(embedding::routes())
        .merge(health::routes(RelaySource::NAME, is_healthy))
}

#[cfg(test)]
#[path = "relay/testing.rs"]
mod testing;
#[cfg(test)]
#[path = "relay/relay_tests.rs"]
mod tests;
