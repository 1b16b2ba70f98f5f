//! Something that is asked for: not there yet, there, or refused; and what was there stays while it is asked for again.

use jetstream_api::error::ApiError;

use jetstream_browser as browser;

/// What came of asking.
#[derive(Debug, Clone, PartialEq)]
pub enum RemoteData<T> {
    /// No answer yet.
    Loading,
    /// An answer, and when it came by the browser's steady clock.
    Loaded {
        /// What was answered.
        value: T,
        /// When.
        at: jiff::Timestamp,
        /// Why the latest attempt to ask again failed, if it did.
        stale: Option<ApiError>,
    },
    /// There has never been an answer.
    Failed(ApiError),
}

impl<T> RemoteData<T> {
    /// Takes a new answer; a failure does not take away what is known.
    pub fn set_result(&mut self, answer: Result<T, ApiError>) {
        match (answer, &mut *self) {
            (Ok(value), _) => *self = Self::Loaded { value, at: browser::steady_now(), stale: None },
            (Err(error), Self::Loaded { stale, .. }) => *stale = Some(error),
            (Err(error), _) => *self = Self::Failed(error),
        }
    }

    /// What is known.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Loaded { value, .. } => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Whether both say the same, whenever it was answered.
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
