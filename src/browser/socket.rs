//! A WebSocket for text frames, with time limits.

use std::{future::poll_fn, pin::pin, time::Duration};

use futures_util::{
    SinkExt, StreamExt,
    future::{Either, select},
};
use gloo_net::websocket::{Message, State, WebSocketError, futures::WebSocket};

use crate::timer::sleep;

/// A frame, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A text frame.
    Text(String),
    /// The connection ended; code 1006 where it broke without a close frame.
    Closed {
        /// The WebSocket close code.
        code: u16,
        /// The reason that the server gave.
        reason: String,
    },
    /// No frame arrived in time.
    Silence,
}

/// An open, or opening, connection. Dropping it closes it.
pub struct Socket(WebSocket);

impl Socket {
    /// Starts to connect. Fails for an invalid URL, or where a policy forbids it.
    pub fn open(url: &str, protocol: &str) -> Result<Self, String> {
        WebSocket::open_with_protocol(url, protocol).map(Self).map_err(|error| error.to_string())
    }

    /// Sends a text frame as soon as the connection is open; `false` if that takes longer than `patience`. A failure is reported by
    /// [`next`](Self::next).
    pub async fn send(&mut self, text: String, patience: Duration) -> bool {
        let opened = poll_fn(|context| self.0.poll_ready_unpin(context));
        if let Either::Right(_) = select(opened, pin!(sleep(patience))).await {
            return false;
        }
        // One that failed to open is closed by now, and a browser would complain of what is sent all the same.
        if matches!(self.0.state(), State::Open) {
            // After an error the next frame is a close frame with the reason.
            let _ = self.0.start_send_unpin(Message::Text(text));
        }
        true
    }

    /// Waits for the next frame, at most for `patience`.
    pub async fn next(&mut self, patience: Duration) -> Incoming {
        match select(self.0.next(), pin!(sleep(patience))).await {
            Either::Left((Some(Ok(Message::Text(text))), _)) => Incoming::Text(text),
            Either::Left((Some(Ok(Message::Bytes(_))), _)) => {
                Incoming::Closed { code: 1003, reason: "a binary frame, where text was expected".to_owned() }
            }
            Either::Left((Some(Err(WebSocketError::ConnectionClose(close))), _)) => {
                Incoming::Closed { code: close.code, reason: close.reason }
            }
            Either::Left((Some(Err(error)), _)) => match self.0.next().await {
                // A browser reports the failure first and the close code right after it.
                Some(Err(WebSocketError::ConnectionClose(close))) => {
                    Incoming::Closed { code: close.code, reason: close.reason }
                }
                _ => Incoming::Closed { code: 1006, reason: error.to_string() },
            },
            Either::Left((None, _)) => Incoming::Closed { code: 1006, reason: String::new() },
            Either::Right(_) => Incoming::Silence,
        }
    }
}
