//! Where events are missing among those that are kept. It lies beside the batches: after a reload nobody else knows.

use jetstream_fleet::event_log::MOST_GAPS;
use jiff::Timestamp;
use leptos::task::spawn_local;

use crate::state::{history::History, live::LiveState};
use jetstream_browser::Database;

/// Keys of gaps begin with this, and go on with milliseconds; those of batches begin with a digit.
const GAP: &str = "gap.";

impl History {
    /// Draws and stores that events before `at` are missing, and why. One tab stores it: the others see the same.
    pub fn record_gap(self, live: LiveState, at: Timestamp, reason: String) {
        live.note_gap(at, &reason);
        spawn_local(async move {
            if let Some((database, space)) = self.time_limit()
                && self.is_writer().await
            {
                // Where it fails, events are not kept either, and that is said.
                let _ = database.put(&format!("{space}{}", key(at)), &reason).await;
            }
        });
    }

    /// Draws the gaps that are kept, as many as the log takes. Those before the horizon, and those that are too many, are forgotten.
    pub(super) async fn load_gaps(&self, live: LiveState, database: &Database, keys: &[String], horizon: Timestamp) {
        let Some((_, space)) = self.time_limit() else { return };
        let gaps = keys.iter().rev().filter_map(|key| Some((key, parse(key.strip_prefix(&space)?)?)));
        for (place, (key, at)) in gaps.enumerate() {
            if place >= MOST_GAPS || at < horizon {
                // What is not forgotten now is tried again at the next start.
                let _ = database.remove(key).await;
            } else if let Ok(Some(reason)) = database.get(key).await {
                live.note_gap(at, &reason);
            }
        }
    }
}

fn key(at: Timestamp) -> String {
    format!("{GAP}{:015}", at.as_millisecond().max(0))
}

/// The time of a gap. `None` for the key of something else.
fn parse(key: &str) -> Option<Timestamp> {
    Timestamp::from_millisecond(key.strip_prefix(GAP)?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_nothing_else_is_taken_for_one() {
        let at = Timestamp::from_millisecond(1_795_325_830_362).unwrap();
        assert_eq!(parse(&key(at)), Some(at));
        for other in ["emptied", "gap.", "gap.x", "001795325830362.00000001.1f.512.204800"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
