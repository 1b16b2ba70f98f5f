//! The storage of plans: a database of this browser, one text for each plan and one for each journal entry. An entry is added under its
//! number and never replaced, so two tabs cannot both write it: the second one gets an error.

use jetstream_api::ids::Guid;
use jetstream_fleet::plan::{Journal, JournalEntry, Plan, RecordError};

use crate::state::session::Session;
use jetstream_browser::{Database, StorageError};

/// The name of the database. Access keys and other secrets are never stored there.
const NAME: &str = "jetstream-plans";

/// A plan as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPlan {
    /// The plan.
    pub plan: Plan,
    /// Its journal.
    pub journal: Journal,
    /// The number of the next entry.
    pub next: u32,
}

/// A record of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A plan.
    Plan(Box<StoredPlan>),
    /// A plan that this version of the dashboard cannot read.
    Unreadable {
        /// The id under which it is stored.
        id: String,
        /// The reason.
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

    /// All records of an environment in the order of their ids, and those that cannot be read.
    ///
    /// # Errors
    ///
    /// The database could not be read.
    pub async fn all(&self, environment: &str) -> Result<Vec<Record>, StorageError> {
        Ok(read(self.0.all("").await?, environment))
    }

    /// One plan, if it is stored and can be read.
    ///
    /// # Errors
    ///
    /// The database could not be read.
    pub async fn one(&self, plan: &Plan) -> Result<Option<StoredPlan>, StorageError> {
        let records = read(self.0.all(&plan.id().to_string()).await?, plan.environment());
        Ok(records.into_iter().find_map(|record| match record {
            Record::Plan(stored) => Some(*stored),
            Record::Unreadable { .. } => None,
        }))
    }

    /// Stores a new plan.
    ///
    /// # Errors
    ///
    /// A plan with this id is stored already, or the database could not be written.
    pub async fn add_plan(&self, plan: &Plan) -> Result<(), StorageError> {
        self.0.add(&plan.id().to_string(), &plan.to_text()).await
    }

    /// Stores a journal entry under its number.
    ///
    /// # Errors
    ///
    /// There is an entry with this number already, or the database could not be written.
    pub async fn add_note(&self, plan: Guid, number: u32, note: &JournalEntry) -> Result<(), StorageError> {
        self.0.add(&note_key(plan, number), &note.to_text()).await
    }

    /// Deletes a plan with all its entries.
    ///
    /// # Errors
    ///
    /// The database could not be written.
    pub async fn forget(&self, id: &str) -> Result<(), StorageError> {
        self.0.remove(id).await
    }
}

/// The key of an entry, which sorts behind the key of its plan and by number.
fn note_key(plan: Guid, number: u32) -> String {
    format!("{plan}/{number:08}")
}

/// Assembles plans and their journals from the rows of the database, which are in the order of their keys.
fn read(rows: Vec<(String, String)>, environment: &str) -> Vec<Record> {
    let mut records = Vec::new();
    for (key, text) in rows {
        match (key.split_once('/'), records.last_mut()) {
            (None, _) => records.push(match Plan::from_text(&text) {
                Ok(plan) => Record::Plan(Box::new(StoredPlan { plan, journal: Journal::default(), next: 0 })),
                Err(why) => Record::Unreadable { id: key, why },
            }),
            (Some((id, number)), Some(last)) => {
                if let Record::Plan(stored) = last
                    && stored.plan.id().to_string() == id
                {
                    match JournalEntry::from_text(&text) {
                        Ok(note) => {
                            stored.journal.push(note);
                            stored.next = number.parse().map_or(stored.next, |number: u32| number.saturating_add(1));
                        }
                        // A plan with a missing journal entry must not be resumed.
                        Err(why) => *last = Record::Unreadable { id: id.to_owned(), why },
                    }
                }
            }
            (Some(_), None) => {}
        }
    }
    records.retain(|record| match record {
        Record::Plan(stored) => stored.plan.environment() == environment,
        Record::Unreadable { .. } => true,
    });
    records
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
