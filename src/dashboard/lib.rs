//! The dashboard for Jetstream devices: a Leptos single-page app over `jetstream-api` and `jetstream-fleet`.
//!
//! Data flows one way round: transport, API types, fleet folds, signals, views; and a user's intent goes out as a call
//! whose answer enters the same folds.

pub mod app;
pub mod browser;
pub mod components;
pub mod config;
#[cfg(feature = "demo")]
pub mod demo;
#[cfg(not(feature = "demo"))]
#[path = "demo/absent.rs"]
pub mod demo;
pub mod directory;
pub mod embed;
pub mod forms;
pub mod live;
pub mod on_demand;
pub mod pages;
pub mod paths;
pub mod plans;
pub mod session;
pub mod ui;
pub mod updates;
pub mod words;
