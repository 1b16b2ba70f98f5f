//! The gateway: one origin for the built dashboard, a Jetstream behind it, and the live feed.
//!
//! In simulation ([`simulate`]) the Jetstream is `jetstream-simulator`, driven by a [`clock`]. Everything stands below a
//! [`base`] path:
//!
//! | path | what |
//! |---|---|
//! | `3/…` | the [`api`], answered by the [`simulation`]; [`clicks`], [`cors`], [`latency`] and [`delivery`] stand before it |
//! | `feed` | the live [`feed`], a WebSocket |
//! | `healthz` | [`health`] |
//! | `config.json` | the generated [`config`], or the file given by `--config` |
//! | `simulator/…` | [`steering`], for tests and demonstrations |
//! | the rest | the [`assets`], with the security [`headers`]; `index.html` for the URL of a page |
//!
//! What is not simulation (feed, assets, headers, clicks, serving) knows nothing of it: a [`feed::Source`] is all that the
//! feed needs, and the [`clicks`] take any work that can be done once.

pub mod api;
pub mod assets;
pub mod base;
pub mod boot;
pub mod cli;
pub mod clicks;
pub mod clock;
pub mod config;
pub mod cors;
pub mod delivery;
pub mod feed;
pub mod headers;
pub mod health;
pub mod latency;
pub mod log;
pub mod message;
pub mod origin;
pub mod serve;
pub mod shutdown;
pub mod simulate;
pub mod simulation;
pub mod steering;

#[cfg(test)]
mod contract_tests;
#[cfg(test)]
mod testing;
