//! What a feed replays: the events that one key may see, in the order of their issue, as far as they are retained.

use std::{future::Future, sync::Arc};

use jetstream_api::feed::Close;
use tokio::sync::watch;

/// A place between two events: how many were issued before it.
pub type Position = u64;

/// What a client that comes with a cursor gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// Where it goes on.
    pub position: Position,
    /// The position before the oldest retained event.
    pub oldest: Position,
    /// How many retained events follow.
    pub retained: u64,
    /// Why that is not where the client wanted to go on.
    pub gap: Option<&'static str>,
}

/// What has happened to a log, for those who wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heartbeat {
    /// The position after the newest event.
    pub end: Position,
    /// How often a beat was asked for.
    pub beats: u64,
    /// Why nobody can follow any longer.
    pub closed: Option<Close>,
}

/// The position lies before all that is retained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaggedBehind;

/// The events of one key. A connection holds one of these and no event of its own.
pub trait Log: Send + Sync + 'static {
    /// Where a client goes on that sends this cursor; without one it gets all there is.
    fn resume(&self, after: Option<&str>) -> Resumed;

    /// The events after a position, at most one frame's worth of them. Whoever asks for what is no longer retained has been
    /// too slow.
    fn after(&self, position: Position) -> impl Future<Output = Result<Vec<Arc<str>>, Close>> + Send;

    /// The cursor for a position.
    fn cursor(&self, position: Position) -> String;

    /// Waits for more. The sender lives as long as this log.
    fn subscribe(&self) -> watch::Receiver<Heartbeat>;
}
