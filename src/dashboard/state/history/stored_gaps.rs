//! A writer of gaps. After a reload only the stored gaps show where events are missing.

use jiff::Timestamp;
use leptos::task::spawn_local;

use crate::state::{
    history::{History, gap_key},
    live::LiveState,
};

impl History {
    /// Records in the log, and stores, that events before `at` are missing, and why. Only one tab stores it: the others receive the same.
    pub fn record_gap(self, live: LiveState, at: Timestamp, reason: String) {
        live.note_gap(at, &reason);
        spawn_local(async move {
            if let Some((database, prefix)) = self.storage()
                && self.is_writer().await
            {
                // If this fails, events cannot be stored either, and the page shows that.
                let _ = database.put(&format!("{prefix}{}", gap_key::write(at)), &reason).await;
            }
        });
    }
}
