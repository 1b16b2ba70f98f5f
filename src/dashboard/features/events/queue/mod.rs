//! The queue of the key, where no gateway has a feed: what may be done with it, what is done, and what this browser keeps of it.

pub mod consent;
pub mod export;
pub mod limits;
pub mod start;
pub mod stored_events;
