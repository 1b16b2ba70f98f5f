//! A view of the outcome of an edit: the answer of Jetstream, compared with the list as it was read afterwards.

use jetstream_api::error::{ApiError, CallOutcome};
use jetstream_fleet::passes::MatchResult;
use leptos::prelude::*;

use crate::{
    features::passes::edit::submission::{EditState, EditSubmission},
    state::submission::latest_click::SubmissionState,
};
use jetstream_ui::{Badge, BadgeTone};

/// The outcome as text, announced to screen readers when it changes. Empty before the first click.
#[component]
pub fn EditOutcome(submission: EditSubmission) -> AnyView {
    let text = Memo::new(move |_| submission.with(|state| state.map(outcome_text)));
    let badge = move || text.get().map(|(tone, word, _)| view! { <Badge tone word/> });
    let is_sent = Memo::new(move |_| submission.is_sent());
    let outcome = move || {
        is_sent.get().then(|| {
            view! {
                <div class="outcome">
                    {badge}
                    <p role="status" aria-label="Outcome">{move || text.get().map(|(.., sentence)| sentence)}</p>
                </div>
            }
        })
    };
    outcome.into_any()
}

fn outcome_text(state: &EditState) -> (BadgeTone, &'static str, String) {
    match state {
        SubmissionState::Overdue => (
            BadgeTone::Unknown,
            "Outcome unknown",
            "No answer within 90 seconds. It may still take effect: look at the list before you send it again."
                .to_owned(),
        ),
        SubmissionState::Answered { error: None, check: Some(list) } => answered(list),
        SubmissionState::Answered { error: Some(error), .. } if error.outcome == CallOutcome::Failed => {
            (BadgeTone::Bad, "Refused", format!("Refused, and nothing was changed: {error}"))
        }
        SubmissionState::Answered { error: Some(error), check: Some(list) } => lost(error, list),
        // An edit is only answered when its list was read.
        SubmissionState::Sending | SubmissionState::Answered { check: None, .. } => {
            (BadgeTone::Info, "Sent", "Sent. Waiting for the answer.".to_owned())
        }
    }
}

fn answered(list: &Result<MatchResult, ApiError>) -> (BadgeTone, &'static str, String) {
    match list {
        Ok(MatchResult::Full) => {
            let sentence =
                "Stored in Jetstream, as the list read afterwards shows. Not yet on the device: that takes a sync.";
            (BadgeTone::Ok, "Stored", sentence.to_owned())
        }
        Ok(MatchResult::None) => {
            let sentence = "Jetstream answered with success, but the list read afterwards shows nothing of it.";
            (BadgeTone::Warn, "Not in the list", sentence.to_owned())
        }
        Ok(MatchResult::Partial { right, of }) => {
            let sentence = format!(
                "Jetstream answered with success, but of {of} entries only {right} are as they should be in the list read \
                 afterwards. Somebody else may have changed it at the same time."
            );
            (BadgeTone::Warn, "Partly in the list", sentence)
        }
        Err(error) => {
            let sentence = format!("Jetstream answered with success. The list could not be read afterwards: {error}");
            (BadgeTone::Ok, "Answered", sentence)
        }
    }
}

/// The text for an edit without a usable answer. It is not sent again; the list that was read afterwards decides.
fn lost(error: &ApiError, list: &Result<MatchResult, ApiError>) -> (BadgeTone, &'static str, String) {
    match list {
        Ok(MatchResult::Full) => {
            let sentence = format!(
                "No usable answer came ({error}), but the list read afterwards is as it should be. Not yet on the device: that takes a \
                 sync."
            );
            (BadgeTone::Ok, "Stored", sentence)
        }
        Ok(MatchResult::None | MatchResult::Partial { .. }) => {
            let sentence = format!(
                "No usable answer came ({error}), and the list read afterwards does not show it. It may still take effect: read the \
                 list once more before you send it again."
            );
            (BadgeTone::Unknown, "Outcome unknown", sentence)
        }
        Err(unread) => {
            let sentence = format!("No usable answer came ({error}), and the list could not be read: {unread}");
            (BadgeTone::Unknown, "Outcome unknown", sentence)
        }
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        call::{Call, Method, Reply, Safety},
        error::TransportError,
    };

    use super::*;

    fn label(error: Option<ApiError>, list: Result<MatchResult, ApiError>) -> &'static str {
        outcome_text(&SubmissionState::Answered { error, check: Some(list) }).1
    }

    fn call() -> Call {
        Call::new(Method::Post, Safety::Unsafe, ["devices"])
    }

    fn no_answer() -> ApiError {
        ApiError::lost(&call(), TransportError::NoAnswer("it broke".to_owned()))
    }

    #[test]
    fn no_success_is_said_that_the_list_does_not_show() {
        assert_eq!(label(None, Ok(MatchResult::Full)), "Stored");
        assert_eq!(label(None, Ok(MatchResult::None)), "Not in the list");
        assert_eq!(label(None, Ok(MatchResult::Partial { right: 1, of: 2 })), "Partly in the list");
        assert_eq!(label(None, Err(no_answer())), "Answered");
    }

    #[test]
    fn after_a_lost_answer_the_list_tells() {
        assert_eq!(label(Some(no_answer()), Ok(MatchResult::Full)), "Stored");
        for list in [Ok(MatchResult::None), Ok(MatchResult::Partial { right: 1, of: 2 }), Err(no_answer())] {
            assert_eq!(label(Some(no_answer()), list), "Outcome unknown");
        }
        assert_eq!(
            label(Some(ApiError::status(&call(), &Reply::new(500, ""))), Ok(MatchResult::None)),
            "Outcome unknown"
        );
    }

    #[test]
    fn a_refusal_did_nothing_whatever_the_list_says() {
        let refused = ApiError::status(&call(), &Reply::new(400, ""));
        assert_eq!(label(Some(refused), Ok(MatchResult::Full)), "Refused");
    }
}
