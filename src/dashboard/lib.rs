//! The dashboard for Jetstream devices: a Leptos single-page app over `jetstream-api` and `jetstream-fleet`.
//!
//! Data flows one way round: transport, API types, fleet folds, signals, views; and a user's intent goes out as a call
//! whose answer enters the same folds.

pub mod app;
pub mod browser;
pub mod components;
pub mod config;
pub mod directory;
pub mod forms;
pub mod live;
pub mod on_demand;
pub mod pages;
pub mod paths;
pub mod plans;
pub mod session;
pub mod ui;
pub mod words;
