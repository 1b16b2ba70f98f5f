//! A deed on its way: one call for one click, and what is known of it since.

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

/// How far a deed is.
#[derive(Debug, Clone, PartialEq)]
pub enum SubmissionState {
    /// The call is on its way.
    Sending,
    /// No answer within 90 seconds. The call is not aborted: that would only hide whether it takes effect.
    Overdue,
    /// Jetstream answered with success.
    Done,
    /// Jetstream refused it, and nothing was changed.
    Refused(ApiError),
    /// No usable answer came.
    Lost {
        /// What came in its place.
        error: ApiError,
        /// What Jetstream said when it was asked afterwards; `None` while it is asked.
        found: Option<Result<Verification, ApiError>>,
    },
}

impl SubmissionState {
    /// Is it done, by the answer or by what was read afterwards?
    pub fn is_done(&self) -> bool {
        matches!(self, Self::Done | Self::Lost { found: Some(Ok(Verification::Done)), .. })
    }

    /// May a person send it once more?
    pub fn is_over(&self) -> bool {
        match self {
            Self::Refused(_) => true,
            Self::Lost { found, .. } => matches!(found, Some(Ok(Verification::NotDone | Verification::Another))),
            Self::Sending | Self::Overdue | Self::Done => false,
        }
    }
}

/// A deed that a person may send, and send again when it is known not to have been done. Copied freely.
#[derive(Clone, Copy)]
pub struct Submission {
    deed: StoredValue<Option<PolicyChange>>,
    progress: RwSignal<Option<SubmissionState>>,
    /// Counts the clicks: a late answer to an earlier one says nothing about this one.
    click: StoredValue<u32>,
    session: Session,
    directory: Directory,
}

impl Submission {
    /// Nothing was sent.
    pub fn new() -> Self {
        Self {
            deed: StoredValue::new(None),
            progress: RwSignal::new(None),
            click: StoredValue::new(0),
            session: Session::current(),
            directory: Directory::current(),
        }
    }

    /// How far it is; `None` before it is sent.
    pub fn progress(&self) -> Option<SubmissionState> {
        self.progress.get()
    }

    /// Would a click send it? Not while an earlier one may still take effect unseen, and not when it is done.
    pub fn is_open(&self) -> bool {
        self.progress.with(|progress| progress.as_ref().is_none_or(SubmissionState::is_over))
    }

    /// Sends it once.
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

    /// Asks Jetstream once more what has become of it.
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
        // Whether anybody still looks or not: the list is another now, or may be.
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
