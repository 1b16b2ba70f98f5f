//! Where events are missing among those that are kept. It lies beside the batches: after a reload nobody else knows.

use jiff::Timestamp;
use leptos::task::spawn_local;

use super::History;

/// Keys of gaps begin with this, and go on with milliseconds; those of batches begin with a digit.
const GAP: &str = "gap.";

impl History {
    /// Keeps that events before `at` are missing, and why. One tab writes: the others see the same.
    pub fn keep_gap(self, at: Timestamp, reason: String) {
        spawn_local(async move {
            if let Some((database, space)) = self.place()
                && self.is_writer().await
            {
                // Where it fails, events are not kept either, and that is said.
                let _ = database.put(&format!("{space}{}", key(at)), &reason).await;
            }
        });
    }
}

fn key(at: Timestamp) -> String {
    format!("{GAP}{:015}", at.as_millisecond().max(0))
}

/// The time of a gap. `None` for the key of something else.
pub(super) fn parse(key: &str) -> Option<Timestamp> {
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
