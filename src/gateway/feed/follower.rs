//! Following a log: what is retained, then what is new, and a beat in silence.

use std::{convert::Infallible, future::pending, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use jetstream_api::{
    feed::{BEAT_SECONDS, Close, EventsWriter, Frame, Gap, MAX_EVENTS, Ready},
    time,
};
use tokio::time::{Instant, sleep_until, timeout};

use super::{
    frame::{SocketEnd, frame},
    log::{Log, Position},
    source::FeedSource,
};

/// Events that come within this time of the last frame of events travel together.
const COALESCING: Duration = Duration::from_millis(50);
/// How often the time is told where it does not pass as it does for the client.
const TELLING: Duration = Duration::from_secs(1);
/// How long a frame may take to be taken by the network before the client counts as too slow.
pub(super) const SENDING: Duration = Duration::from_secs(10);

/// Sends what is new to one client. It holds a position and no events.
pub(super) struct Follower<'a, S: FeedSource> {
    socket: &'a mut WebSocket,
    source: &'a S,
    log: &'a S::FeedLog,
    position: Position,
    /// When the next frame of events may be sent.
    free: Instant,
    /// When the last frame was sent.
    spoken: Instant,
    /// When the last beat was sent.
    beaten: Instant,
}

impl<'a, S: FeedSource> Follower<'a, S> {
    pub(super) fn new(socket: &'a mut WebSocket, source: &'a S, log: &'a S::FeedLog) -> Self {
        let now = Instant::now();
        Self { socket, source, log, position: 0, free: now, spoken: now, beaten: now }
    }

    /// Goes on from a cursor until the client goes, says something, or is too slow.
    pub(super) async fn run(mut self, after: Option<&str>) -> Result<Infallible, SocketEnd> {
        let mut pulse = self.log.subscribe();
        let mut beats = pulse.borrow_and_update().beats;
        self.begin(after).await?;
        loop {
            let seen = *pulse.borrow_and_update();
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
                _ => Some(self.free),
            };
            let beat_at = self.beat_at();
            tokio::select! {
                // The log outlives its followers.
                _ = pulse.changed() => {}
                () = at(events_at) => self.events().await?,
                () = at(Some(beat_at)) => self.beat().await?,
                // Whatever it is, it is one frame too many.
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
        // Who is behind what is retained has been too slow. It comes back by cursor, and is then told of the gap.
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
        self.free = self.spoken + COALESCING;
        Ok(())
    }

    async fn beat(&mut self) -> Result<(), SocketEnd> {
        let now = time::format(self.source.now());
        self.send(Frame::Beat { now }.to_text()).await?;
        self.beaten = self.spoken;
        Ok(())
    }

    fn beat_at(&self) -> Instant {
        match self.source.is_real_time() {
            true => self.spoken + Duration::from_secs(BEAT_SECONDS.into()),
            false => self.beaten + TELLING,
        }
    }

    async fn send(&mut self, text: String) -> Result<(), SocketEnd> {
        let sent = timeout(SENDING, self.socket.send(Message::Text(text.into()))).await;
        sent.map_err(|_| SocketEnd::Close(Close::TooSlow))?.map_err(|_| SocketEnd::Gone)?;
        self.spoken = Instant::now();
        Ok(())
    }
}

/// Waits until then; what is due already does not wait for the timer.
async fn at(time: Option<Instant>) {
    match time {
        None => pending().await,
        Some(time) if time <= Instant::now() => {}
        Some(time) => sleep_until(time).await,
    }
}
