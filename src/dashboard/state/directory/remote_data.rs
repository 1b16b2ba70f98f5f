//! The state of data that is loaded from the API: loading, loaded or failed. A loaded value stays while it is loaded again.

use jetstream_api::error::ApiError;

use jetstream_browser as browser;

/// Data from the API, in one of three states.
#[derive(Debug, Clone, PartialEq)]
pub enum RemoteData<T> {
    /// No answer yet.
    Loading,
    /// An answer, and the time at which it arrived, by the browser's steady clock.
    Loaded {
        /// The answer.
        value: T,
        /// When.
        at: jiff::Timestamp,
        /// Why the latest attempt to load it again failed, if it did.
        stale: Option<ApiError>,
    },
    /// There has never been an answer.
    Failed(ApiError),
}

impl<T> RemoteData<T> {
    /// Stores a new result. A failure keeps the loaded value and is recorded beside it.
    pub fn set_result(&mut self, answer: Result<T, ApiError>) {
        match (answer, &mut *self) {
            (Ok(value), _) => *self = Self::Loaded { value, at: browser::steady_now(), stale: None },
            (Err(error), Self::Loaded { stale, .. }) => *stale = Some(error),
            (Err(error), _) => *self = Self::Failed(error),
        }
    }

    /// The loaded value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Loaded { value, .. } => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Whether both have the same state and value; the time and a failed reload are ignored.
    pub fn same_content(&self, other: &Self) -> bool
    where
        T: PartialEq,
    {
        match (self, other) {
            (Self::Loaded { value: one, .. }, Self::Loaded { value: other, .. }) => one == other,
            (one, other) => one == other,
        }
    }

    /// The same state with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> RemoteData<U> {
        match self {
            Self::Loading => RemoteData::Loading,
            Self::Loaded { value, at, stale } => RemoteData::Loaded { value: change(value), at, stale },
            Self::Failed(error) => RemoteData::Failed(error),
        }
    }
}
