//! The time of the last reading of a queue, a stored value of this browser. Jetstream drops events that were not fetched for long.

use jetstream_api::time;
use jiff::{SignedDuration, Timestamp};

use jetstream_browser::{self as browser, LocalStore};

/// How long an event stays in a queue (page "Get Events").
const WAITS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long a key stays subscribed without a reading (page "Get Events").
const SUBSCRIBED: SignedDuration = SignedDuration::from_hours(30 * 24);

fn name(space: &str) -> String {
    format!("jetstream.queue.{space}.read")
}

/// Records that the queue was read now. Where storage is blocked, that lasts as long as the page.
pub(super) fn record(space: &str) {
    LocalStore::set(&name(space), &time::format(browser::now()));
}

/// The gap since the last reading: the time before which events may be missing, and why. Other readers of the same key are not taken
/// into account.
pub(super) fn gap_since(space: &str) -> Option<(Timestamp, String)> {
    let last = time::parse(&LocalStore::get(&name(space))?)?;
    let (before, why) = gap(last, browser::now())?;
    Some((before, format!("The queue was read last on {}, and {why}.", browser::local(last))))
}

fn gap(last: Timestamp, now: Timestamp) -> Option<(Timestamp, &'static str)> {
    let since = now.duration_since(last);
    if since > SUBSCRIBED {
        return Some((now, "without a reading for 30 days Jetstream collects no events for a key"));
    }
    (since > WAITS).then_some((
        now.checked_sub(WAITS).unwrap_or(last),
        "Jetstream keeps what nobody reads for 14 days: what is older is gone",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waited_too_long_is_missing() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let before = |now| gap(at("2026-05-01T12:00:00Z"), at(now)).map(|(before, _)| before);
        assert_eq!(before("2026-05-01T12:00:15Z"), None);
        assert_eq!(before("2026-05-15T12:00:00Z"), None, "the oldest is just there");
        assert_eq!(before("2026-05-16T12:00:00Z"), Some(at("2026-05-02T12:00:00Z")), "a day of fifteen");
        assert_eq!(
            before("2026-06-01T12:00:00Z"),
            Some(at("2026-06-01T12:00:00Z")),
            "nothing was collected in the end"
        );
    }
}
