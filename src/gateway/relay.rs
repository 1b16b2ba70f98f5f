//! `relay`: the dashboard, a Jetstream elsewhere, and a feed of its events, from one origin.
//!
//! | part | what |
//! |---|---|
//! | [`upstream`] | the Jetstream that is relayed, called once per call |
//! | [`proxy`] | passes the calls of pages on, and [`answer`]s back |
//! | [`lines`], [`line`](mod@line) | the keys in use, the events of each and who follows them |
//! | [`pumping`] | empties the queue of one key: reads, keeps, deletes ([`jetstream_api::pump`]) |
//! | [`store`], [`secret`], [`folder`] | what is on the disk: events, and keyed hashes in place of keys |
//! | [`metrics`] | what is counted |

pub mod data_dir;
pub mod drain_task;
pub mod key_feed;
pub mod key_feeds;
pub mod metrics;
pub mod proxy;
pub mod relayed_source;
pub mod secret;
pub mod store;
pub mod upstream;
pub mod upstream_response;

use std::{io, path::PathBuf, sync::Arc};

use axum::{Router, middleware::from_fn};
use jiff::SignedDuration;
use tokio::time::timeout;

use crate::{
    cli, client_addr,
    config::Config,
    embedding,
    feed::{Feed, FeedSource, SocketLimits},
    health,
    http_server::{HttpServer, StartError},
    serve::{FINISHING, MOST_CONNECTIONS},
    shutdown::Shutdown,
};
use key_feeds::{KeyFeeds, RelayContext};
use metrics::{Gauges, Metrics};
use proxy::Proxy;
use relayed_source::RelaySource;
use secret::Secret;
use store::{Retention, Store, StoreError};

/// The most connections from one peer that are no feed.
const CONNECTIONS_PER_PEER: usize = 256;
/// The most feed connections that have not been accepted yet, in all and from one peer.
const GREETING: (u32, usize) = (256, 32);

/// Why a relay cannot start.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// As any gateway.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The folder cannot be used.
    #[error("The folder {} cannot be used: {source}.", .folder.display())]
    Folder {
        /// As it was given.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The events cannot be read, or another relay has them.
    #[error("The events in {} cannot be opened: {source}.", .folder.display())]
    Store {
        /// As it was given.
        folder: PathBuf,
        /// What the store said.
        source: StoreError,
    },
    /// Nothing can be called from here.
    #[error("Calls cannot be made: {0}.")]
    Http(#[from] reqwest::Error),
}

/// A relay that listens and does not answer yet.
pub struct Relay {
    pub(crate) site: HttpServer,
    api: Router,
    others: Router,
    per_peer: usize,
    lines: Arc<KeyFeeds>,
    feed: Arc<Feed<RelaySource>>,
    shutdown: Shutdown,
}

impl Relay {
    /// Opens what is kept and takes the address. What can be wrong with the options is found here.
    pub async fn bind(options: &cli::Relay) -> Result<Self, RelayError> {
        let site =
            HttpServer::bind(&options.site, |own| Config::relayed(options.upstream.host()).with_frame_ancestors(own))
                .await?;
        let (secret, store) = open(options)?;
        if options.upstream.is_exposed() {
            tracing::warn!("access keys travel to the upstream in the clear; use https");
        }
        let (shutdown, metrics) = (Shutdown::default(), Arc::new(Metrics::default()));
        let lines = Arc::new(KeyFeeds::new(RelayContext {
            upstream: options.upstream.clone(),
            http: upstream::http()?,
            secret,
            store: Arc::new(store),
            metrics: Arc::clone(&metrics),
            pause: options.pause,
            sockets: (options.sockets, options.sockets_per_key as usize),
            shutdown: shutdown.clone(),
        }));
        let sockets = SocketLimits {
            all: options.sockets,
            per_peer: options.sockets_per_address as usize,
            greeting: GREETING.0,
            greeting_per_peer: GREETING.1,
        };
        let relayed = Arc::new(RelaySource(Arc::clone(&lines)));
        let feed = Arc::new(Feed::new(relayed, site.origins(), sockets, shutdown.clone()));
        let (connected, kept) = (Arc::clone(&feed), Arc::clone(&lines));
        let gauges =
            move || Gauges { sockets: connected.connections(), keys: kept.in_use(), is_well: kept.store.is_healthy() };
        let kept = Arc::clone(&lines);
        let others = Arc::clone(&feed)
            .routes()
            .merge(metrics::routes(metrics, gauges))
            .merge(embedding::routes())
            .merge(health::routes(RelaySource::NAME, move || kept.store.is_healthy()));
        let api = Proxy::new(Arc::clone(&lines)).routes();
        let (api, others, per_peer) = match options.behind_proxy {
            // All connections are those of the proxy.
            true => (
                api.layer(from_fn(client_addr::behind_proxy)),
                others.layer(from_fn(client_addr::behind_proxy)),
                MOST_CONNECTIONS as usize,
            ),
            false => (api, others, CONNECTIONS_PER_PEER),
        };
        tracing::info!(upstream = options.upstream.host(), "relaying");
        Ok(Self { site, api, others, per_peer, lines, feed, shutdown })
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        self.site.url()
    }

    /// What ends it: begin it, and [`Relay::run`] returns when every connection is closed and every pump has stopped.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown.clone()
    }

    /// Serves until the end is told.
    pub async fn run(self) {
        let forgetting = tokio::spawn(Arc::clone(&self.lines).forget());
        self.site.serve(self.api, self.others, self.per_peer, &self.shutdown).await;
        let closed = async {
            self.feed.is_empty().await;
            self.lines.are_stopped().await;
        };
        if timeout(FINISHING, closed).await.is_err() {
            tracing::warn!("some feed connections did not close, or a queue was still being read");
        }
        if let Err(error) = forgetting.await {
            tracing::error!(%error, "letting old events go had stopped");
        }
    }
}

fn open(options: &cli::Relay) -> Result<(Secret, Store), RelayError> {
    let folder = || options.data.clone();
    data_dir::create(&options.data).map_err(|source| RelayError::Folder { folder: folder(), source })?;
    let retention = Retention {
        age: SignedDuration::from_hours(24 * i64::from(options.retain_days)),
        bytes: u64::from(options.retain_megabytes) * 1_000_000,
    };
    // First of all: whoever has the events of a folder has its secret too.
    let store =
        Store::open(&options.data, retention).map_err(|source| RelayError::Store { folder: folder(), source })?;
    let secret = Secret::open(&options.data).map_err(|source| RelayError::Folder { folder: folder(), source })?;
    Ok((secret, store))
}

#[cfg(test)]
#[path = "relay/testing.rs"]
mod testing;
#[cfg(test)]
#[path = "relay/relay_tests.rs"]
mod tests;
