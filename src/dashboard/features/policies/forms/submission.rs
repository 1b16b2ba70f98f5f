//! The submission of a policy change. Only an uncertain outcome is checked, by a read of the policy.

use futures_util::future::{FutureExt, LocalBoxFuture};
use jetstream_api::{
    call::{Call, Reply},
    client::Client,
    error::{ApiError, CallOutcome},
};

use crate::{
    features::policies::forms::policy_change::{PolicyChange, Verification},
    state::{
        directory::Directory,
        session::Session,
        submission::{Change, Submission, latest_click::SubmissionState},
        transport::BrowserTransport,
    },
};

/// The state of a policy form.
pub type PolicyChangeState = SubmissionState<Verification>;

/// Returns whether the change took effect, by the answer or by the check afterwards.
pub fn is_done(state: &PolicyChangeState) -> bool {
    match state {
        SubmissionState::Answered { error: None, .. } => true,
        SubmissionState::Answered { error: Some(error), check } => {
            error.outcome == CallOutcome::Unknown && *check == Some(Ok(Verification::Done))
        }
        SubmissionState::Sending | SubmissionState::Overdue => false,
    }
}

/// Returns whether the call had no effect as far as is known, so that it may be sent again.
pub fn may_send_again(state: &PolicyChangeState) -> bool {
    match state {
        SubmissionState::Answered { error: Some(error), .. } if error.outcome == CallOutcome::Failed => true,
        SubmissionState::Answered { error: Some(_), check } => {
            matches!(check, Some(Ok(Verification::NotDone | Verification::Another)))
        }
        SubmissionState::Answered { error: None, .. } | SubmissionState::Sending | SubmissionState::Overdue => false,
    }
}

/// A change that a user may submit, and submit again if it is known to have had no effect. `Copy`.
#[derive(Clone, Copy)]
pub struct PolicySubmission {
    submission: Submission<Verification>,
    session: Session,
    directory: Directory,
}

impl PolicySubmission {
    /// A submission that was not sent yet.
    pub fn new() -> Self {
        Self {
            submission: Submission::new(may_send_again),
            session: Session::current(),
            directory: Directory::current(),
        }
    }

    /// Reads the state; `None` before the call is sent. Reactive.
    pub fn with<T>(&self, read: impl FnOnce(Option<&PolicyChangeState>) -> T) -> T {
        self.submission.with(read)
    }

    /// Returns whether the change took effect. Reactive.
    pub fn is_done(&self) -> bool {
        self.with(|state| state.is_some_and(is_done))
    }

    /// Returns whether a click would send the call: not while an earlier call may still take effect, and not after a success. Reactive.
    pub fn is_open(&self) -> bool {
        self.submission.is_open()
    }

    /// Sends the change once.
    pub fn send(&self, change: PolicyChange) {
        let (reader, directory) = (self.session.client(), self.directory);
        self.submission.send(SubmittedChange { change, reader, directory });
    }

    /// Repeats the read that checks the change.
    pub fn check_again(&self) {
        self.submission.check_again();
    }
}

impl Default for PolicySubmission {
    fn default() -> Self {
        Self::new()
    }
}

struct SubmittedChange {
    change: PolicyChange,
    reader: Client<BrowserTransport>,
    directory: Directory,
}

// The policies are loaded again even if the form is closed: the list has changed, or may have.
impl Change<Verification> for SubmittedChange {
    fn call(&self) -> Call {
        self.change.call()
    }

    fn decode(&self, reply: &Reply) -> Result<(), ApiError> {
        self.change.decode(reply)
    }

    fn is_always_checked(&self) -> bool {
        false
    }

    fn check(&self) -> LocalBoxFuture<'_, Result<Verification, ApiError>> {
        async {
            self.directory.reload_policies();
            let answer = self.reader.send(&self.change.verification_call()).await;
            self.directory.reload_policies();
            self.change.verify(answer)
        }
        .boxed_local()
    }

    fn on_answer(&self, error: Option<&ApiError>) {
        if error.is_none() {
            self.directory.reload_policies();
        }
    }

    fn on_overdue(&self) {
        self.directory.reload_policies();
    }
}
