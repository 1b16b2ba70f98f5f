//! Which pairs of letters stand next to each other in what an event says, in two machine words: most events in which a word does not
//! occur are told from the others without a look at their text.

/// The pairs of a text, some of them in one bit. Letter case does not matter. Two hexadecimal digits are no pair: identifiers and
/// EPCs would set every bit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct BigramFilter([u64; 2]);

impl BigramFilter {
    /// What nothing can be said of: it may have all.
    pub(super) const ANY: Self = Self([u64::MAX; 2]);

    /// Those of a plain text.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        let mut last = b' ';
        for byte in text.bytes() {
            letters.note(last, byte);
            last = byte;
        }
        letters
    }

    /// Those of all values in a JSON text without escapes, but not of the names of properties.
    pub(super) fn of_values(raw: &str) -> Self {
        let mut letters = Self::default();
        // Outside of quotes, inside, outside, ... A part inside is a name if a colon follows it.
        let mut parts = raw.split('"').peekable();
        let mut inside = false;
        while let Some(part) = parts.next() {
            let is_name = inside && parts.peek().is_some_and(|next| next.trim_start().starts_with(':'));
            if !is_name {
                letters.join(Self::of(part));
            }
            inside = !inside;
        }
        letters
    }

    /// Are all of these there? If not, a text that has them does not occur.
    pub(super) fn may_contain(self, wanted: Self) -> bool {
        let (Self([low, high]), Self([wanted_low, wanted_high])) = (self, wanted);
        low & wanted_low == wanted_low && high & wanted_high == wanted_high
    }

    fn join(&mut self, more: Self) {
        let (Self([low, high]), Self([more_low, more_high])) = (self, more);
        *low |= more_low;
        *high |= more_high;
    }

    fn note(&mut self, one: u8, other: u8) {
        let (one, other) = (one | 0x20, other | 0x20);
        if one.is_ascii_lowercase() && other.is_ascii_lowercase() && (one > b'f' || other > b'f') {
            // Multiplicative hashing: the seven bits above the ninth of a pair's number times 2^16 by the golden ratio.
            let place = (u16::from(one - b'a') * 26 + u16::from(other - b'a')).wrapping_mul(40_503) >> 9;
            let Self([low, high]) = self;
            *(if place < 64 { low } else { high }) |= 1 << (place & 63);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_says_has_the_letters_of_each_part_of_it() {
        let all = BigramFilter::of_values(r#"{"Type":"LogEntryEvent", "Note" : [true, "opened BY hand"], "Number":7}"#);
        for part in ["logentry", "ENTRY", "true", "by hand", "7", "", "ab"] {
            assert!(all.may_contain(BigramFilter::of(part)), "{part}");
        }
        assert!(BigramFilter::ANY.may_contain(all) && !all.may_contain(BigramFilter::ANY));
    }

    #[test]
    fn names_of_properties_are_not_said() {
        let all = BigramFilter::of_values(r#"{"Type":"X","Zygote" : 1}"#);
        assert!(!all.may_contain(BigramFilter::of("type")) && !all.may_contain(BigramFilter::of("zyg")));
        assert_eq!(all, BigramFilter::default());
    }

    #[test]
    fn most_words_are_told_from_a_usual_event() {
        let usual = BigramFilter::of_values(
            r#"{"Type":"AggregateEvent","EventId":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004","Device":"St. Anne, Pharmacy, Fridge 1","PassRfid":"04E341C5150EAB","Adds":["3034257BF7194E4000001A85"],"EventTime":"2026-05-18T10:00:00Z"}"#,
        );
        let words = ["doorbreach", "powerfailure", "unlock", "lockdown", "zzz", "shutdown", "heartbeat", "invalidpass"];
        assert!(words.iter().all(|word| !usual.may_contain(BigramFilter::of(word))));
    }
}
