//! The connection to the page that this one is embedded in.

pub mod connection;
pub mod host_page;
pub mod untrusted_parent;
