//! The error of the store.

/// A failure of the store: of the disk, the database or the thread that used it.
#[derive(Debug, thiserror::Error)]
#[error("the store failed: {0}")]
pub struct StoreError(String);

/// Converts errors into their text: those of the database are large, and no caller tells them apart.
macro_rules! as_text {
    ($($error:ty),*) => { $(
        impl From<$error> for StoreError {
            fn from(error: $error) -> Self {
                Self(error.to_string())
            }
        }
    )* };
}

as_text!(std::io::Error, redb::DatabaseError, redb::TransactionError, redb::TableError, redb::StorageError);
as_text!(redb::CommitError, tokio::task::JoinError);
