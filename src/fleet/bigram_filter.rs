//! A Bloom filter over pairs of neighbouring bytes: it tells most texts in which a search text does not occur from the others
//! without looking at them.

/// The pairs of a text, each hashed to one of `64 * WORDS` bits. Pairs share bits, so a filter may seem to contain a pair that the
/// text lacks, and never lacks one that the text has. `WORDS` is at most 1024.
///
/// ```
/// use jetstream_fleet::bigram_filter::BigramFilter;
///
/// let ward = BigramFilter::<4>::of_text("mercy general, ward 12");
/// assert!(ward.may_contain(&BigramFilter::of_text("ward 1")));
/// assert!(!ward.may_contain(&BigramFilter::of_text("fridge")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BigramFilter<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for BigramFilter<WORDS> {
    /// The filter of an empty text, which every text may contain.
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> BigramFilter<WORDS> {
    /// The filter of a text that is not known: it may contain every text.
    pub const ANY: Self = Self([u64::MAX; WORDS]);

    /// All pairs of bytes of a text, upper and lower case being different.
    pub fn of_text(text: &str) -> Self {
        let mut filter = Self::default();
        text.bytes().zip(text.bytes().skip(1)).for_each(|(one, other)| filter.insert(one, other));
        filter
    }

    /// The pairs of ASCII letters of a text, in any case. Two hexadecimal digits do not count as a pair: identifiers and EPCs would
    /// set every bit.
    pub fn of_letters(text: &str) -> Self {
        let mut filter = Self::default();
        let mut last = b' ';
        for byte in text.bytes().map(|byte| byte | 0x20) {
            if last.is_ascii_lowercase() && byte.is_ascii_lowercase() && (last > b'f' || byte > b'f') {
                filter.insert(last, byte);
            }
            last = byte;
        }
        filter
    }

    /// Whether a text with this filter can contain a text with the other one; both must be made by the same function. `false` is
    /// certain.
    pub fn may_contain(&self, wanted: &Self) -> bool {
        self.0.iter().zip(&wanted.0).all(|(own, wanted)| own & wanted == *wanted)
    }

    /// Adds all pairs of another filter.
    pub fn union(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    fn insert(&mut self, one: u8, other: u8) {
        // Multiplicative hashing: the number of the pair times 2^32 by the golden ratio, of which the upper half is scaled to the
        // number of bits.
        let [high, low, ..] = u32::from(u16::from_be_bytes([one, other])).wrapping_mul(0x9e37_79b1).to_be_bytes();
        let bit = (usize::from(u16::from_be_bytes([high, low])) * WORDS * 64) >> 16;
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_may_contain_each_part_of_it(before in ".{0,20}", part in ".{0,8}", behind in ".{0,20}") {
            let text = format!("{before}{part}{behind}");
            prop_assert!(BigramFilter::<4>::of_text(&text).may_contain(&BigramFilter::of_text(&part)));
            prop_assert!(BigramFilter::<2>::of_letters(&text).may_contain(&BigramFilter::of_letters(&part)));
        }

        #[test]
        fn a_union_may_contain_what_either_may_contain(one in ".{0,20}", other in ".{0,20}") {
            let mut union = BigramFilter::<2>::of_letters(&one);
            union.union(&BigramFilter::of_letters(&other));
            prop_assert!(union.may_contain(&BigramFilter::of_letters(&one)));
            prop_assert!(union.may_contain(&BigramFilter::of_letters(&other)));
        }
    }

    #[test]
    fn most_texts_that_do_not_contain_a_search_text_are_told_from_the_others() {
        let text = |number: u32| format!("mercy general, ward {number}\nts092, security cabinet\n0101{number:08}\nus");
        for wanted in ["no such", "ward 777", "0101000777"] {
            let wanted = BigramFilter::<4>::of_text(wanted);
            let passed = (0..1_000).filter(|number| BigramFilter::of_text(&text(*number)).may_contain(&wanted)).count();
            assert!(passed < 50, "{passed} of 1000 for {wanted:?}");
        }
    }

    #[test]
    fn hexadecimal_digits_are_not_letters() {
        assert_eq!(BigramFilter::<2>::of_letters("6bd4b8fb-D964-4d00-ABCDEF"), BigramFilter::default());
    }

    #[test]
    fn an_unknown_text_may_contain_everything() {
        let text = BigramFilter::<2>::of_letters("opened by hand");
        assert!(BigramFilter::ANY.may_contain(&text) && !text.may_contain(&BigramFilter::ANY));
    }
}
