//! Which pairs of neighbouring letters a text has: most of 100,000 texts need not be looked at to know that a search is not in
//! them.

/// The pairs of a text. Several pairs share one of 256 places, so that it may seem to have one that it lacks, and never the other
/// way round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BigramFilter([u64; 4]);

impl BigramFilter {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut places = [0_u64; 4];
        let mut before = None;
        for byte in text.bytes() {
            if let Some(before) = before.replace(byte) {
                let place = before.wrapping_mul(31).wrapping_add(byte);
                if let Some(word) = places.get_mut(usize::from(place / 64)) {
                    *word |= 1 << (place % 64);
                }
            }
        }
        Self(places)
    }

    /// May a text with these hold one with those? `false` is certain.
    pub fn may_contain(&self, those: &Self) -> bool {
        self.0.iter().zip(&those.0).all(|(own, wanted)| own & wanted == *wanted)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_that_holds_a_search_is_passed_over(before in ".{0,20}", text in ".{0,8}", behind in ".{0,20}") {
            let haystack = format!("{before}{text}{behind}");
            prop_assert!(BigramFilter::of(&haystack).may_contain(&BigramFilter::of(&text)));
        }
    }

    #[test]
    fn most_texts_that_do_not_hold_a_search_are_passed_over() {
        let wards = (0..1_000)
            .map(|number| format!("mercy general, ward {number}\nts092, security cabinet\n0101{number:08}\nus"));
        let kept = wards.filter(|text| BigramFilter::of(text).may_contain(&BigramFilter::of("no such"))).count();
        assert!(kept < 100, "{kept} of 1000");
    }
}
