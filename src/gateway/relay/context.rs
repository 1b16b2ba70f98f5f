//! The dependencies that all parts of the relay share.

use std::{sync::Arc, time::Duration};

use super::{metrics::Metrics, secret::Secret, store::Store, upstream::Upstream};
use crate::shutdown::Shutdown;

/// The dependencies of the key feeds, of their drain tasks and of the proxy.
pub struct RelayContext {
    /// The Jetstream that is relayed.
    pub upstream: Upstream,
    /// The HTTP client for all calls to it.
    pub http: reqwest::Client,
    /// The secret with which access keys are hashed.
    pub secret: Secret,
    /// The event store of all keys.
    pub store: Arc<Store>,
    /// The counters of the relay.
    pub metrics: Arc<Metrics>,
    /// How long a drain task waits after it has read a queue to its end.
    pub pause: Duration,
    /// The signal that ends all tasks.
    pub shutdown: Shutdown,
}
