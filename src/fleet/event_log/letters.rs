//! The bigram filter of an event: the letters of all values in its JSON text.

use crate::bigram_filter::BigramFilter;

/// The filter of an event, in two machine words: the log has one for each event.
pub(super) type Letters = BigramFilter<2>;

/// The letters of all values in a JSON text without escapes, but not of the names of properties.
pub(super) fn letters_of_values(raw: &str) -> Letters {
    let mut letters = Letters::default();
    // Outside of quotes, inside, outside, ... A part inside is a name if a colon follows it.
    let mut parts = raw.split('"').peekable();
    let mut inside = false;
    while let Some(part) = parts.next() {
        let is_name = inside && parts.peek().is_some_and(|next| next.trim_start().starts_with(':'));
        if !is_name {
            letters.union(&Letters::of_letters(part));
        }
        inside = !inside;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_the_letters_of_each_part_of_its_values() {
        let all = letters_of_values(r#"{"Type":"LogEntryEvent", "Note" : [true, "opened BY hand"], "Number":7}"#);
        for part in ["logentry", "ENTRY", "true", "by hand", "7", "", "ab"] {
            assert!(all.may_contain(&Letters::of_letters(part)), "{part}");
        }
        assert!(!all.may_contain(&Letters::ANY));
    }

    #[test]
    fn names_of_properties_do_not_count() {
        let all = letters_of_values(r#"{"Type":"X","Zygote" : 1}"#);
        assert!(["type", "zyg"].iter().all(|name| !all.may_contain(&Letters::of_letters(name))));
        assert_eq!(all, Letters::default());
    }

    #[test]
    fn most_words_are_told_from_a_usual_event() {
        let usual = letters_of_values(
            r#"{"Type":"AggregateEvent","EventId":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004","Device":"St. Anne, Pharmacy, Fridge 1","PassRfid":"04E341C5150EAB","Adds":["3034257BF7194E4000001A85"],"EventTime":"2026-05-18T10:00:00Z"}"#,
        );
        let words = ["doorbreach", "powerfailure", "unlock", "lockdown", "zzz", "shutdown", "heartbeat", "invalidpass"];
        assert!(words.iter().all(|word| !usual.may_contain(&Letters::of_letters(word))));
    }
}
