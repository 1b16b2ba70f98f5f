//! One submission of a policy change: sends the call once, tracks whether it succeeded, failed or is uncertain, and can verify an
//! uncertain outcome by reading the policy.

use jetstream_api::{
    client::Client,
    error::{ApiError, CallOutcome},
};
use jetstream_fleet::commands::ANSWER_WITHIN;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::policies::forms::policy_change::{PolicyChange, Verification},
    state::{directory::Directory, guid::new_guid, session::Session, transport::BrowserTransport},
};
use jetstream_browser as browser;

/// The progress of a submission.
#[derive(Debug, Clone, PartialEq)]
pub enum SubmissionState {
    /// The call was sent, and there is no answer yet.
    Sending,
    /// No answer within 90 seconds. The call is not aborted: that would only hide whether it takes effect.
    Overdue,
    /// Jetstream answered with success.
    Done,
    /// Jetstream refused it, and nothing was changed.
    Refused(ApiError),
    /// No usable answer came.
    Lost {
        /// The error of the call.
        error: ApiError,
        /// The result of the read that verifies the change; `None` while the read is running.
        found: Option<Result<Verification, ApiError>>,
    },
}

impl SubmissionState {
    /// True if the change took effect, by the answer or by the read afterwards.
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done | Self::Lost { found: Some(Ok(Verification::Done)), .. })
    }

    /// True if the call had no effect as far as is known, so that it may be sent again.
    pub fn is_over(&self) -> bool {
        match self {
            Self::Refused(_) => true,
            Self::Lost { found, .. } => matches!(found, Some(Ok(Verification::NotDone | Verification::Another))),
            Self::Sending | Self::Overdue | Self::Done => false,
        }
    }
}

/// A change that a user may submit, and submit again if it is known to have had no effect.
#[derive(Clone, Copy)]
pub struct Submission {
    deed: StoredValue<Option<PolicyChange>>,
    progress: RwSignal<Option<SubmissionState>>,
    /// The number of clicks: a late answer to an earlier click must not change the state of the latest one.
    click: StoredValue<u32>,
    session: Session,
    directory: Directory,
}

impl Submission {
    /// A submission that was not sent yet.
    pub fn new() -> Self {
        Self {
            deed: StoredValue::new(None),
            progress: RwSignal::new(None),
            click: StoredValue::new(0),
            session: Session::current(),
            directory: Directory::current(),
        }
    }

    /// The progress; `None` before the call is sent.
    pub fn progress(&self) -> Option<SubmissionState> {
        self.progress.get()
    }

    /// True if a click would send the call: not while an earlier call may still take effect, and not after a success.
    pub fn is_open(&self) -> bool {
        self.progress.with(|progress| progress.as_ref().is_none_or(SubmissionState::is_over))
    }

    /// Sends the change once.
    pub fn send(&self, deed: PolicyChange) {
        if !untrack(|| self.is_open()) {
            return;
        }
        self.click.update_value(|click| *click += 1);
        let (this, mine) = (*self, self.click.get_value());
        self.deed.set_value(Some(deed.clone()));
        self.progress.set(Some(SubmissionState::Sending));
        let client = self.session.client_for(new_guid());
        let reader = self.session.client();
        spawn_local(async move {
            let answer = match client.exchange(deed.call()).await {
                Ok(reply) => deed.decode(&reply),
                Err(error) => Err(error),
            };
            match answer {
                Ok(()) => this.note(mine, SubmissionState::Done),
                Err(error) if error.outcome == CallOutcome::Failed => this.note(mine, SubmissionState::Refused(error)),
                Err(error) => this.ask(mine, &deed, error, &reader).await,
            }
        });
        spawn_local(async move {
            browser::sleep(ANSWER_WITHIN.unsigned_abs()).await;
            if this.is_at(mine) && this.progress.try_get_untracked() == Some(Some(SubmissionState::Sending)) {
                this.note(mine, SubmissionState::Overdue);
            }
        });
    }

    /// Repeats the read that verifies the change.
    pub fn verify_again(&self) {
        let (this, mine, reader) = (*self, self.click.get_value(), self.session.client());
        let (Some(deed), Some(SubmissionState::Lost { error, .. })) =
            (self.deed.get_value(), self.progress.get_untracked())
        else {
            return;
        };
        spawn_local(async move { this.ask(mine, &deed, error, &reader).await });
    }

    async fn ask(self, click: u32, deed: &PolicyChange, error: ApiError, reader: &Client<BrowserTransport>) {
        self.note(click, SubmissionState::Lost { error: error.clone(), found: None });
        let found = deed.found(reader.send(&deed.question()).await);
        self.note(click, SubmissionState::Lost { error, found: Some(found) });
    }

    fn is_at(self, click: u32) -> bool {
        self.click.try_get_value() == Some(click)
    }

    fn note(self, click: u32, progress: SubmissionState) {
        // Reloaded even if the form is closed: the list has changed, or may have.
        if !matches!(progress, SubmissionState::Sending | SubmissionState::Refused(_)) {
            self.directory.reload_policies();
        }
        if self.is_at(click) {
            self.progress.try_set(Some(progress));
        }
    }
}

impl Default for Submission {
    fn default() -> Self {
        Self::new()
    }
}
