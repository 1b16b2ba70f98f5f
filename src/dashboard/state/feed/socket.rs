//! A task that follows the gateway's feed over a WebSocket, and reconnects by cursor without a gap.

use std::time::Duration;

use futures_util::future::abortable;
use jetstream_api::{
    feed::{Close, Frame, Hello, PROTOCOL, SILENCE_SECONDS},
    key::AccessKey,
};
use leptos::{prelude::on_cleanup, task::spawn_local};

use crate::state::{
    feed::{backoff, intake::FeedIntake},
    live::feed_state::FeedState,
};
use jetstream_browser::{self as browser, Incoming, Socket};

/// Follows the feed until the owner is gone.
pub fn follow(intake: FeedIntake, url: String, key: AccessKey) {
    let (task, handle) = abortable(keep_following(intake, url, key));
    spawn_local(async move {
        // It always ends by being aborted, so there is nothing to report.
        let _ = task.await;
    });
    on_cleanup(move || handle.abort());
}

async fn keep_following(intake: FeedIntake, url: String, key: AccessKey) {
    let mut cursor = None;
    let mut last = None;
    let mut attempt = 0;
    intake.live.set_feed_state(FeedState::Connecting);
    loop {
        let before = last;
        let end = follow_once(intake, &url, &key, &mut cursor, &mut last).await;
        // A connection that delivered a frame was a good one: start the backoff again. Not so when the feed itself asked for a
        // pause, or sent an unreadable frame: the attempts would then never slow down.
        let (reason, was_good) = match end {
            Disconnect::Stopped(reason) => return intake.live.set_feed_state(FeedState::Stopped { reason }),
            Disconnect::ConnectionLost(reason) => (reason, last != before),
            Disconnect::ServerChanged(reason) => (reason, false),
            Disconnect::Timeout => {
                let reason = format!("nothing was heard for {SILENCE_SECONDS} s");
                intake.live.set_feed_state(FeedState::Waiting { last, reason });
                continue;
            }
        };
        attempt = if was_good { 0 } else { attempt + 1 };
        intake.live.set_feed_state(FeedState::Waiting { last, reason });
        browser::sleep(backoff::wait(attempt, browser::random_fraction())).await;
    }
}

/// How long a connection may take to open.
const CONNECTING: Duration = Duration::from_secs(20);

enum Disconnect {
    /// It broke.
    ConnectionLost(String),
    /// It was refused for now, or it sent a frame that cannot be read.
    ServerChanged(String),
    /// No frame arrived in time, not even a beat.
    Timeout,
    /// It will not come back by itself.
    Stopped(String),
}

async fn follow_once(
    intake: FeedIntake,
    url: &str,
    key: &AccessKey,
    cursor: &mut Option<String>,
    last: &mut Option<jiff::Timestamp>,
) -> Disconnect {
    let mut socket = match Socket::open(url, PROTOCOL) {
        Ok(socket) => socket,
        Err(reason) => return Disconnect::Stopped(reason),
    };
    let hello = Hello { access_key: key.reveal(), after: cursor.clone() };
    if !socket.send(hello.to_text(), CONNECTING).await {
        return Disconnect::ConnectionLost(format!("the feed did not answer for {} s", CONNECTING.as_secs()));
    }
    let mut heard = false;
    loop {
        match socket.next(Duration::from_secs(SILENCE_SECONDS.into())).await {
            Incoming::Text(text) => {
                *last = Some(browser::steady_now());
                heard = true;
                match Frame::parse(&text) {
                    Ok(frame) => intake.handle_frame(frame, cursor),
                    Err(error) => return Disconnect::ServerChanged(format!("a frame could not be read: {error}")),
                }
            }
            // No frame, not even a beat: the connection is dead, even if the browser still reports it as open. Connect at once.
            Incoming::Silence => return Disconnect::Timeout,
            Incoming::Closed { code, reason } => return ended(url, code, reason, heard),
        }
    }
}

fn ended(url: &str, code: u16, reason: String, heard: bool) -> Disconnect {
    let close = Close::from_code(code);
    let words = match close {
        Some(Close::BadKey) => "the feed does not accept this key",
        Some(Close::Origin) => "the feed does not allow this page's origin",
        Some(Close::BadFrame) => "the feed did not understand this dashboard",
        Some(Close::TooSlow) => "this browser was too slow; going on where it stopped",
        Some(Close::NoHello) => "the feed waited too long for the first frame",
        Some(Close::TryLater) => "the feed asks to come back later",
        None if browser::blocked_by_policy(url) => "the security policy of this page does not allow the feed's host",
        None if heard => "the connection to the feed broke",
        None => "the feed cannot be reached",
    };
    let words = if reason.is_empty() { words.to_owned() } else { format!("{words}: {reason}") };
    match close {
        Some(close) if close.is_final() => Disconnect::Stopped(words),
        Some(Close::TryLater) => Disconnect::ServerChanged(words),
        _ => Disconnect::ConnectionLost(words),
    }
}
