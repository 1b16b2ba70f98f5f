//! The options of a simulator.

use jiff::Timestamp;

/// The options of a simulator. The same options and the same calls give the same bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The number of devices, without the sentinels. Up to 100,000 are reasonable.
    pub devices: usize,
    /// The seed of all random numbers.
    pub seed: u64,
    /// The simulated time at which it starts. The fleet has already run for a little more than an hour by then.
    pub start: Timestamp,
    /// Extra events per second of simulated time, up to [`MAX_RATE`](crate::MAX_RATE), in addition to those that the
    /// fleet sends by itself.
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
