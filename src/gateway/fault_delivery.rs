//! Delivery of the simulator's responses, with the network faults that it orders: truncated, never sent, or the connection cut.

use std::{io, sync::Arc};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use futures_util::{StreamExt, stream};
use jetstream_api::call::Reply;
use jetstream_simulator::{Delivery, Response as Answer};
use tokio::sync::Semaphore;

use crate::{responses::cut, shutdown::Shutdown};

/// The most requests that are left without a response at a time; the connection of one more is cut at once.
const MOST_HELD: usize = 64;

/// Turns responses of the simulator into HTTP responses, with the faults.
#[derive(Debug, Clone)]
pub struct FaultDelivery {
    held: Arc<Semaphore>,
    shutdown: Shutdown,
}

/// A response extension that marks a body whose length must stay as announced, so that it is not compressed.
#[derive(Debug, Clone, Copy)]
pub struct FixedLengthBody;

impl FaultDelivery {
    /// A delivery that ends all held requests when the shutdown begins.
    pub fn new(shutdown: Shutdown) -> Self {
        Self { held: Arc::new(Semaphore::new(MOST_HELD)), shutdown }
    }

    /// The HTTP response for a response of the simulator. Waits if no response is to be sent.
    pub async fn apply(&self, answer: &Answer) -> Response {
        match answer.delivery {
            Delivery::Whole => whole(&answer.reply),
            Delivery::Truncated => truncated(&answer.reply),
            Delivery::DropConnection => cut(),
            Delivery::Never => {
                if let Ok(_place) = self.held.try_acquire() {
                    // Ends here when the client goes away: the server drops what it was waiting for.
                    self.shutdown.wait().await;
                }
                cut()
            }
        }
    }
}

fn whole(reply: &Reply) -> Response {
    with_head(reply, Body::from(reply.body.clone()))
}

/// The whole length is announced and half of it sent; the error makes the server cut the connection.
fn truncated(reply: &Reply) -> Response {
    let half = reply.body.get(..reply.body.len() / 2).unwrap_or_default();
    let half = stream::iter([Ok(Bytes::copy_from_slice(half))]);
    let end = stream::once(async {
        // Once around, so that the half is on its way before the connection is cut.
        tokio::task::yield_now().await;
        Err(io::Error::other("cut off on purpose"))
    });
    let mut response = with_head(reply, Body::from_stream(half.chain(end)));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(reply.body.len()));
    response.extensions_mut().insert(FixedLengthBody);
    response
}

fn with_head(reply: &Reply, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(kind) = content_type(&reply.body) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    if let Some(seconds) = reply.retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A reply has no content type; what Jetstream sends is JSON, or the HTML of something in between.
fn content_type(body: &[u8]) -> Option<&'static str> {
    match body.trim_ascii_start().first() {
        None => None,
        Some(b'<') => Some("text/html; charset=utf-8"),
        Some(_) => Some("application/json; charset=utf-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::responses::TruncatedBody;
    use futures_util::FutureExt;

    fn delivery() -> FaultDelivery {
        FaultDelivery::new(Shutdown::default())
    }

    fn answer(delivery: Delivery) -> Answer {
        Answer { reply: Reply { status: 429, retry_after: Some(7), body: b"\"slow down\"".to_vec() }, delivery }
    }

    #[tokio::test]
    async fn a_whole_answer_has_its_status_headers_and_body() {
        let response = delivery().apply(&answer(Delivery::Whole)).await;
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()[header::RETRY_AFTER], "7");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json; charset=utf-8");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(axum::body::to_bytes(response.into_body(), 100).await.unwrap(), "\"slow down\"");
    }

    #[tokio::test]
    async fn html_is_called_html_and_nothing_is_called_nothing() {
        assert_eq!(content_type(b" <html>"), Some("text/html; charset=utf-8"));
        assert_eq!(content_type(b""), None);
    }

    #[tokio::test]
    async fn an_answer_that_never_comes_is_held_and_the_number_held_is_bounded() {
        let faults = delivery();
        let never = answer(Delivery::Never);
        let mut held: Vec<_> = (0..MOST_HELD).map(|_| Box::pin(faults.apply(&never))).collect();
        assert!(held.iter_mut().all(|held| held.now_or_never().is_none()));
        let beyond = faults.apply(&never).now_or_never().expect("one more is not held");
        assert!(beyond.extensions().get::<TruncatedBody>().is_some());
        held.pop();
        assert!(faults.apply(&never).now_or_never().is_none(), "a client that went away has made room");
        faults.shutdown.begin();
        assert!(held.remove(0).await.extensions().get::<TruncatedBody>().is_some(), "the end lets go of all");
    }
}
