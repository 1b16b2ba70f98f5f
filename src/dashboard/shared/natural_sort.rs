//! A natural sort order for names that contain numbers: "Cabinet 2" before "Cabinet 10".

use std::{cmp::Ordering, sync::Arc};

use crate::state::directory::device_entry::DeviceEntry;
/// The sort key of a text: digits compare by their numeric value, letters without case. It is computed once per text, so that sorting
/// thousands of texts only compares bytes.
pub fn natural_sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 4);
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        if byte.is_ascii_digit() {
            let (digits, behind) = number(rest);
            // All numbers sort where digits sort among the letters. Of two numbers, the one with more digits is larger.
            key.push(b'0');
            key.extend(u16::try_from(digits.len()).unwrap_or(u16::MAX).to_be_bytes());
            key.extend(digits);
            rest = behind;
        } else {
            key.push(byte.to_ascii_lowercase());
            rest = behind;
        }
    }
    key
}

/// The leading digits of a text without leading zeros, and the rest of the text.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let zeros = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
    (digits.split_at(zeros).1, rest)
}

/// One sort function for all columns: a generic one would add 5 kB of WebAssembly per comparison.
pub fn sort(numbers: &mut [u32], compare: &dyn Fn(&u32, &u32) -> Ordering) {
    numbers.sort_by(compare);
}

/// The indices of the devices, sorted by name.
pub fn by_name(entries: &[DeviceEntry]) -> Arc<[u32]> {
    let keys: Vec<_> = entries.iter().map(|entry| natural_sort_key(&entry.sort_key)).collect();
    let mut numbers: Vec<u32> = (0..).take(entries.len()).collect();
    sort(&mut numbers, &|one, other| keys.get(*one as usize).cmp(&keys.get(*other as usize)));
    numbers.into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_count_by_their_value() {
        let mut names =
            ["Cabinet 10", "cabinet 9", "Cabinet 9b", "Cabinet", "Cabinet 0100", "Annex 12", "Cabinet 9, east"];
        names.sort_by_key(|name| natural_sort_key(name));
        assert_eq!(
            names,
            ["Annex 12", "Cabinet", "cabinet 9", "Cabinet 9, east", "Cabinet 9b", "Cabinet 10", "Cabinet 0100"]
        );
    }

    #[test]
    fn numbers_longer_than_any_integer_are_compared_all_the_same() {
        assert!(natural_sort_key(&"9".repeat(100)) < natural_sort_key(&"1".repeat(101)));
    }

    proptest! {
        #[test]
        fn numbers_alone_stand_in_the_order_of_numbers(one in any::<u64>(), other in any::<u64>()) {
            prop_assert_eq!(natural_sort_key(&one.to_string()).cmp(&natural_sort_key(&other.to_string())), one.cmp(&other));
        }

        #[test]
        fn texts_without_numbers_stand_in_the_order_of_their_letters(one in "[a-zA-Zä ,]{0,9}", other in "[a-zA-Zä ,]{0,9}") {
            let letters = one.to_ascii_lowercase().cmp(&other.to_ascii_lowercase());
            prop_assert_eq!(natural_sort_key(&one).cmp(&natural_sort_key(&other)), letters);
        }
    }
}
