//! `simulate`: the dashboard, a simulated Jetstream and its feed, from one origin.

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{
    Router,
    http::{Extensions, HeaderMap, StatusCode, Version},
    middleware::from_fn,
};
use jetstream_simulator::{DEMO_KEY, Options};
use jiff::Timestamp;
use tokio::{net::TcpListener, time::timeout};
use tower_http::compression::{CompressionLayer, DefaultPredicate, Predicate};

use crate::{
    api::Api,
    assets::Assets,
    base::BasePath,
    boot::BootError,
    cli::Simulate,
    clicks::Clicks,
    clock,
    config::{Config, ConfigError},
    cors::Cors,
    delivery::{Measured, Wire},
    feed::{Feed, Limits, Source},
    headers, health, latency, log,
    origin::{Origin, Origins},
    serve::{FINISHING, serve},
    shutdown::Shutdown,
    simulation::Simulation,
    steering::Steering,
};

/// Why the gateway cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is in use, or is none.
    #[error("Cannot listen on {address}: {source}.")]
    Listen {
        /// As it was given.
        address: String,
        /// What the system said.
        source: io::Error,
    },
    /// The folder holds no dashboard.
    #[error("There is no index.html in {}. Build the dashboard first (`cargo xtask build`), or leave --assets away.", .0.display())]
    Assets(PathBuf),
    /// The configuration is wrong.
    #[error("The configuration {} cannot be used: {source}.", .file.display())]
    Config {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: ConfigError,
    },
    /// The page has changed its form.
    #[error("The Content-Security-Policy cannot be made: {0}.")]
    Boot(#[from] BootError),
}

/// A gateway that listens and does not answer yet.
pub struct Gateway {
    listener: TcpListener,
    pub(crate) address: SocketAddr,
    base: BasePath,
    router: Router,
    pub(crate) simulation: Arc<Simulation>,
    feed: Arc<Feed<Simulation>>,
    shutdown: Shutdown,
}

impl Gateway {
    /// Starts the simulator and takes the address. What can be wrong with the options is found here.
    pub async fn bind(options: &Simulate, limits: Limits) -> Result<Self, StartError> {
        let config = config(options)?;
        let headers = headers::all(&config)?;
        let unheard = |source| StartError::Listen { address: options.listen.clone(), source };
        let listener = TcpListener::bind(&options.listen).await.map_err(unheard)?;
        let address = listener.local_addr().map_err(unheard)?;
        if let Some(folder) = options.assets.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(StartError::Assets(folder.clone()));
        }

        let simulator = simulator(options);
        tracing::info!(devices = simulator.devices, seed = simulator.seed, start = %simulator.start, "simulating");
        let shutdown = Shutdown::default();
        let simulation = Arc::new(Simulation::new(&simulator, options.speed, limits));
        let feed = Arc::new(Feed::new(Arc::clone(&simulation), origins(options), shutdown.clone()));
        let clicks = Arc::new(Clicks::new(|answer: &jetstream_simulator::Response| answer.reply.body.len()));
        let api = Api::new(Arc::clone(&simulation), Arc::clone(&clicks), Wire::new(shutdown.clone()));
        let api = latency::add(options.latency, api.routes());
        let api = match options.cors.layer() {
            Some(layer) => api.layer(layer),
            None => api,
        };
        let steering = Steering::new(Arc::clone(&simulation), clicks, origins(options), options.seed);
        let assets = Assets::new(options.assets.clone(), config.to_json(), headers);
        let router = api
            .merge(Arc::clone(&feed).routes())
            .merge(steering.routes())
            .merge(health::routes(Simulation::NAME))
            .merge(assets.routes())
            .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_change_length)))
            .layer(from_fn(log::request));
        let base = options.base.clone();
        Ok(Self { listener, address, base: base.clone(), router: base.nest(router), simulation, feed, shutdown })
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        let host = match self.address {
            SocketAddr::V4(address) if address.ip().is_unspecified() => format!("127.0.0.1:{}", address.port()),
            SocketAddr::V6(address) if address.ip().is_unspecified() => format!("[::1]:{}", address.port()),
            address => address.to_string(),
        };
        format!("http://{host}{}", self.base)
    }

    /// What ends it: begin it, and [`Gateway::run`] returns when every connection is closed.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown.clone()
    }

    /// Serves until the end is told.
    pub async fn run(self) {
        let clock = tokio::spawn(clock::drive(self.simulation, self.shutdown.clone()));
        serve(self.listener, self.router, &self.shutdown).await;
        if timeout(FINISHING, self.feed.is_empty()).await.is_err() {
            tracing::warn!("some feed connections did not close");
        }
        if let Err(error) = clock.await {
            tracing::error!(%error, "the simulated clock had stopped");
        }
    }
}

fn config(options: &Simulate) -> Result<Config, StartError> {
    let Some(file) = &options.config else { return Ok(Config::simulated(DEMO_KEY)) };
    Config::read(file).map_err(|source| StartError::Config { file: file.clone(), source })
}

fn simulator(options: &Simulate) -> Options {
    Options {
        devices: options.devices as usize,
        seed: options.seed,
        start: options.start.unwrap_or_else(Timestamp::now),
        rate: options.rate,
        ..Options::default()
    }
}

/// Whose pages may open the feed and steer: our own, those of `--allow-origin`, and those that may call the API anyway.
fn origins(options: &Simulate) -> Origins {
    let listed = |more: Option<&Origin>| Origins::listed(options.allow_origin.iter().chain(more).cloned().collect());
    match &options.cors {
        Cors::Any => Origins::any(),
        Cors::Off => listed(None),
        Cors::Origin(origin) => listed(Some(origin)),
    }
}

/// Compression changes how long a body is, which must not happen where the length is the point.
fn may_change_length(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<Measured>().is_none()
}

#[cfg(test)]
#[path = "simulate_tests.rs"]
mod tests;
