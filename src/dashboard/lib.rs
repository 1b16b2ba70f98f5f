//! The dashboard for Jetstream devices: a Leptos single-page app over `jetstream-api` and `jetstream-fleet`.
//!
//! Data flows in one direction: transport, API types, fleet folds, signals, views. A user's intent is sent as a call whose answer enters
//! the same folds.

mod app;
mod config;
mod features;
mod paths;
mod shared;
mod state;
mod text;

pub use app::App;
