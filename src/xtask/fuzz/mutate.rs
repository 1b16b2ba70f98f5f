//! A generator of damaged texts: random edits such as networks, proxies and other versions of a program make.

use jetstream_simulator::Rng;

/// Tokens that replace a value, or are inserted anywhere.
const TOKENS: [&[u8]; 26] = [
    b"null",
    b"true",
    b"\"False\"",
    b"0",
    b"-0",
    b"-1",
    b"1.5",
    b"1e400",
    b"18446744073709551615",
    b"18446744073709551616",
    b"-9223372036854775809",
    b"\"\"",
    b"\" \"",
    b"\"\\ud800\"",
    b"\"\\u0000\"",
    b"\"0001-01-01T00:00:00Z\"",
    b"\"9999-12-31T23:59:60+25:00\"",
    b"\"3/8/20211 13:54:01 PM\"",
    b"{}",
    b"[]",
    b"[[[[[[[[[[",
    b"{\"a\":{\"a\":",
    b"\xff\xfe",
    b"\xf0\x9f\xa7\x8a",
    b"\xef\xbb\xbf",
    b"<html>",
];

/// An endless sequence of damaged texts.
pub struct Mutator {
    corpus: Vec<Vec<u8>>,
    random: Rng,
}

impl Mutator {
    /// `None` when there is no text to damage.
    pub fn new(corpus: Vec<Vec<u8>>, random: Rng) -> Option<Self> {
        (!corpus.is_empty()).then_some(Self { corpus, random })
    }

    /// One of the texts, damaged once or a few times.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut text = self.random.pick(&self.corpus).cloned().unwrap_or_default();
        for _ in 0..=self.random.below(4) {
            self.damage(&mut text);
        }
        text
    }

    fn damage(&mut self, text: &mut Vec<u8>) {
        let random = &mut self.random;
        match random.below(8) {
            0 => {
                let (at, bit) = (random.below(text.len()), random.below(8));
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
            1 => text.truncate(random.below(text.len())),
            2 => {
                let (start, end) = random_range(random, text);
                text.drain(start..end);
            }
            3 => {
                let (start, end) = random_range(random, text);
                let copy: Vec<u8> = text.get(start..end).unwrap_or_default().to_vec();
                text.splice(end..end, copy);
            }
            4 => {
                let at = random.below(text.len());
                text.splice(at..at, random.pick(&TOKENS).copied().unwrap_or_default().iter().copied());
            }
            5 | 6 => {
                // A value for a value: the text stays JSON, and the decoders get to work.
                let value = random_value(random, text);
                text.splice(value, random.pick(&TOKENS).copied().unwrap_or_default().iter().copied());
            }
            _ => {
                let other = random.pick(&self.corpus).cloned().unwrap_or_default();
                let (start, end) = (random.below(text.len()), random.below(other.len()));
                text.truncate(start);
                text.extend_from_slice(other.get(end..).unwrap_or_default());
            }
        }
    }
}

/// Start and end of a random range of bytes, mostly short.
fn random_range(random: &mut Rng, text: &[u8]) -> (usize, usize) {
    let start = random.below(text.len());
    let most = (text.len() - start).min(1 << random.below(8));
    (start, start + random.below(most + 1))
}

/// The bytes of a random value: from a colon to the comma or bracket that ends it. Empty where there is no colon.
fn random_value(random: &mut Rng, text: &[u8]) -> std::ops::Range<usize> {
    let from = random.below(text.len());
    let rest = text.get(from..).unwrap_or_default();
    let Some(colon) = rest.iter().position(|byte| *byte == b':') else { return from..from };
    let start = from + colon + 1;
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.iter().position(|byte| b",}]".contains(byte)).unwrap_or(rest.len());
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(seed: u64, count: usize) -> Vec<Vec<u8>> {
        let corpus = vec![br#"{"Type":"HeartbeatEvent","Version":2}"#.to_vec(), b"[]".to_vec(), Vec::new()];
        let mut mutator = Mutator::new(corpus, Rng::new(seed, 0)).unwrap();
        (0..count).map(|_| mutator.next_input()).collect()
    }

    #[test]
    fn one_seed_gives_one_sequence() {
        assert_eq!(inputs(7, 500), inputs(7, 500));
        assert_ne!(inputs(7, 500), inputs(8, 500));
        assert_eq!(inputs(0, 500), inputs(0, 500), "zero is a seed like any other");
    }

    #[test]
    fn inputs_are_of_many_kinds() {
        let all = inputs(1, 5_000);
        let different: std::collections::HashSet<_> = all.iter().collect();
        assert!(different.len() > 2_500, "{}", different.len());
        let json = all.iter().filter(|input| serde_json::from_slice::<serde_json::Value>(input).is_ok()).count();
        assert!(json > 300, "{json} are still JSON and reach the decoders");
        assert!(all.iter().any(|input| std::str::from_utf8(input).is_err()));
    }

    #[test]
    fn without_examples_there_is_nothing_to_damage() {
        assert!(Mutator::new(Vec::new(), Rng::new(1, 0)).is_none());
    }
}
