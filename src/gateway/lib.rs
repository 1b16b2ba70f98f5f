//! The gateway: one origin for the built dashboard, a Jetstream behind it, and the live feed.
//!
//! In simulation ([`simulate`]) the Jetstream is `jetstream-simulator`, driven by a [`clock`]; a [`relay`] stands before one
//! elsewhere, and keeps its events. Everything stands below a [`base`] path:
//!
//! | path | what |
//! |---|---|
//! | `3/…` | the [`api`], answered by the [`simulation`] ([`cors`], [`latency`] and [`delivery`] stand before it), or passed on by the [`relay::proxy`]; [`clicks`] stand before both |
//! | `feed` | the live [`feed`], a WebSocket |
//! | `healthz` | [`health`] |
//! | `metrics` | what a relay counts ([`relay::metrics`]) |
//! | `config.json` | the generated [`config`], or the file given by `--config` |
//! | `simulator/…` | [`steering`] of a simulation, for tests and demonstrations |
//! | the rest | the [`assets`], with the security [`headers`]; `index.html` for the URL of a page |
//!
//! What both kinds have in common (feed, assets, headers, clicks, serving, [`site`], [`places`]) knows neither of them: a
//! [`feed::Source`] is all that the feed needs, and the [`clicks`] take any work that can be done once.

pub mod api;
pub mod assets;
pub mod base_path;
pub mod cli;
pub mod client_addr;
pub mod clock;
pub mod concurrency_limit;
pub mod config;
pub mod cors;
pub mod csp_hash;
pub mod embedding;
pub mod fault_delivery;
pub mod fault_injection;
pub mod feed;
pub mod headers;
pub mod health;
pub mod hosting;
pub mod http_server;
pub mod idempotency;
pub mod latency;
pub mod log;
pub mod origin;
pub mod relay;
pub mod responses;
pub mod serve;
pub mod shutdown;
pub mod simulate;
pub mod simulation;
pub mod simulation_task;
pub mod simulator_control;

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod testing;
