//! The views for the event queue of a key, which are used where no gateway provides a feed: consent to read it, its status, and the
//! events that this browser stores.

pub mod consent;
pub mod export;
pub mod limits;
pub mod start;
pub mod stored_events;
