//! The call of one click, which is sent once, and a wait for its answer that reports when it is overdue.

use std::pin::pin;

use futures_util::future::{Either, select};
use jetstream_api::{
    call::{Call, Reply},
    client::Client,
    error::ApiError,
    ids::Guid,
};
use jetstream_fleet::commands::ANSWER_WITHIN;

use crate::state::{session::Session, transport::BrowserTransport};
use jetstream_browser as browser;

/// The call of one click. It cannot be cloned, and sending consumes it, so that it cannot be sent twice.
#[derive(Debug)]
pub struct ClickCall {
    client: Client<BrowserTransport>,
    call: Call,
}

impl ClickCall {
    /// Prepares the call of a click. Everything of the session is read here: it may have ended when the call is sent.
    pub fn new(click: Guid, call: Call, session: Session) -> Self {
        Self { client: session.client_for(click), call }
    }

    /// Sends the call. It can be aborted by nothing but a closed page.
    ///
    /// # Errors
    /// The call was refused or got no usable answer. The error tells whether it may have taken effect.
    pub async fn send(self) -> Result<Reply, ApiError> {
        self.client.exchange(self.call).await
    }
}

/// Waits for the answer to a call that is sent now, and calls `on_overdue` if there is none within 90 seconds. The call is not aborted
/// then: that would only hide whether it takes effect.
pub async fn answer_or_overdue<T>(answer: impl Future<Output = T>, on_overdue: impl FnOnce()) -> T {
    answer_or_timer(answer, browser::sleep(ANSWER_WITHIN.unsigned_abs()), on_overdue).await
}

async fn answer_or_timer<T>(
    answer: impl Future<Output = T>,
    timer: impl Future<Output = ()>,
    on_overdue: impl FnOnce(),
) -> T {
    match select(pin!(answer), pin!(timer)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(((), answer)) => {
            on_overdue();
            answer.await
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        future::poll_fn,
        task::{Context, Poll, Waker},
    };

    use super::*;

    /// Completes when the cell has a value.
    async fn value_of<T: Copy>(cell: &Cell<Option<T>>) -> T {
        poll_fn(|_| cell.get().map_or(Poll::Pending, Poll::Ready)).await
    }

    #[test]
    fn an_answer_in_time_is_not_overdue() {
        let (answer, timer, overdue) = (Cell::new(None), Cell::new(None), Cell::new(0));
        let mut wait = pin!(answer_or_timer(value_of(&answer), value_of(&timer), || overdue.set(overdue.get() + 1)));
        let mut poll = || wait.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(poll(), Poll::Pending);
        answer.set(Some("done"));
        timer.set(Some(()));
        assert_eq!((poll(), overdue.get()), (Poll::Ready("done"), 0));
    }

    #[test]
    fn a_late_answer_is_overdue_once_and_still_counts() {
        let (answer, timer, overdue) = (Cell::new(None), Cell::new(None), Cell::new(0));
        let mut wait = pin!(answer_or_timer(value_of(&answer), value_of(&timer), || overdue.set(overdue.get() + 1)));
        let mut poll = || wait.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        timer.set(Some(()));
        assert_eq!((poll(), overdue.get()), (Poll::Pending, 1));
        assert_eq!((poll(), overdue.get()), (Poll::Pending, 1));
        answer.set(Some("late"));
        assert_eq!((poll(), overdue.get()), (Poll::Ready("late"), 1));
    }
}
