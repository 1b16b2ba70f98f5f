//! Emptying the event queue of an access key without losing an event: read a batch, keep it, and only then delete it.
//!
//! The order is the whole point. Whatever stops in between - a page that is closed, a program that is killed, a call without an
//! answer - leaves the events in the queue, in the [`Store`], or in both. An event that is in both comes again and is kept once.
//!
//! Reading has effects of its own (page *Get Events*): the first call ever subscribes the key, and an event that was read once
//! is gone from the queue within 4 days. So nobody pumps a queue without its administrator's word.

use std::{future::Future, time::Duration};

use crate::{
    client::{Client, Transport},
    error::ApiError,
    events::{DeleteBatch, DeleteEvents, EventBatch, EventLimit, GetEvents},
    ids::BatchId,
};

/// Where events are kept before they are deleted from the queue.
pub trait Store {
    /// Why something could not be kept.
    type DrainError;

    /// Keeps what was read. Ends when it would survive the end of this program: what is on the disk, not what is on its way
    /// there. An event that is kept already ([`Event::id`](crate::events::Event::id)) is kept once.
    fn keep(&self, batch: &EventBatch) -> impl Future<Output = Result<(), Self::DrainError>>;
}

/// What became of one turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// What was read, and is kept now. Some of it may have been kept before.
    pub batch: EventBatch,
    /// There is probably more: begin the next turn at once.
    pub is_full: bool,
    /// Why what was kept could not be deleted. The next turn tries that once more; until then the events stand in the queue.
    pub undeleted: Option<ApiError>,
}

/// Why a turn came to nothing. No event was deleted in it that had not been kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrainError<E> {
    /// The queue could not be read.
    Read(ApiError),
    /// What was read could not be kept; it stays in the queue.
    Keep(E),
}

/// What was kept and is still to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PendingDelete {
    Batch(BatchId),
    Events(Vec<DeleteEvents>),
}

/// Empties one queue, turn by turn. One at a time per key: two readers of a key take events from one another.
#[derive(Debug, Clone, Default)]
pub struct QueueDrain {
    // Whether a batch that was read is hidden from the next call is not documented: it may not come again by itself.
    owed: Option<PendingDelete>,
}

impl QueueDrain {
    /// How many events a turn reads at most. The API allows 512.
    pub const LIMIT: u16 = 500;
    /// How long to wait after a turn that was not full.
    pub const PAUSE: Duration = Duration::from_secs(15);

    /// Reads, keeps, deletes. May be dropped at any point of it: nothing is lost by that.
    pub async fn turn<T: Transport, S: Store>(
        &mut self,
        client: &Client<T>,
        store: &S,
    ) -> Result<Round, DrainError<S::DrainError>> {
        // Once more, and not again: should that fail, too, the events come again or leave the queue by their age.
        if let Some(owed) = self.owed.take() {
            let _ = delete(client, &owed).await;
        }
        let batch = client.send(&read(Self::LIMIT)).await.map_err(DrainError::Read)?;
        let count = batch.events.len() + batch.unreadable.len();
        if count == 0 {
            return Ok(Round { batch, is_full: false, undeleted: None });
        }
        store.keep(&batch).await.map_err(DrainError::Keep)?;
        let owed = owed(&batch);
        let undeleted = delete(client, &owed).await.err();
        if undeleted.is_some() {
            self.owed = Some(owed);
        }
        // Where nothing leaves the queue, the same events come again: at once would be a storm.
        let is_full = count >= usize::from(Self::LIMIT) && undeleted.is_none();
        Ok(Round { batch, is_full, undeleted })
    }
}

fn read(limit: u16) -> GetEvents {
    GetEvents { limit: EventLimit::new(limit).ok(), ..GetEvents::default() }
}

fn owed(batch: &EventBatch) -> PendingDelete {
    match &batch.id {
        Some(id) => PendingDelete::Batch(id.clone()),
        None => {
            let ids: Vec<_> = batch.events.iter().map(|event| event.id.clone()).collect();
            PendingDelete::Events(DeleteEvents::in_calls(&ids))
        }
    }
}

async fn delete<T: Transport>(client: &Client<T>, owed: &PendingDelete) -> Result<(), ApiError> {
    match owed {
        PendingDelete::Batch(id) => client.send(&DeleteBatch(id.clone())).await,
        PendingDelete::Events(calls) => {
            for call in calls {
                client.send(call).await?;
            }
            Ok(())
        }
    }
}

#[cfg(test)]
#[path = "queue_drain_tests.rs"]
mod tests;
