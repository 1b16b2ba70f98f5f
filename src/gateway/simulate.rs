//! `simulate`: a server of the dashboard, a simulated Jetstream and its feed.

use std::sync::Arc;

use axum::Router;
use jetstream_simulator::{DEMO_KEY, Options};
use jiff::Timestamp;
use tokio::time::timeout;

use crate::{
    api::Api,
    cli::Simulate,
    config::Config,
    embedding,
    fault_delivery::FaultDelivery,
    fault_injection,
    feed::{Feed, FeedSource, Limits, SocketLimits},
    health,
    http_server::{HttpServer, StartError},
    idempotency::IdempotencyCache,
    latency,
    serve::{FINISHING, MOST_CONNECTIONS},
    shutdown::Shutdown,
    simulation::Simulation,
    simulation_task,
    simulator_control::SimulatorControl,
};

/// A gateway that has bound its port, and does not respond yet.
pub struct Gateway {
    pub(crate) server: HttpServer,
    api: Router,
    others: Router,
    pub(crate) simulation: Arc<Simulation>,
    feed: Arc<Feed<Simulation>>,
    shutdown: Shutdown,
}

impl Gateway {
    /// Starts the simulator and binds the port. All errors of the options are found here.
    pub async fn bind(options: &Simulate, limits: Limits) -> Result<Self, StartError> {
        let server =
            HttpServer::bind(&options.site, |own| Config::simulated(DEMO_KEY).with_frame_ancestors(own)).await?;
        let simulator = simulator(options);
        tracing::info!(devices = simulator.devices, seed = simulator.seed, start = %simulator.start, "simulating");
        let shutdown = Shutdown::default();
        let simulation = Arc::new(Simulation::new(&simulator, options.speed, limits));
        let feed = Feed::new(Arc::clone(&simulation), server.origins(), SocketLimits::default(), shutdown.clone());
        let feed = Arc::new(feed);
        let clicks = Arc::new(IdempotencyCache::new(|answer: &jetstream_simulator::Response| answer.reply.body.len()));
        let api = Api::new(Arc::clone(&simulation), Arc::clone(&clicks), FaultDelivery::new(shutdown.clone()));
        let api = latency::layer(options.latency, fault_injection::layer(options.chaos, options.seed, api.routes()));
        let control = SimulatorControl::new(Arc::clone(&simulation), clicks, server.origins(), options.seed);
        let others =
            Arc::clone(&feed).routes().merge(control.routes()).merge(health::routes(Simulation::NAME, || true));
        let others = others.merge(embedding::routes());
        Ok(Self { server, api, others, simulation, feed, shutdown })
    }

    /// The URL under which a browser on this machine reaches it.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The signal that ends it: after it, [`Gateway::run`] returns when all connections are closed.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown.clone()
    }

    /// Serves until the shutdown begins.
    pub async fn run(self) {
        let clock = tokio::spawn(simulation_task::drive(self.simulation, self.shutdown.clone()));
        self.server.serve(self.api, self.others, MOST_CONNECTIONS as usize, &self.shutdown).await;
        if timeout(FINISHING, self.feed.is_empty()).await.is_err() {
            tracing::warn!("some feed connections did not close");
        }
        if let Err(error) = clock.await {
            tracing::error!(%error, "the simulated clock had stopped");
        }
    }
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

#[cfg(test)]
#[path = "simulate_tests.rs"]
mod tests;
