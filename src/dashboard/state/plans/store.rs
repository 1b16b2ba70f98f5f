//! Where plans are kept: a database of this browser, one text for each plan and one for each note. A note is added under its number
//! and never replaced, so two tabs cannot both write it: whoever comes second is told.

use jetstream_api::ids::Guid;
use jetstream_fleet::plan::{Journal, JournalEntry, Plan, RecordError};

use crate::state::session::Session;
use jetstream_browser::{Database, StorageError};

/// The name of the database. No key and nothing else that is secret goes there.
const NAME: &str = "jetstream-plans";

/// A plan as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPlan {
    /// The plan.
    pub plan: Plan,
    /// What has happened to it.
    pub journal: Journal,
    /// The number of the next note.
    pub next: u32,
}

/// Something that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A plan.
    Plan(Box<StoredPlan>),
    /// What this version of the dashboard cannot read.
    Unreadable {
        /// Under which id it is kept.
        id: String,
        /// Why.
        why: RecordError,
    },
}

/// The database of plans.
#[derive(Debug, Clone)]
pub struct Store(Database);

impl Store {
    /// Begins to open it.
    pub fn open(session: Session) -> Self {
        Self(session.database(NAME))
    }

    /// Everything that is kept for an environment, the oldest plan first as far as ids tell.
    pub async fn all(&self, environment: &str) -> Result<Vec<Record>, StorageError> {
        Ok(read(self.0.all("").await?, environment))
    }

    /// One plan, if it is kept and can be read.
    pub async fn one(&self, plan: &Plan) -> Result<Option<StoredPlan>, StorageError> {
        let records = read(self.0.all(&plan.id().to_string()).await?, plan.environment());
        Ok(records.into_iter().find_map(|record| match record {
            Record::Plan(kept) => Some(*kept),
            Record::Unreadable { .. } => None,
        }))
    }

    /// Keeps a new plan.
    pub async fn add_plan(&self, plan: &Plan) -> Result<(), StorageError> {
        self.0.add(&plan.id().to_string(), &plan.to_text()).await
    }

    /// Keeps a note under its number.
    pub async fn add_note(&self, plan: Guid, number: u32, note: &JournalEntry) -> Result<(), StorageError> {
        self.0.add(&note_key(plan, number), &note.to_text()).await
    }

    /// Forgets a plan with all its notes.
    pub async fn forget(&self, id: &str) -> Result<(), StorageError> {
        self.0.remove(id).await
    }
}

/// Sorts behind its plan, and by number.
fn note_key(plan: Guid, number: u32) -> String {
    format!("{plan}/{number:08}")
}

/// Puts plans and notes together, from the rows of the database in the order of their keys.
fn read(rows: Vec<(String, String)>, environment: &str) -> Vec<Record> {
    let mut records = Vec::new();
    for (key, text) in rows {
        match (key.split_once('/'), records.last_mut()) {
            (None, _) => records.push(match Plan::from_text(&text) {
                Ok(plan) => Record::Plan(Box::new(StoredPlan { plan, journal: Journal::default(), next: 0 })),
                Err(why) => Record::Unreadable { id: key, why },
            }),
            (Some((id, number)), Some(last)) => {
                if let Record::Plan(kept) = last
                    && kept.plan.id().to_string() == id
                {
                    match JournalEntry::from_text(&text) {
                        Ok(note) => {
                            kept.journal.push(note);
                            kept.next = number.parse().map_or(kept.next, |number: u32| number.saturating_add(1));
                        }
                        // A plan with a hole in its story must not be carried on.
                        Err(why) => *last = Record::Unreadable { id: id.to_owned(), why },
                    }
                }
            }
            (Some(_), None) => {}
        }
    }
    records.retain(|record| match record {
        Record::Plan(kept) => kept.plan.environment() == environment,
        Record::Unreadable { .. } => true,
    });
    records
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
