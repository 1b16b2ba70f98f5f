//! When to look for a newer version, and what a look has shown.

use jiff::{SignedDuration, Timestamp};

/// Between two looks while the page is in sight.
const EVERY: SignedDuration = SignedDuration::from_mins(10);
/// Between two looks at least, when somebody comes back to the page.
const REST: SignedDuration = SignedDuration::from_mins(5);
/// How long *later* is.
const LATER: SignedDuration = SignedDuration::from_hours(4);

/// Why one might look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckTrigger {
    /// The page is in sight, as it was a minute ago.
    TabVisible,
    /// Somebody comes back to it.
    Navigation,
    /// A part of it did not arrive: it may have been replaced.
    ChunkMissing,
}

/// The files of this page, and those that are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateCheck {
    own: String,
    published: Option<String>,
    looked: Timestamp,
    later: Option<Timestamp>,
}

impl UpdateCheck {
    /// The page was loaded just now, with these files.
    pub fn new(own: String, now: Timestamp) -> Self {
        Self { own: own.trim().to_owned(), published: None, looked: now, later: None }
    }

    /// Is it time to look? Who is told so looks.
    pub fn is_due(&mut self, occasion: CheckTrigger, now: Timestamp) -> bool {
        let rest = match occasion {
            CheckTrigger::TabVisible => EVERY,
            CheckTrigger::Navigation => REST,
            CheckTrigger::ChunkMissing => {
                // It is needed now.
                self.later = None;
                SignedDuration::ZERO
            }
        };
        let passed = now.duration_since(self.looked);
        // A clock that was set back says nothing about how long it is ago.
        let is_time = passed >= rest || passed.is_negative();
        if is_time {
            self.looked = now;
        }
        is_time
    }

    /// Takes the page as it is published. Another page, as a proxy may put in between, names no files and says nothing.
    pub fn read(&mut self, page: &str) {
        if let Some(files) = files(page) {
            self.published = Some(files.to_owned());
        }
    }

    /// Is there another version, and may it be said?
    pub fn offers(&self, now: Timestamp) -> bool {
        let is_other = self.published.as_ref().is_some_and(|published| *published != self.own);
        is_other && self.later.is_none_or(|later| now >= later)
    }

    /// Somebody wants to hear of it later.
    pub fn dismiss(&mut self, now: Timestamp) {
        self.later = now.checked_add(LATER).ok();
    }
}

/// What stands in the element of a page that names its files.
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

    fn watch() -> UpdateCheck {
        UpdateCheck::new(OWN.to_owned(), at(0))
    }

    #[test]
    fn it_looks_every_ten_minutes_while_the_page_is_in_sight() {
        let mut watch = watch();
        let looks: Vec<_> = (1..=30).filter(|minute| watch.is_due(CheckTrigger::TabVisible, at(*minute))).collect();
        assert_eq!(looks, [10, 20, 30]);
    }

    #[test]
    fn who_comes_back_makes_it_look_after_five_minutes_at_the_earliest() {
        let mut watch = watch();
        assert!(!watch.is_due(CheckTrigger::Navigation, at(4)));
        assert!(watch.is_due(CheckTrigger::Navigation, at(5)));
        assert!(!watch.is_due(CheckTrigger::Navigation, at(9)));
        assert!(!watch.is_due(CheckTrigger::TabVisible, at(14)), "the next look is ten minutes after the last one");
    }

    #[test]
    fn a_missing_part_makes_it_look_at_once_whatever_was_to_be_later() {
        let mut watch = watch();
        watch.read(&page("{}"));
        watch.dismiss(at(0));
        assert!(watch.is_due(CheckTrigger::ChunkMissing, at(0)));
        assert!(watch.offers(at(0)));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_stop_it() {
        assert!(watch().is_due(CheckTrigger::TabVisible, at(-60)));
    }

    #[test]
    fn other_files_are_another_version() {
        let mut watch = watch();
        assert!(!watch.offers(at(0)), "nothing was looked at yet");
        watch.read(&page(&format!("\n{OWN}\n")));
        assert!(!watch.offers(at(0)));
        watch.read(&page(r#"{"wasm":"b.wasm"}"#));
        assert!(watch.offers(at(0)));
        watch.read(&page(OWN));
        assert!(!watch.offers(at(0)), "it was taken back");
    }

    #[test]
    fn what_is_not_the_page_says_nothing() {
        for other in ["", "<h1>Log in to the guest network</h1>", "<script id=\"assets\">{\"wasm\"", &page("")] {
            let mut watch = watch();
            watch.read(other);
            assert_eq!(watch, self::watch(), "{other}");
        }
    }

    #[test]
    fn later_is_in_four_hours() {
        let mut watch = watch();
        watch.read(&page("{}"));
        watch.dismiss(at(0));
        assert!(!watch.offers(at(239)));
        assert!(watch.offers(at(240)));
    }
}
