//! A live feed of the demo backend: the frames that a gateway would send, without a socket.

use std::time::Duration;

use jetstream_api::{
    feed::{BEAT_SECONDS, Frame, Gap, MAX_EVENTS, Ready},
    time,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::value::RawValue;

use crate::state::demo::{
    issued::{NextItem, Position},
    jetstream::DemoBackend,
};
use jetstream_browser as browser;

/// The interval at which the simulation advances and new events are fetched: short enough to show the effect of a click at once.
const PULSE: Duration = Duration::from_millis(100);

/// A connection that never breaks.
#[derive(Debug)]
pub struct Feed {
    jetstream: DemoBackend,
    /// `None` before the first frame.
    position: Option<Position>,
    spoken: Timestamp,
}

impl Feed {
    /// Follows the events of the simulated Jetstream, from the oldest that is held.
    pub fn of(jetstream: DemoBackend) -> Self {
        Self { jetstream, position: None, spoken: Timestamp::UNIX_EPOCH }
    }

    /// Waits for the next frame: [`Frame::Ready`], then events as they come, and beats in silence.
    pub async fn next(&mut self) -> Frame {
        // The first call creates the fleet. The page is painted before that.
        browser::sleep(Duration::ZERO).await;
        loop {
            let is_behind = self.jetstream.step();
            if let Some(frame) = self.turn(is_behind) {
                self.spoken = browser::steady_now();
                return frame;
            }
            browser::sleep(if is_behind { Duration::ZERO } else { PULSE }).await;
        }
    }

    fn turn(&mut self, is_behind: bool) -> Option<Frame> {
        let Some(position) = self.position else { return Some(self.ready()) };
        match self.jetstream.issued(|issued| issued.after(position, MAX_EVENTS)) {
            NextItem::Events(texts, _) if texts.is_empty() => (!is_behind && self.is_silent()).then(|| self.beat()),
            NextItem::Events(texts, position) => {
                self.position = Some(position);
                let events = texts.iter().filter_map(|text| RawValue::from_string(text.to_string()).ok());
                Some(Frame::Events { cursor: position.to_string(), events: events.collect() })
            }
            NextItem::Gap(resumed_at) => {
                self.position = Some(resumed_at);
                let reason = "More has happened than the simulation in this page holds.".to_owned();
                Some(Frame::Gap(Gap { after: position.to_string(), resumed_at: resumed_at.to_string(), reason }))
            }
        }
    }

    fn ready(&mut self) -> Frame {
        let (oldest, retained) = self.jetstream.issued(|issued| issued.retained());
        self.position = Some(oldest);
        Frame::Ready(Ready {
            cursor: oldest.to_string(),
            oldest: oldest.to_string(),
            retained: Some(retained),
            now: Some(self.now()),
            source: "simulated".to_owned(),
        })
    }

    fn beat(&self) -> Frame {
        Frame::Beat { now: self.now() }
    }

    fn is_silent(&self) -> bool {
        browser::steady_now().duration_since(self.spoken) >= SignedDuration::from_secs(BEAT_SECONDS.into())
    }

    fn now(&self) -> String {
        time::format(self.jetstream.now())
    }
}
