//! The limits on the number of feed connections.

use crate::client_addr::ClientAddr;

/// How many feed connections are allowed at a time.
#[derive(Debug, Clone, Copy)]
pub struct SocketLimits {
    /// In all; one more is asked to try later.
    pub all: u32,
    /// From one client address.
    pub per_peer: usize,
    /// Connections that are not accepted yet: no hello has come, or its key is being checked.
    pub greeting: u32,
    /// Of those, from one client address.
    pub greeting_per_peer: usize,
}

impl Default for SocketLimits {
    /// For a simulation, whose clients are trusted: one client may use all connections.
    fn default() -> Self {
        Self { all: 1_024, per_peer: 1_024, greeting: 1_024, greeting_per_peer: 1_024 }
    }
}

/// The client that a permit is counted for; `None` for a connection without a network address.
pub(super) type PermitHolder = Option<ClientAddr>;
