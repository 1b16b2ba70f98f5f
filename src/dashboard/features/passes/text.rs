//! Texts for the sync status of a credential list: the state, its source, and the recommended action.

use jetstream_api::wire::Pair;
use jetstream_fleet::passes::{Difference, Failure, PassState, SyncEvidence, UnknownReason};
use jiff::Timestamp;

use jetstream_ui::BadgeTone;

/// A number of passes: `1 pass`, `2 passes`.
pub fn passes(number: usize) -> String {
    if number == 1 { "1 pass".to_owned() } else { format!("{number} passes") }
}

/// The texts of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateText {
    /// The tone of the badge.
    pub tone: BadgeTone,
    /// The label of the badge.
    pub word: &'static str,
    /// The description, in a few sentences.
    pub sentence: String,
}

/// The texts of a state. `poll` says when a queued command takes effect, `time` formats a time.
pub fn state_text(state: &PassState, poll: &str, time: &dyn Fn(Timestamp) -> String) -> StateText {
    let said = |tone, word, sentence| StateText { tone, word, sentence };
    match state {
        PassState::InStep { since, by } => {
            let explanation = match by {
                SyncEvidence::Content => "the last sync sent exactly these passes",
                SyncEvidence::NoChange => "nobody has changed the list since, as far as events tell",
            };
            said(
                BadgeTone::Ok,
                "On the device",
                format!("The device has this list since {}: {explanation}.", time(*since)),
            )
        }
        PassState::ChangedSince { first, difference, .. } => {
            let when = first.as_ref().and_then(|first| first.at).map(|at| format!(" on {}", time(at)));
            let what = match difference {
                Some(difference) if difference.is_none() => {
                    " The pass numbers are the same; users or PINs have changed.".to_owned()
                }
                Some(difference) => format!(" {}", differs(*difference)),
                None => String::new(),
            };
            let sentence =
                format!("Changed in Jetstream{}, and not yet on the device.{what}", when.unwrap_or_default());
            said(BadgeTone::Warn, "Not yet on the device", sentence)
        }
        PassState::NeverSynced => {
            let sentence =
                "Jetstream says that no list was ever sent to this device: the passes below open no door yet.";
            said(BadgeTone::Warn, "Never synced", sentence.to_owned())
        }
        PassState::SyncQueued { until: None, .. } => {
            said(BadgeTone::Info, "Sync sent", "Not yet on the device: waiting for the answer.".to_owned())
        }
        PassState::SyncQueued { until: Some(until), difference, .. } => {
            let again = match difference {
                Some(difference) if !difference.is_none() => {
                    " The list has changed since this sync was sent: another one is needed after it."
                }
                _ => "",
            };
            let given_up = time(*until);
            let sentence = format!(
                "Not yet on the device: the sync waits until {poll}. If the device does not fetch it by {given_up}, 24 hours after it \
                 was sent, it is lost.{again}"
            );
            said(BadgeTone::Warn, "Sync pending", sentence)
        }
        PassState::SyncFailed { failure, .. } => failed(failure),
        PassState::Unknown(ignorance) => said(BadgeTone::Unknown, "Not known", unknown(*ignorance, time)),
    }
}

fn differs(difference: Difference) -> String {
    let Difference { missing, left } = difference;
    let missing_words = format!("{} here {} not on it.", passes(missing), if missing == 1 { "is" } else { "are" });
    let left_words =
        format!("{} removed here still {} the door.", passes(left), if left == 1 { "opens" } else { "open" });
    match (missing, left) {
        (_, 0) => missing_words,
        (0, _) => left_words,
        _ => format!("{missing_words} {left_words}"),
    }
}

fn failed(failure: &Failure) -> StateText {
    let pairs =
        |pairs: &[Pair]| pairs.iter().map(|pair| format!("{} {}", pair.key, pair.value)).collect::<Vec<_>>().join("; ");
    let (word, sentence) = match failure {
        Failure::Refused(why) => {
            let why = why.iter().map(|pair| pair.value.as_str()).collect::<Vec<_>>().join("; ");
            ("Sync refused", format!("The latest sync was refused, and the device was not asked: {why}"))
        }
        Failure::OnDevice(exceptions) => (
            "Sync failed",
            format!(
                "The device could not do the latest sync: {}. It wipes its list before it adds the passes, so what it has now is \
                 not known. Sync again.",
                pairs(exceptions)
            ),
        ),
        Failure::TimedOut => (
            "Sync timed out",
            "The device did not fetch the latest sync within 24 hours, and it was not done. Sync again when it is connected.".to_owned(),
        ),
    };
    StateText { tone: BadgeTone::Bad, word, sentence }
}

fn unknown(ignorance: UnknownReason, time: &dyn Fn(Timestamp) -> String) -> String {
    match ignorance {
        UnknownReason::NothingSeen => {
            "No sync and no change was seen since this page remembers, and when the last sync was is not answered. To be sure, \
             sync."
                .to_owned()
        }
        UnknownReason::Outcome => {
            "How the latest sync ended is not known: it may have been done. Watch the events before you send it again.".to_owned()
        }
        UnknownReason::Memory(synced) => format!(
            "The last sync was {}, and this page does not remember all that happened since: the list may have changed. To be sure, \
             sync.",
            time(synced)
        ),
    }
}

#[cfg(test)]
mod tests {
    use jetstream_fleet::passes::ChangeTime;

    use super::*;

    fn said(state: &PassState) -> StateText {
        state_text(state, "the device polls", &|time| format!("<{}>", time.as_second()))
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn changed(missing: usize, left: usize) -> String {
        let first = Some(ChangeTime { at: Some(at(7)), event: None, of_passes: true });
        let difference = Some(Difference { missing, left });
        said(&PassState::ChangedSince { first, synced: None, difference }).sentence
    }

    #[test]
    fn what_differs_is_counted_and_told_in_terms_of_the_door() {
        assert_eq!(
            changed(2, 0),
            "Changed in Jetstream on <7>, and not yet on the device. 2 passes here are not on it."
        );
        assert!(changed(0, 1).ends_with("1 pass removed here still opens the door."));
        assert!(changed(1, 2).ends_with("1 pass here is not on it. 2 passes removed here still open the door."));
        assert!(changed(0, 0).ends_with("users or PINs have changed."));
    }

    #[test]
    fn a_pending_sync_says_until_when_and_that_it_is_lost_then() {
        let pending = |missing| PassState::SyncQueued {
            sent: Some(at(1)),
            until: Some(at(9)),
            difference: Some(Difference { missing, left: 0 }),
        };
        let words = said(&pending(0)).sentence;
        assert!(
            words.contains("waits until the device polls. If the device does not fetch it by <9>, 24 hours"),
            "{words}"
        );
        assert!(!words.contains("another one") && said(&pending(1)).sentence.contains("another one is needed"));
    }
}
