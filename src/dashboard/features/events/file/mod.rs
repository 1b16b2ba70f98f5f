//! A file of events in place of a Jetstream: which one is open, what of it could not be read, and what is not there without a connection.

pub mod band;
pub mod no_connection;
pub mod report;
