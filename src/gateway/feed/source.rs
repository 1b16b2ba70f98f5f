//! The interface between the feed and the events that it sends: a simulation or a relay.

use std::future::Future;

use jetstream_api::{feed::Close, key::AccessKey};
use jiff::Timestamp;

use super::log::FeedLog;

/// A source of events for the feed.
pub trait FeedSource: Send + Sync + 'static {
    /// The name of the source in the `ready` frame.
    const NAME: &'static str;

    /// The log that a connection reads. It is held for as long as the connection lasts.
    type FeedLog: FeedLog;

    /// Opens the log of the events that this key may see. The error is the code with which the connection is closed.
    fn open(&self, key: &AccessKey) -> impl Future<Output = Result<Self::FeedLog, Close>> + Send;

    /// The clock of the source; the times of events and countdowns refer to it.
    fn now(&self) -> Timestamp;

    /// Whether that clock runs as fast as the client's own. If not, the client is sent the time every second.
    fn is_real_time(&self) -> bool;

    /// Called after so many events were sent to a client.
    fn sent(&self, _events: usize) {}
}
