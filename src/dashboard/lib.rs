//! The dashboard for Jetstream devices: a Leptos single-page app over `jetstream-api` and `jetstream-fleet`.
//!
//! Data flows one way round: transport, API types, fleet folds, signals, views; and a user's intent goes out as a call
//! whose answer enters the same folds.

mod app;
mod config;
mod features;
mod paths;
mod shared;
mod state;
mod text;

pub use app::App;
