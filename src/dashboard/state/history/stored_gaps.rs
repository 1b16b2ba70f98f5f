//! The writer of gaps: after a reload nobody else knows where events are missing.

use jiff::Timestamp;
use leptos::task::spawn_local;

use crate::state::{
    history::{History, gap_key},
    live::LiveState,
};

impl History {
    /// Draws and stores that events before `at` are missing, and why. One tab stores it: the others see the same.
    pub fn record_gap(self, live: LiveState, at: Timestamp, reason: String) {
        live.note_gap(at, &reason);
        spawn_local(async move {
            if let Some((database, prefix)) = self.storage()
                && self.is_writer().await
            {
                // Where it fails, events cannot be stored either, and the page says so.
                let _ = database.put(&format!("{prefix}{}", gap_key::write(at)), &reason).await;
            }
        });
    }
}
