//! One connection to the feed, from the hello to the close.

use std::{convert::Infallible, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use jetstream_api::{
    feed::{Close, HELLO_SECONDS, Hello},
    key::AccessKey,
};
use tokio::time::{sleep, timeout};

use super::{
    follower::Follower,
    frame::{SocketEnd, frame},
    socket_limits::PermitHolder,
    source::FeedSource,
};
use crate::{concurrency_limit::Permit, shutdown::Shutdown};

/// How long the close frame may take.
const CLOSING: Duration = Duration::from_secs(5);
/// How long to wait for the other side's close.
const LINGERING: Duration = Duration::from_secs(2);

/// Serves a connection until the client, an error or the shutdown ends it. `hello` is the permit of a connection that is not accepted yet.
pub(super) async fn serve_socket<S: FeedSource>(
    mut socket: WebSocket,
    source: &S,
    shutdown: &Shutdown,
    hello: Permit<PermitHolder>,
) {
    let end = tokio::select! {
        Err(end) = follow(&mut socket, source, hello) => end,
        () = shutdown.wait() => SocketEnd::Close(Close::TryLater),
    };
    tracing::debug!(?end, "feed connection ends");
    match end {
        SocketEnd::Gone => drain(&mut socket).await,
        SocketEnd::Close(why) => refuse(socket, why).await,
        SocketEnd::Broken => {
            if send(&mut socket, Close::BadFrame).await {
                sleep(LINGERING).await;
            }
        }
    }
}

/// Closes with a code.
pub(super) async fn refuse(mut socket: WebSocket, why: Close) {
    if send(&mut socket, why).await {
        drain(&mut socket).await;
    }
}

/// Sends the close frame, behind a frame that may be stuck half-way. Returns whether the network took it.
async fn send(socket: &mut WebSocket, why: Close) -> bool {
    let frame = CloseFrame { code: why.code(), reason: reason(why).into() };
    matches!(timeout(CLOSING, socket.send(Message::Close(Some(frame)))).await, Ok(Ok(())))
}

/// Reads until the client has closed too. Closing the connection with unread frames would reset it, and a reset can overtake the close
/// frame.
async fn drain(socket: &mut WebSocket) {
    // The connection of a client that does not close in time is closed all the same.
    let _ = timeout(LINGERING, async { while let Some(Ok(_)) = socket.recv().await {} }).await;
}

fn reason(close: Close) -> &'static str {
    match close {
        Close::BadFrame => "one hello is expected, and nothing else",
        Close::BadKey => "the access key is not accepted",
        Close::Origin => "the page's origin is not allowed",
        Close::NoHello => "no hello came in time",
        Close::TooSlow => "events arrive faster than they are read; resume by cursor",
        Close::TryLater => "try again later",
    }
}

/// Reads the hello, opens the log of its key and follows it. `permit` is held until the key is accepted, which limits the connections
/// that send no hello or whose key is being checked.
async fn follow<S: FeedSource>(
    socket: &mut WebSocket,
    source: &S,
    permit: Permit<PermitHolder>,
) -> Result<Infallible, SocketEnd> {
    let hello = timeout(Duration::from_secs(HELLO_SECONDS.into()), frame(socket)).await;
    let hello = hello.map_err(|_| SocketEnd::Close(Close::NoHello))??;
    let hello = Hello::parse(&hello).map_err(|_| SocketEnd::Close(Close::BadFrame))?;
    let key = AccessKey::parse(&hello.access_key).map_err(|_| SocketEnd::Close(Close::BadKey))?;
    let log = source.open(&key).await.map_err(SocketEnd::Close)?;
    drop(permit);
    Follower::new(socket, source, &log).run(hello.after.as_deref()).await
}
