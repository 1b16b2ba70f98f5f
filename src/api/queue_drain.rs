//! A loop that empties the event queue of an access key without losing an event: it reads a batch, stores it, and only then deletes
//! it from the queue.
//!
//! This order is an invariant. Whatever interrupts it - a page that is closed, a program that is killed, a call without a response -
//! leaves the events in the queue, in the [`Store`], or in both. An event that is in both is read again and stored once.
//!
//! Reading has effects of its own (page *Get Events*): the first call ever subscribes the key, and an event that was read once
//! disappears from the queue within 4 days. So a queue must not be drained without the consent of its administrator.

use std::{future::Future, time::Duration};

use crate::{
    client::{Client, Transport},
    error::ApiError,
    events::{DeleteBatch, DeleteEvents, EventBatch, EventLimit, GetEvents},
    ids::BatchId,
};

/// A persistent store, to which events are written before they are deleted from the queue.
pub trait Store {
    /// The error of a write.
    type Error;

    /// Stores events. Ends when they would survive the end of this program: when they are on the disk, not on their way there. An
    /// event that is stored already (by its [`id`](crate::events::Event::id)) is stored once.
    fn save(&self, batch: &EventBatch) -> impl Future<Output = Result<(), Self::Error>>;
}

/// The result of one round.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The events that were read and are stored now. Some of them may have been stored before.
    pub batch: EventBatch,
    /// There are probably more: begin the next round at once.
    pub is_full: bool,
    /// The error of deleting the stored events. They stay in the queue, and the next round tries to delete them again.
    pub undeleted: Option<ApiError>,
}

/// The error of a round. It has deleted no event that was not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrainError<E> {
    /// The queue could not be read.
    Read(ApiError),
    /// The events could not be stored; they stay in the queue.
    Save(E),
}

/// Events that are stored and must still be deleted from the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PendingDelete {
    Batch(BatchId),
    Events(Vec<DeleteEvents>),
}

/// Drains one queue, round by round. Use one per key at a time: two readers of a key take events from one another.
#[derive(Debug, Clone, Default)]
pub struct QueueDrain {
    // Whether a batch that was read is hidden from the next call is not documented: it may not come again by itself.
    owed: Option<PendingDelete>,
}

impl QueueDrain {
    /// The maximum number of events in a round. The API allows 512.
    pub const LIMIT: u16 = 500;
    /// The pause after a round that was not full.
    pub const PAUSE: Duration = Duration::from_secs(15);

    /// Runs one round: reads, stores, deletes. The future may be dropped at any point without losing an event.
    pub async fn turn<T: Transport, S: Store>(
        &mut self,
        client: &Client<T>,
        store: &S,
    ) -> Result<Round, DrainError<S::Error>> {
        // Once more, and not again: should that fail, too, the events come again or leave the queue by their age.
        if let Some(owed) = self.owed.take() {
            let _ = delete(client, &owed).await;
        }
        let batch = client.send(&read(Self::LIMIT)).await.map_err(DrainError::Read)?;
        let count = batch.events.len() + batch.unreadable.len();
        if count == 0 {
            return Ok(Round { batch, is_full: false, undeleted: None });
        }
        store.save(&batch).await.map_err(DrainError::Save)?;
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
