//! A random number generator whose every draw follows from its seed, so that a simulation, a test or a fuzzing run can be repeated.

use jetstream_api::ids::Guid;

use crate::model::clock::Ms;

/// A generator, SplitMix64: eight bytes of state, so that every device can have one of its own. The same on every machine; not for secrets.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// The generator `stream` of a seed. Streams are independent: draws of one device never change those of another.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut mixer = Self(seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95));
        Self(mixer.draw())
    }

    /// The next number; each of 64 bits is as likely as every other.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`; 0 where there is nothing below.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.draw() % end).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.draw() % span.max(1)).unwrap_or(0))
    }

    /// True once in so many draws, on average.
    pub fn one_in(&mut self, chances: u64) -> bool {
        self.draw().is_multiple_of(chances.max(1))
    }

    /// A random duration of about this length: from half of it to one and a half. Whole numbers only, because the
    /// logarithm of an exponential draw is not the same on every machine.
    pub(crate) fn about(&mut self, mean: Ms) -> Ms {
        self.between(mean / 2, mean.saturating_add(mean / 2))
    }

    /// One of the items; `None` where there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    pub(crate) fn guid(&mut self) -> Guid {
        let (high, low) = (self.draw(), self.draw());
        Guid::from_random((u128::from(high) << 64 | u128::from(low)).to_be_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_stream_does_not() {
        let mut draws = [Rng::new(7, 1), Rng::new(7, 1), Rng::new(7, 2), Rng::new(8, 1)].map(|mut rng| rng.guid());
        assert_eq!(draws[0], draws[1]);
        draws.sort();
        assert!(draws[1] != draws[2] || draws[0] != draws[1]);
        assert_ne!(Rng::new(7, 1).guid(), Rng::new(7, 2).guid());
        assert_ne!(Rng::new(7, 1).guid(), Rng::new(8, 1).guid());
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut rng = Rng::new(1, 0);
        for _ in 0..1000 {
            assert!((-3..=4).contains(&rng.between(-3, 4)));
            assert!(rng.below(3) < 3);
            assert!((50..=150).contains(&rng.about(100)));
        }
        assert_eq!((rng.below(0), rng.between(5, 1)), (0, 5));
        assert_eq!(rng.pick::<u8>(&[]), None);
    }
}
