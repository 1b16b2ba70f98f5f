//! An enum for the state of a page or panel that shows an answer of Jetstream.

use std::sync::Arc;

use jetstream_api::error::ApiError;

use crate::state::directory::remote_data::RemoteData;

/// The state of the page. `T` is the data to render; it is `()` if the page reads its data elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub enum PageState<T = ()> {
    /// There is no answer yet.
    Loading,
    /// There is no answer, because the first request failed.
    Failed(ApiError),
    /// The answer is empty.
    Empty,
    /// There is something to render.
    Ready(T),
}

impl PageState {
    /// The state of a page that shows one list.
    pub fn of_list<T>(list: &RemoteData<Arc<[T]>>) -> Self {
        match list {
            RemoteData::Loading => Self::Loading,
            RemoteData::Failed(error) => Self::Failed(error.clone()),
            RemoteData::Loaded { value, .. } if value.is_empty() => Self::Empty,
            RemoteData::Loaded { .. } => Self::Ready(()),
        }
    }

    /// The state of a page that needs two answers and is never empty. One failure is enough to show the failure.
    pub fn of_both<T, U>(one: &RemoteData<T>, other: &RemoteData<U>) -> Self {
        match (one, other) {
            (RemoteData::Failed(error), _) | (_, RemoteData::Failed(error)) => Self::Failed(error.clone()),
            (RemoteData::Loading, _) | (_, RemoteData::Loading) => Self::Loading,
            (RemoteData::Loaded { .. }, RemoteData::Loaded { .. }) => Self::Ready(()),
        }
    }
}

impl<T> PageState<T> {
    /// True if there is something to render.
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready(_))
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{call::Endpoint, error::TransportError, policies::ListPolicyDetails};

    use super::*;

    fn loaded<T>(value: T) -> RemoteData<T> {
        RemoteData::Loaded { value, at: jiff::Timestamp::UNIX_EPOCH, stale: None }
    }

    #[test]
    fn a_list_without_items_is_empty_and_not_loading() {
        assert_eq!(PageState::of_list::<u8>(&RemoteData::Loading), PageState::Loading);
        assert_eq!(PageState::of_list::<u8>(&loaded(Arc::default())), PageState::Empty);
        assert_eq!(PageState::of_list(&loaded([1_u8].into())), PageState::Ready(()));
    }

    #[test]
    fn one_failure_of_two_answers_is_told_before_the_other_answer_has_come() {
        let error = ApiError::lost(&ListPolicyDetails.call(), TransportError::NoAnswer("no network".to_owned()));
        let failed = RemoteData::<u8>::Failed(error.clone());
        assert_eq!(PageState::of_both(&RemoteData::<u8>::Loading, &failed), PageState::Failed(error.clone()));
        assert_eq!(PageState::of_both(&failed, &loaded(1)), PageState::Failed(error));
        assert_eq!(PageState::of_both(&loaded(1), &RemoteData::<u8>::Loading), PageState::Loading);
        assert!(PageState::of_both(&loaded(1), &loaded(2)).is_ready());
    }
}
