//! The state behind all pages: session, events, devices, plans and commands, as signals over plain structs.

pub mod call_queue;
pub mod commands;
#[cfg(not(feature = "demo"))]
#[path = "demo/stub.rs"]
pub mod demo;
#[cfg(feature = "demo")]
pub mod demo;
pub mod directory;
pub mod embed;
pub mod event_file;
pub mod event_source;
pub mod feed;
pub mod guid;
pub mod history;
pub mod live;
pub mod plans;
pub mod polled_cache;
pub mod queue;
pub mod session;
pub mod submission;
pub mod transport;
pub mod updates;
