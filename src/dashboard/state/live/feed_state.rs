//! An enum of the states of the feed.

use jiff::Timestamp;

/// The state of the feed. Times are of the browser's steady clock: they give the age of the latest frame, not the time of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedState {
    /// This environment has no feed: only answers are known.
    Off,
    /// Connecting, for the first time or again.
    Connecting,
    /// Connected; some retained events are still to come.
    CatchingUp {
        /// How many; 0 where it is not known.
        remaining: u64,
        /// When the last frame came.
        at: Timestamp,
    },
    /// Connected and up to date.
    Live {
        /// When the last frame came.
        at: Timestamp,
    },
    /// The connection is lost; another attempt follows by itself.
    Waiting {
        /// When the last frame came, if any ever did.
        last: Option<Timestamp>,
        /// Why it ended.
        reason: String,
    },
    /// A file is read in place of a feed.
    Reading {
        /// How much of it, in hundredths.
        percent: u8,
    },
    /// All of a file is read: nothing more comes.
    Read,
    /// The feed will not come back by itself.
    Stopped {
        /// Why.
        reason: String,
    },
}

impl FeedState {
    /// When the last frame came.
    pub fn last_frame(&self) -> Option<Timestamp> {
        match self {
            Self::CatchingUp { at, .. } | Self::Live { at } => Some(*at),
            Self::Waiting { last, .. } => *last,
            Self::Off | Self::Connecting | Self::Reading { .. } | Self::Read | Self::Stopped { .. } => None,
        }
    }

    /// Records a frame with `count` events; 0 for a beat.
    pub fn received(&mut self, count: u64, now: Timestamp) {
        *self = match self {
            Self::CatchingUp { remaining, .. } if *remaining > count => {
                Self::CatchingUp { remaining: *remaining - count, at: now }
            }
            _ => Self::Live { at: now },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catching_up_ends_when_the_retained_events_are_in() {
        let at = Timestamp::UNIX_EPOCH;
        let mut state = FeedState::CatchingUp { remaining: 600, at };
        state.received(512, at);
        assert_eq!(state, FeedState::CatchingUp { remaining: 88, at });
        state.received(88, at);
        assert_eq!(state, FeedState::Live { at });
    }
}
