//! The errors with which the start of a relay can end.

use std::{io, path::PathBuf};

use super::store::StoreError;
use crate::http_server::StartError;

/// Why a relay cannot start.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// An error that every kind of gateway can have.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The data directory cannot be used.
    #[error("The folder {} cannot be used: {source}.", .folder.display())]
    Folder {
        /// The directory as it was given.
        folder: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The store cannot be opened, or another relay has locked it.
    #[error("The events in {} cannot be opened: {source}.", .folder.display())]
    Store {
        /// The directory as it was given.
        folder: PathBuf,
        /// The error of the store.
        source: StoreError,
    },
    /// No HTTP client can be made.
    #[error("Calls cannot be made: {0}.")]
    Http(#[from] reqwest::Error),
}
