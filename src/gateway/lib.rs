//! The gateway: a server of the built dashboard, of a Jetstream API and of the live feed, all from one origin.
//!
//! There are two kinds. With [`simulate`] the Jetstream is `jetstream-simulator`, advanced by the [`simulation_task`] along a [`clock`].
//! With [`relay`] it is a Jetstream elsewhere, whose events the gateway stores. All paths are relative to a [`base_path`]:
//!
//! | path | handled by |
//! |---|---|
//! | `3/…` | the [`api`], answered by the [`simulation`] (behind [`cors`], [`latency`], [`fault_injection`] and [`fault_delivery`]), or passed on by the [`relay::proxy`]; [`idempotency`] for both |
//! | `feed` | the live [`feed`], a WebSocket |
//! | `healthz` | [`health`] |
//! | `metrics` | the counters of a relay ([`relay::metrics`]) |
//! | `config.json` | the generated [`config`], or the file given by `--config` |
//! | `simulator/…` | [`simulator_control`], for tests and demonstrations |
//! | all others | the [`assets`], with the security [`headers`]; `index.html` for the URL of a page |
//!
//! The modules that both kinds share ([`feed`], [`assets`], [`headers`], [`idempotency`], [`serve`](mod@serve), [`http_server`],
//! [`concurrency_limit`]) import neither of them: the feed needs only a [`feed::FeedSource`], and the idempotency cache takes any work.

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
