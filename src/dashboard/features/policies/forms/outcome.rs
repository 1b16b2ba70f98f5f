//! A view of the outcome of a policy change, announced to screen readers when it changes.

use jetstream_api::error::{ApiError, CallOutcome};
use leptos::prelude::*;

use crate::{
    features::policies::forms::{
        policy_change::Verification,
        submission::{PolicyChangeState, PolicySubmission},
    },
    state::submission::latest_click::SubmissionState,
};
use jetstream_ui::{Badge, BadgeTone, Button};

/// The outcome. `done` is the text for a success, such as `The policy exists.`
#[component]
pub fn ChangeOutcome(submission: PolicySubmission, #[prop(into)] done: Signal<String>) -> AnyView {
    let text = Memo::new(move |_| submission.with(|state| state.map(|state| outcome_text(state, &done.get()))));
    let badge = move || text.get().map(|(tone, word, _)| view! { <Badge tone word/> });
    let can_check_again = move || submission.with(|state| state.is_some_and(can_check_again));
    view! {
        <div class="outcome">
            {badge}
            <p role="status" aria-label="Outcome">{move || text.get().map(|(.., sentence)| sentence)}</p>
            {move || {
                can_check_again().then(|| view! { <Button on_click=move |()| submission.check_again()>"Look again"</Button> })
            }}
        </div>
    }
    .into_any()
}

/// Returns whether a check was made that did not show the change.
fn can_check_again(state: &PolicyChangeState) -> bool {
    matches!(state, SubmissionState::Answered { check: Some(check), .. } if *check != Ok(Verification::Done))
}

fn outcome_text(state: &PolicyChangeState, done: &str) -> (BadgeTone, &'static str, String) {
    match state {
        SubmissionState::Sending => (BadgeTone::Info, "Sent", "Sent. Waiting for the answer.".to_owned()),
        SubmissionState::Overdue => {
            (BadgeTone::Unknown, "Outcome unknown", "No answer within 90 seconds. It may still take effect.".to_owned())
        }
        SubmissionState::Answered { error: None, .. } => (BadgeTone::Ok, "Done", done.to_owned()),
        SubmissionState::Answered { error: Some(error), .. } if error.outcome == CallOutcome::Failed => {
            (BadgeTone::Bad, "Refused", format!("Refused, and nothing was changed: {error}"))
        }
        SubmissionState::Answered { error: Some(error), check } => uncertain_text(error, check.as_ref(), done),
    }
}

/// The text for a change without a usable answer. It is not sent again; the check decides.
fn uncertain_text(
    error: &ApiError,
    check: Option<&Result<Verification, ApiError>>,
    done: &str,
) -> (BadgeTone, &'static str, String) {
    let lost = format!("No usable answer came ({error})");
    match check {
        None => (BadgeTone::Unknown, "Outcome unknown", format!("{lost}. Asking Jetstream what has become of it.")),
        Some(Ok(Verification::Done)) => {
            (BadgeTone::Ok, "Done", format!("{lost}, but Jetstream shows that it was done. {done}"))
        }
        Some(Ok(Verification::NotDone)) => (
            BadgeTone::Unknown,
            "Outcome unknown",
            format!(
                "{lost}, and Jetstream shows nothing of it. It may still take effect: look again before you send it once more."
            ),
        ),
        Some(Ok(Verification::Another)) => (
            BadgeTone::Warn,
            "Not this one",
            format!(
                "{lost}, and Jetstream has another policy of this name: somebody else was faster. Choose another name."
            ),
        ),
        Some(Err(unread)) => (
            BadgeTone::Unknown,
            "Outcome unknown",
            format!("{lost}, and what has become of it could not be read: {unread}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        call::{Call, Method, Reply, Safety},
        error::TransportError,
    };

    use super::*;
    use crate::features::policies::forms::submission::{is_done, may_send_again};

    fn call() -> Call {
        Call::new(Method::Post, Safety::Unsafe, ["policies"])
    }

    fn lost(check: Option<Result<Verification, ApiError>>) -> PolicyChangeState {
        let error = ApiError::lost(&call(), TransportError::NoAnswer("it broke".to_owned()));
        SubmissionState::Answered { error: Some(error), check }
    }

    fn refused() -> PolicyChangeState {
        SubmissionState::Answered { error: Some(ApiError::status(&call(), &Reply::new(400, ""))), check: None }
    }

    const SUCCESS: PolicyChangeState = SubmissionState::Answered { error: None, check: None };

    #[test]
    fn no_success_is_said_that_neither_an_answer_nor_a_read_supports() {
        let label = |state| outcome_text(&state, "").1;
        assert_eq!(label(lost(None)), "Outcome unknown");
        assert_eq!(label(lost(Some(Ok(Verification::NotDone)))), "Outcome unknown");
        assert_eq!(label(lost(Some(Ok(Verification::Another)))), "Not this one");
        assert_eq!(label(lost(Some(Ok(Verification::Done)))), "Done");
        assert_eq!(label(SubmissionState::Sending), "Sent");
        assert_eq!(label(SubmissionState::Overdue), "Outcome unknown");
        assert_eq!((label(SUCCESS), label(refused())), ("Done", "Refused"));
    }

    #[test]
    fn it_can_be_sent_again_only_when_it_is_known_not_to_have_been_done() {
        assert!(!may_send_again(&SubmissionState::Sending) && !may_send_again(&SubmissionState::Overdue));
        assert!(!may_send_again(&SUCCESS) && may_send_again(&refused()));
        assert!(!may_send_again(&lost(None)) && !may_send_again(&lost(Some(Ok(Verification::Done)))));
        assert!(!may_send_again(&lost(Some(Err(ApiError::status(&call(), &Reply::new(500, "")))))));
        assert!(may_send_again(&lost(Some(Ok(Verification::NotDone)))));
        assert!(may_send_again(&lost(Some(Ok(Verification::Another)))));
        assert!(is_done(&lost(Some(Ok(Verification::Done)))) && is_done(&SUCCESS));
        assert!(!is_done(&lost(None)) && !is_done(&refused()) && !is_done(&SubmissionState::Overdue));
    }

    #[test]
    fn look_again_is_offered_after_a_check_that_did_not_show_the_change() {
        for check in
            [Ok(Verification::NotDone), Ok(Verification::Another), Err(ApiError::status(&call(), &Reply::new(500, "")))]
        {
            assert!(can_check_again(&lost(Some(check))));
        }
        assert!(!can_check_again(&lost(None)) && !can_check_again(&lost(Some(Ok(Verification::Done)))));
        assert!(!can_check_again(&refused()) && !can_check_again(&SUCCESS));
    }
}
