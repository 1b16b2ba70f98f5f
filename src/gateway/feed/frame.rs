//! Reading one text frame from a feed connection, and the ways in which a connection ends.

use axum::extract::ws::{Message, WebSocket};
use jetstream_api::feed::Close;

/// The way in which a feed connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SocketEnd {
    /// The client closed the connection.
    Gone,
    /// The server closes it with this code.
    Close(Close),
    /// The server closes it and can read nothing more: the client sent an invalid frame or one that is too long.
    Broken,
}

/// Reads the next text frame. Pings and pongs are skipped; anything else is an error.
pub(super) async fn frame(socket: &mut WebSocket) -> Result<String, SocketEnd> {
    loop {
        return match socket.recv().await {
            Some(Ok(Message::Text(text))) => Ok(text.as_str().to_owned()),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
            Some(Ok(Message::Binary(_))) => Err(SocketEnd::Close(Close::BadFrame)),
            Some(Ok(Message::Close(_))) | None => Err(SocketEnd::Gone),
            Some(Err(_)) => Err(SocketEnd::Broken),
        };
    }
}
