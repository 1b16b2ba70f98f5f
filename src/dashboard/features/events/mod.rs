//! The feed of events: list, search, opened files and the consent to read a queue.

pub mod file;
pub mod list;
pub mod page;
pub mod queue;
