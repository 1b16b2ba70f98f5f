//! The submission of an edit of a pass list. The list is read after every call, whatever the answer is.

use futures_util::future::{FutureExt, LocalBoxFuture};
use jetstream_api::{
    call::{Call, Reply},
    error::ApiError,
};
use jetstream_fleet::passes::MatchResult;
use leptos::task::spawn_local;

use crate::{
    features::passes::{
        edit::pass_edit::PassEdit,
        store::{CredentialReader, CredentialStore},
    },
    state::submission::{Change, Submission, latest_click::SubmissionState},
};

/// The submission of a form that edits a list. The result of its check is the comparison of the list with the expected content.
pub type EditSubmission = Submission<MatchResult>;

/// The state of such a form.
pub type EditState = SubmissionState<MatchResult>;

/// Returns whether the next edit may be sent: not while the list has not been read after the last one, unless that is overdue.
pub fn may_add_more(state: &EditState) -> bool {
    *state != SubmissionState::Sending
}

/// Returns whether the list that was read afterwards has the expected content.
pub fn is_done(state: &EditState) -> bool {
    matches!(state, SubmissionState::Answered { check: Some(Ok(MatchResult::Full)), .. })
}

/// An edit with its store, for [`Submission::send`].
pub struct SubmittedEdit {
    edit: PassEdit,
    store: CredentialStore,
    reader: CredentialReader,
}

impl SubmittedEdit {
    /// Prepares the edit and the read after it.
    pub fn new(edit: PassEdit, store: CredentialStore) -> Self {
        let reader = store.reader(edit.kind());
        Self { edit, store, reader }
    }
}

impl Change<MatchResult> for SubmittedEdit {
    fn call(&self) -> Call {
        self.edit.call()
    }

    fn decode(&self, reply: &Reply) -> Result<(), ApiError> {
        self.edit.decode(reply)
    }

    fn is_always_checked(&self) -> bool {
        true
    }

    fn check(&self) -> LocalBoxFuture<'_, Result<MatchResult, ApiError>> {
        async {
            let list = self.reader.clone().read().await?;
            Ok(self.edit.expected().compare(&list))
        }
        .boxed_local()
    }

    fn on_answer(&self, error: Option<&ApiError>) {
        if error.is_none() {
            self.store.changed(self.edit.kind());
        }
    }

    fn on_overdue(&self) {
        let reader = self.reader.clone();
        spawn_local(async move {
            // The result is shown in the list itself.
            let _ = reader.read().await;
        });
    }
}
