//! A connection's reader of a log: it sends the retained events, then new ones, and a beat when nothing else was sent.

use std::{convert::Infallible, future::pending, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use jetstream_api::{
    feed::{BEAT_SECONDS, Close, EventsWriter, Frame, Gap, MAX_EVENTS, Ready},
    time,
};
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    frame::{SocketEnd, frame},
    log::{FeedLog, Position},
    source::FeedSource,
};

/// Events that are issued within this time of the last frame of events are sent together.
const COALESCING_TIME: Duration = Duration::from_millis(50);
/// How often the time is sent if the source's clock does not run as fast as the client's.
const TIME_INTERVAL: Duration = Duration::from_secs(1);
/// How long sending a frame may take before the client counts as too slow.
pub(super) const LONGEST_SEND: Duration = Duration::from_secs(10);

/// Sends the events of a log to one client. It holds a position and no events.
pub(super) struct Follower<'a, S: FeedSource> {
    socket: &'a mut WebSocket,
    source: &'a S,
    log: &'a S::FeedLog,
    position: Position,
    /// The earliest time of the next frame of events.
    events_allowed_at: Instant,
    /// The time of the last frame.
    last_frame_at: Instant,
    /// The time of the last beat.
    last_beat_at: Instant,
}

impl<'a, S: FeedSource> Follower<'a, S> {
    pub(super) fn new(socket: &'a mut WebSocket, source: &'a S, log: &'a S::FeedLog) -> Self {
        let now = Instant::now();
        Self { socket, source, log, position: 0, events_allowed_at: now, last_frame_at: now, last_beat_at: now }
    }

    /// Continues after a cursor until the client closes, sends a frame, or is too slow.
    pub(super) async fn run(mut self, after: Option<&str>) -> Result<Infallible, SocketEnd> {
        let mut heartbeat = self.log.subscribe();
        let mut beats = heartbeat.borrow_and_update().beats;
        self.begin(after).await?;
        loop {
            let seen = *heartbeat.borrow_and_update();
            if let Some(why) = seen.closed {
                return Err(SocketEnd::Close(why));
            }
            if seen.beats != beats {
                beats = seen.beats;
                self.beat().await?;
            }
            let events_at = match seen.end.saturating_sub(self.position) {
                0 => None,
                count if count >= MAX_EVENTS as u64 => Some(Instant::now()),
                _ => Some(self.events_allowed_at),
            };
            let beat_at = self.beat_at();
            tokio::select! {
                // The log outlives its followers.
                _ = heartbeat.changed() => {}
                () = at(events_at) => self.events().await?,
                () = at(Some(beat_at)) => self.beat().await?,
                // After the hello any frame of the client is an error.
                more = frame(self.socket) => return Err(more.map_or_else(|end| end, |_| SocketEnd::Close(Close::BadFrame))),
            }
        }
    }

    async fn begin(&mut self, after: Option<&str>) -> Result<(), SocketEnd> {
        let resumed = self.log.resume(after);
        self.position = resumed.position;
        let cursor = self.log.cursor(resumed.position);
        let ready = Ready {
            cursor: cursor.clone(),
            oldest: self.log.cursor(resumed.oldest),
            retained: Some(resumed.retained),
            now: Some(time::format(self.source.now())),
            source: S::NAME.to_owned(),
        };
        self.send(Frame::Ready(ready).to_text()).await?;
        if let (Some(after), Some(reason)) = (after, resumed.gap) {
            let gap = Gap { after: after.to_owned(), resumed_at: cursor, reason: reason.to_owned() };
            self.send(Frame::Gap(gap).to_text()).await?;
        }
        Ok(())
    }

    async fn events(&mut self) -> Result<(), SocketEnd> {
        // A client that has fallen behind the retained events is closed as too slow. It reconnects with its cursor, and is sent the gap.
        let events = self.log.after(self.position).await.map_err(SocketEnd::Close)?;
        let mut writer = EventsWriter::default();
        for event in &events {
            if !writer.has_room_for(event) {
                break;
            }
            writer.push(event);
        }
        self.position += writer.len() as u64;
        self.source.sent(writer.len());
        self.send(writer.finish(&self.log.cursor(self.position))).await?;
        self.events_allowed_at = self.last_frame_at + COALESCING_TIME;
        Ok(())
    }

    async fn beat(&mut self) -> Result<(), SocketEnd> {
        let now = time::format(self.source.now());
        self.send(Frame::Beat { now }.to_text()).await?;
        self.last_beat_at = self.last_frame_at;
        Ok(())
    }

    fn beat_at(&self) -> Instant {
        match self.source.is_real_time() {
            true => self.last_frame_at + Duration::from_secs(BEAT_SECONDS.into()),
            false => self.last_beat_at + TIME_INTERVAL,
        }
    }

    async fn send(&mut self, text: String) -> Result<(), SocketEnd> {
        let sent = timeout(LONGEST_SEND, self.socket.send(Message::Text(text.into()))).await;
        sent.map_err(|_| SocketEnd::Close(Close::TooSlow))?.map_err(|_| SocketEnd::Gone)?;
        self.last_frame_at = Instant::now();
        Ok(())
    }
}

/// Waits until a time, or for ever. A time that has passed does not wait for the timer.
async fn at(time: Option<Instant>) {
    match time {
        None => pending().await,
        Some(time) if time <= Instant::now() => {}
        Some(time) => sleep_until(time).await,
    }
}
