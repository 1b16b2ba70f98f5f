//! A state machine of the check for a newer version: when one is due, and its result.

use jiff::{SignedDuration, Timestamp};

/// The time between two checks while the page is visible.
const EVERY: SignedDuration = SignedDuration::from_mins(10);
/// The least time between two checks when the page becomes visible again.
const LEAST: SignedDuration = SignedDuration::from_mins(5);
/// How long a dismissed offer is hidden.
const LATER: SignedDuration = SignedDuration::from_hours(4);

/// The reason of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckTrigger {
    /// The page is visible, as it was a minute ago.
    TabVisible,
    /// The page becomes visible again.
    Navigation,
    /// A part of the app did not arrive: it may have been replaced.
    ChunkMissing,
}

/// The files of this page, and those that are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateCheck {
    own: String,
    published: Option<String>,
    checked_at: Timestamp,
    hidden_until: Option<Timestamp>,
}

impl UpdateCheck {
    /// The page was loaded just now, with these files.
    pub fn new(own: String, now: Timestamp) -> Self {
        Self { own: own.trim().to_owned(), published: None, checked_at: now, hidden_until: None }
    }

    /// Is a check due? If so, it counts as made now.
    pub fn is_due(&mut self, trigger: CheckTrigger, now: Timestamp) -> bool {
        let least = match trigger {
            CheckTrigger::TabVisible => EVERY,
            CheckTrigger::Navigation => LEAST,
            CheckTrigger::ChunkMissing => {
                // The newer version is needed now.
                self.hidden_until = None;
                SignedDuration::ZERO
            }
        };
        let passed = now.duration_since(self.checked_at);
        // A clock that was set back does not show how long ago the last check was.
        let is_due = passed >= least || passed.is_negative();
        if is_due {
            self.checked_at = now;
        }
        is_due
    }

    /// Reads the page as it is published. Another page, as a proxy may send, names no files and is ignored.
    pub fn read(&mut self, page: &str) {
        if let Some(files) = files(page) {
            self.published = Some(files.to_owned());
        }
    }

    /// Is there another version that is not hidden?
    pub fn offers(&self, now: Timestamp) -> bool {
        let is_other = self.published.as_ref().is_some_and(|published| *published != self.own);
        is_other && self.hidden_until.is_none_or(|until| now >= until)
    }

    /// Hides the offer for some hours.
    pub fn dismiss(&mut self, now: Timestamp) {
        self.hidden_until = now.checked_add(LATER).ok();
    }
}

/// The text of the element of a page that names its files.
fn files(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("id=\"assets\">")?;
    let (files, _) = rest.split_once("</script>")?;
    Some(files.trim()).filter(|files| files.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = r#"{"wasm":"a.wasm"}"#;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    fn page(files: &str) -> String {
        format!("<!doctype html><script type=\"application/json\" id=\"assets\">{files}</script><script>1</script>")
    }

    fn check() -> UpdateCheck {
        UpdateCheck::new(OWN.to_owned(), at(0))
    }

    #[test]
    fn a_check_is_due_every_ten_minutes_while_the_page_is_visible() {
        let mut check = check();
        let due: Vec<_> = (1..=30).filter(|minute| check.is_due(CheckTrigger::TabVisible, at(*minute))).collect();
        assert_eq!(due, [10, 20, 30]);
    }

    #[test]
    fn coming_back_makes_a_check_due_after_five_minutes_at_the_earliest() {
        let mut check = check();
        assert!(!check.is_due(CheckTrigger::Navigation, at(4)));
        assert!(check.is_due(CheckTrigger::Navigation, at(5)));
        assert!(!check.is_due(CheckTrigger::Navigation, at(9)));
        assert!(!check.is_due(CheckTrigger::TabVisible, at(14)), "the next one is ten minutes after the last one");
    }

    #[test]
    fn a_missing_part_makes_a_check_due_at_once_and_ends_the_hiding() {
        let mut check = check();
        check.read(&page("{}"));
        check.dismiss(at(0));
        assert!(check.is_due(CheckTrigger::ChunkMissing, at(0)));
        assert!(check.offers(at(0)));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_stop_it() {
        assert!(check().is_due(CheckTrigger::TabVisible, at(-60)));
    }

    #[test]
    fn other_files_are_another_version() {
        let mut check = check();
        assert!(!check.offers(at(0)), "nothing was checked yet");
        check.read(&page(&format!("\n{OWN}\n")));
        assert!(!check.offers(at(0)));
        check.read(&page(r#"{"wasm":"b.wasm"}"#));
        assert!(check.offers(at(0)));
        check.read(&page(OWN));
        assert!(!check.offers(at(0)), "it was taken back");
    }

    #[test]
    fn another_page_is_ignored() {
        for other in ["", "<h1>Log in to the guest network</h1>", "<script id=\"assets\">{\"wasm\"", &page("")] {
            let mut check = check();
            check.read(other);
            assert_eq!(check, self::check(), "{other}");
        }
    }

    #[test]
    fn a_dismissed_offer_is_hidden_for_four_hours() {
        let mut check = check();
        check.read(&page("{}"));
        check.dismiss(at(0));
        assert!(!check.offers(at(239)));
        assert!(check.offers(at(240)));
    }
}
