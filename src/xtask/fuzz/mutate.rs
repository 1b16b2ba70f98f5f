//! A generator of damaged texts: random edits such as networks, proxies and other versions of a program make.

/// A random number generator, xorshift64*: small, quick, and the same on every machine.
pub struct Random(u64);

impl Random {
    /// Zero is the one state that this generator never leaves.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 to one less than `end`; 0 where there is no such number.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn pick<'list, T>(&mut self, list: &'list [T]) -> Option<&'list T> {
        list.get(self.below(list.len()))
    }
}

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
    random: Random,
}

impl Mutator {
    /// `None` when there is no text to damage.
    pub fn new(corpus: Vec<Vec<u8>>, random: Random) -> Option<Self> {
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
fn random_range(random: &mut Random, text: &[u8]) -> (usize, usize) {
    let start = random.below(text.len());
    let most = (text.len() - start).min(1 << random.below(8));
    (start, start + random.below(most + 1))
}

/// The bytes of a random value: from a colon to the comma or bracket that ends it. Empty where there is no colon.
fn random_value(random: &mut Random, text: &[u8]) -> std::ops::Range<usize> {
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
        let mut mutator = Mutator::new(corpus, Random::new(seed)).unwrap();
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
        assert!(Mutator::new(Vec::new(), Random::new(1)).is_none());
    }
}
