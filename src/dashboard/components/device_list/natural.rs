//! The order that people expect of names with numbers in them: "Cabinet 2" before "Cabinet 10".

use std::cmp::Ordering;

/// Compares two texts: runs of digits by their value, everything else letter by letter, capitals like small letters.
pub fn natural(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    loop {
        let order;
        (order, one, other) = match (one, other) {
            ([], _) | (_, []) => return one.len().cmp(&other.len()),
            ([a, ..], [b, ..]) if a.is_ascii_digit() && b.is_ascii_digit() => {
                let ((a, one), (b, other)) = (number(one), number(other));
                // Without leading zeros the longer number is the larger.
                (a.len().cmp(&b.len()).then_with(|| a.cmp(b)), one, other)
            }
            ([a, one @ ..], [b, other @ ..]) => (a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()), one, other),
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// The digits that a text begins with, without leading zeros, and the rest.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let zeros = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    (digits.split_at(zeros).1, rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_count_by_their_value() {
        let mut names = ["Cabinet 10", "cabinet 9", "Cabinet 9b", "Cabinet", "Cabinet 0100", "Annex 12"];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["Annex 12", "Cabinet", "cabinet 9", "Cabinet 9b", "Cabinet 10", "Cabinet 0100"]);
    }

    #[test]
    fn numbers_longer_than_any_integer_are_compared_all_the_same() {
        assert_eq!(natural(&"9".repeat(100), &"9".repeat(101)), Ordering::Less);
    }

    proptest! {
        #[test]
        fn the_order_is_the_same_from_either_side(one in "[a-c0-2Ä ]{0,8}", other in "[a-c0-2Ä ]{0,8}") {
            prop_assert_eq!(natural(&one, &other), natural(&other, &one).reverse());
        }

        #[test]
        fn what_is_before_the_middle_is_before_what_is_behind_it(mut texts in prop::array::uniform3("[aA01 ]{0,5}")) {
            texts.sort_by(|one, other| natural(one, other));
            let [first, middle, last] = &texts;
            prop_assert!(natural(first, middle).is_le() && natural(middle, last).is_le() && natural(first, last).is_le());
        }
    }
}
