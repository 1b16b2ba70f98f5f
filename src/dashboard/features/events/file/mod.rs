//! The views for an opened file of events, which replaces a connection to Jetstream: the banner, the report on unreadable lines,
//! and the placeholders for pages that need a connection.

pub mod band;
pub mod no_connection;
pub mod report;
