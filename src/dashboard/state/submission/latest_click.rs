//! A state machine of the clicks on one form, without signals: only the latest click has a state.

use jetstream_api::error::ApiError;

/// The state of a submission.
///
/// `C` is the result of the check: a read after the call that compares what Jetstream has with what the call should have done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmissionState<C> {
    /// The call was sent, and there is no answer yet.
    Sending,
    /// No answer within 90 seconds. The call is not aborted: that would only hide whether it takes effect.
    Overdue,
    /// The call was answered or failed.
    Answered {
        /// The error of the call; `None` after a success.
        error: Option<ApiError>,
        /// The result of the check, or the error of its read; `None` while there is none.
        check: Option<Result<C, ApiError>>,
    },
}

/// The number of a click, counted from 1 in each form.
pub type ClickNumber = u32;

/// The latest click on a form and its state. What becomes of earlier clicks is ignored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestClick<C> {
    number: ClickNumber,
    state: Option<SubmissionState<C>>,
}

impl<C> LatestClick<C> {
    /// The state of the latest click; `None` before the first one, and after [`Self::reset`].
    pub fn state(&self) -> Option<&SubmissionState<C>> {
        self.state.as_ref()
    }

    /// The number of the latest click.
    pub fn number(&self) -> ClickNumber {
        self.number
    }

    /// Starts a click.
    pub fn begin(&mut self) -> ClickNumber {
        self.number += 1;
        self.state = Some(SubmissionState::Sending);
        self.number
    }

    /// Forgets the state. What becomes of the clicks so far is ignored.
    pub fn reset(&mut self) {
        self.number += 1;
        self.state = None;
    }

    /// Records that there is no answer in time. It changes nothing if the click is not the latest one, or was answered.
    pub fn set_overdue(&mut self, click: ClickNumber) {
        if click == self.number && matches!(self.state, Some(SubmissionState::Sending)) {
            self.state = Some(SubmissionState::Overdue);
        }
    }

    /// Records the answer to the call, or the check after it. It counts however late it is, but changes nothing if the click is not the
    /// latest one.
    pub fn set_answered(&mut self, click: ClickNumber, error: Option<ApiError>, check: Option<Result<C, ApiError>>) {
        if click == self.number && self.state.is_some() {
            self.state = Some(SubmissionState::Answered { error, check });
        }
    }
}

impl<C> Default for LatestClick<C> {
    fn default() -> Self {
        Self { number: 0, state: None }
    }
}

#[cfg(test)]
#[path = "latest_click_tests.rs"]
mod tests;
