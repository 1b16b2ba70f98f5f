//! A ring buffer of the newest events, bounded in number and in bytes.
//!
//! A connection holds only its position and no events, so memory is bounded however many connections there are and however slowly they
//! read.

use std::{
    collections::VecDeque,
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jetstream_api::feed::{Close, MAX_EVENTS};
use tokio::sync::watch;

use super::log::{FeedLog, Heartbeat, LaggedBehind, Position, Resumed};

/// The limits of a ring.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most events.
    pub events: usize,
    /// The most bytes of JSON; the newest event is retained whatever its size.
    pub bytes: usize,
}

impl Default for Limits {
    /// A quarter of a minute at 20,000 events a second, the highest rate of a simulator: a page may fall behind as far as that.
    /// Not more, since a page without a cursor is sent all of it.
    fn default() -> Self {
        Self { events: 300_000, bytes: 128 * 1024 * 1024 }
    }
}

/// A ring of retained events.
pub struct Ring {
    limits: Limits,
    /// Distinguishes the cursors of this ring from those of any other.
    name: String,
    retained: Mutex<Retained>,
    heartbeat: watch::Sender<Heartbeat>,
}

#[derive(Default)]
struct Retained {
    events: VecDeque<Arc<str>>,
    oldest: Position,
    bytes: usize,
}

impl Retained {
    fn end(&self) -> Position {
        self.oldest + self.events.len() as u64
    }
}

impl Ring {
    /// An empty ring.
    pub fn new(limits: Limits) -> Self {
        // Two runs need only different names, and this cannot fail, unlike the random numbers of the system.
        Self::continuing(limits, RandomState::new().hash_one(std::process::id()), 0)
    }

    /// An empty ring that continues another one of this name, after the position `end`.
    pub fn continuing(limits: Limits, name: u64, end: Position) -> Self {
        let retained = Mutex::new(Retained { events: VecDeque::new(), oldest: end, bytes: 0 });
        let heartbeat = watch::Sender::new(Heartbeat { end, ..Heartbeat::default() });
        Self { limits, name: format!("{name:016x}"), retained, heartbeat }
    }

    /// Appends events, each the text of one JSON object, and drops the oldest that no longer fit.
    pub fn push(&self, events: impl IntoIterator<Item = Arc<str>>) {
        let mut retained = self.lock();
        for event in events {
            retained.bytes += event.len();
            retained.events.push_back(event);
            let is_over =
                |retained: &Retained| retained.events.len() > self.limits.events || retained.bytes > self.limits.bytes;
            while retained.events.len() > 1 && is_over(&retained) {
                retained.bytes -= retained.events.pop_front().map_or(0, |event| event.len());
                retained.oldest += 1;
            }
        }
        // Under the lock, so that the reported end never goes back.
        let end = retained.end();
        self.heartbeat.send_if_modified(|heartbeat| std::mem::replace(&mut heartbeat.end, end) != end);
    }

    /// Makes every connection send a beat at once.
    pub fn beat(&self) {
        self.heartbeat.send_modify(|heartbeat| heartbeat.beats += 1);
    }

    /// Makes every connection close with this code.
    pub fn close(&self, why: Close) {
        self.heartbeat.send_modify(|heartbeat| heartbeat.closed = Some(why));
    }

    /// A receiver of the state of the ring.
    pub fn subscribe(&self) -> watch::Receiver<Heartbeat> {
        self.heartbeat.subscribe()
    }

    /// The position before the oldest event in the ring, and the one after the newest.
    pub fn bounds(&self) -> (Position, Position) {
        let retained = self.lock();
        (retained.oldest, retained.end())
    }

    /// Where a client with this cursor continues if events are retained from `oldest` to `end`.
    pub fn resume_from(&self, (oldest, end): (Position, Position), after: Option<&str>) -> Resumed {
        let (position, gap) = match after.map(|cursor| self.position(cursor)) {
            None => (oldest, None),
            Some(Some(position)) if (oldest..=end).contains(&position) => (position, None),
            Some(Some(position)) if position < oldest => {
                (oldest, Some("The events after this cursor are no longer retained."))
            }
            Some(_) => (oldest, Some("This feed never gave this cursor; it may be from before a restart.")),
        };
        Resumed { position, oldest, retained: end.saturating_sub(position), gap }
    }

    /// The events after a position, at most as many as one frame may have.
    ///
    /// Errors: the position lies before the oldest event in the ring.
    pub fn after(&self, position: Position) -> Result<Vec<Arc<str>>, LaggedBehind> {
        let retained = self.lock();
        let skipped = position.checked_sub(retained.oldest).ok_or(LaggedBehind)?;
        let skipped = usize::try_from(skipped).map_err(|_| LaggedBehind)?;
        Ok(retained.events.iter().skip(skipped).take(MAX_EVENTS).cloned().collect())
    }

    /// The cursor for a position.
    pub fn cursor(&self, position: Position) -> String {
        format!("{}-{position}", self.name)
    }

    fn position(&self, cursor: &str) -> Option<Position> {
        let (name, position) = cursor.rsplit_once('-')?;
        let position = position.parse().ok().filter(|_| name == self.name)?;
        // Only what was given out counts: `+1` and `01` were not.
        (self.cursor(position) == cursor).then_some(position)
    }

    fn lock(&self) -> MutexGuard<'_, Retained> {
        self.retained.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FeedLog for Arc<Ring> {
    fn resume(&self, after: Option<&str>) -> Resumed {
        self.resume_from(self.bounds(), after)
    }

    async fn after(&self, position: Position) -> Result<Vec<Arc<str>>, Close> {
        Ring::after(self, position).map_err(|LaggedBehind| Close::TooSlow)
    }

    fn cursor(&self, position: Position) -> String {
        Ring::cursor(self, position)
    }

    fn subscribe(&self) -> watch::Receiver<Heartbeat> {
        Ring::subscribe(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resume(ring: &Ring, after: Option<&str>) -> Resumed {
        ring.resume_from(ring.bounds(), after)
    }

    fn ring(events: usize, bytes: usize) -> Ring {
        Ring::new(Limits { events, bytes })
    }

    fn events(numbers: std::ops::Range<u32>) -> impl Iterator<Item = Arc<str>> {
        numbers.map(|number| Arc::from(format!("{{\"n\":{number:03}}}")))
    }

    fn texts(ring: &Ring, position: Position) -> Vec<String> {
        ring.after(position).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_newest_events_are_retained_in_order() {
        let ring = ring(3, 1_000);
        ring.push(events(0..5));
        assert_eq!(resume(&ring, None), Resumed { position: 2, oldest: 2, retained: 3, gap: None });
        assert_eq!(texts(&ring, 3), [r#"{"n":003}"#, r#"{"n":004}"#]);
        assert_eq!(texts(&ring, 5), [""; 0]);
        assert_eq!(ring.after(1), Err(LaggedBehind));
    }

    #[test]
    fn bytes_are_bounded_too_but_the_newest_event_stays() {
        let ring = ring(1_000, 25);
        ring.push(events(0..5));
        assert_eq!(resume(&ring, None).retained, 2, "of nine bytes each");
        ring.push([Arc::from("x".repeat(100))]);
        assert_eq!(resume(&ring, None).retained, 1);
        ring.push(events(5..6));
        assert_eq!(texts(&ring, 6), [r#"{"n":005}"#]);
    }

    #[test]
    fn a_cursor_leads_back_to_its_position() {
        let ring = ring(100, 1_000);
        ring.push(events(0..5));
        for position in 0..=5 {
            let cursor = ring.cursor(position);
            assert!(cursor.is_ascii() && cursor.len() <= jetstream_api::feed::MAX_CURSOR);
            let resumed = resume(&ring, Some(&cursor));
            assert_eq!((resumed.position, resumed.retained, resumed.gap), (position, 5 - position, None));
        }
    }

    #[test]
    fn a_cursor_that_is_too_old_or_was_never_given_leads_to_the_oldest_with_a_reason() {
        let ring = ring(2, 1_000);
        ring.push(events(0..5));
        let (own, other) = (ring.cursor(4), self::ring(2, 1_000).cursor(4));
        assert_ne!(own, other, "another run gives other cursors");
        let padded = own.replace("-4", "-04");
        for cursor in
            [ring.cursor(2), ring.cursor(6), other, padded, own.replace("-4", "-+4"), String::new(), "é".into()]
        {
            let resumed = resume(&ring, Some(&cursor));
            assert_eq!((resumed.position, resumed.retained), (3, 2), "{cursor}");
            assert!(resumed.gap.is_some(), "{cursor}");
        }
    }

    #[test]
    fn those_who_wait_are_told_of_events_and_beats() {
        let ring = ring(2, 1_000);
        let mut heartbeat = ring.subscribe();
        ring.push(events(0..5));
        assert!(heartbeat.has_changed().unwrap());
        assert_eq!(*heartbeat.borrow_and_update(), Heartbeat { end: 5, beats: 0, closed: None });
        ring.beat();
        assert_eq!(*heartbeat.borrow_and_update(), Heartbeat { end: 5, beats: 1, closed: None });
        ring.close(Close::BadKey);
        assert_eq!(*heartbeat.borrow_and_update(), Heartbeat { end: 5, beats: 1, closed: Some(Close::BadKey) });
    }

    #[test]
    fn a_ring_that_continues_another_takes_its_cursors_and_counts_on() {
        let limits = Limits { events: 3, bytes: 1_000 };
        let (first, second) = (Ring::continuing(limits, 7, 0), Ring::continuing(limits, 7, 5));
        first.push(events(0..5));
        assert_eq!(second.bounds(), (5, 5));
        let resumed = second.resume_from((2, 5), Some(&first.cursor(4)));
        assert_eq!(resumed, Resumed { position: 4, oldest: 2, retained: 1, gap: None });
        second.push(events(5..6));
        assert_eq!(texts(&second, 5), [r#"{"n":005}"#]);
    }
}
