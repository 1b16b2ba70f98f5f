//! The event list, the views for an opened file of events, and the views for reading a queue.

pub mod file;
pub mod list;
pub mod page;
pub mod queue;
