//! The interface of an event log: the retained events that one key may see, in the order in which they were issued.

use std::{future::Future, sync::Arc};

use jetstream_api::feed::Close;
use tokio::sync::watch;

/// A position between two events: the number of events that were issued before it.
pub type Position = u64;

/// Where a client continues after it has connected, with or without a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// The position at which it continues.
    pub position: Position,
    /// The position before the oldest retained event.
    pub oldest: Position,
    /// The number of retained events after `position`.
    pub retained: u64,
    /// Why this is not the position of the client's cursor; `None` if it is, or if there was no cursor.
    pub gap: Option<&'static str>,
}

/// The state of a log that connections wait for changes of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heartbeat {
    /// The position after the newest event.
    pub end: Position,
    /// How many beats were requested so far.
    pub beats: u64,
    /// The code with which all connections are to be closed; `None` while the log is open.
    pub closed: Option<Close>,
}

/// An error: the position lies before the oldest retained event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaggedBehind;

/// The events of one key. A connection holds a log and a position, and no events.
pub trait FeedLog: Send + Sync + 'static {
    /// Where a client with this cursor continues. Without a cursor it gets all retained events.
    fn resume(&self, after: Option<&str>) -> Resumed;

    /// The events after a position, as many as fit into one frame. The error is the code with which the connection is to be closed:
    /// [`Close::TooSlow`] if the position lies before the oldest retained event.
    fn after(&self, position: Position) -> impl Future<Output = Result<Vec<Arc<str>>, Close>> + Send;

    /// The cursor for a position.
    fn cursor(&self, position: Position) -> String;

    /// A receiver of the state, which changes with every new event. Its sender lives as long as this log.
    fn subscribe(&self) -> watch::Receiver<Heartbeat>;
}
