//! What a simulator is made of.

use jiff::Timestamp;

/// What a simulator is made of. The same options and the same calls give the same bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// How many devices; the sentinels come on top. Up to 100,000 are reasonable.
    pub devices: usize,
    /// What all chance follows from.
    pub seed: u64,
    /// The simulated time at which it starts. The fleet has already lived for a little more than an hour by then.
    pub start: Timestamp,
    /// Extra events per second of simulated time, up to [`MAX_RATE`](crate::MAX_RATE), on top of what the fleet tells by
    /// itself.
    pub rate: Option<f64>,
    /// Whether there are [sentinels](crate::sentinels).
    pub sentinels: bool,
}

impl Default for Options {
    /// 48 devices and the sentinels, on a weekday morning.
    fn default() -> Self {
        let start = Timestamp::from_second(1_772_550_000).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { devices: 48, seed: 1, start, rate: None, sentinels: true }
    }
}
