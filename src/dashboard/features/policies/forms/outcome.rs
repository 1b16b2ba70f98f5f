//! A view of the outcome of a policy change, announced to screen readers when it changes.

use leptos::prelude::*;

use crate::features::policies::forms::{
    policy_change::Verification,
    submission::{Submission, SubmissionState},
};
use jetstream_ui::{Badge, BadgeTone, Button};

/// The outcome. `done` is the text for a success, such as `The policy exists.`
#[component]
pub fn ChangeOutcome(attempt: Submission, #[prop(into)] done: Signal<String>) -> AnyView {
    let said = Memo::new(move |_| attempt.progress().map(|progress| say(&progress, &done.get())));
    let badge = move || said.get().map(|(tone, word, _)| view! { <Badge tone word/> });
    let asks = move || {
        attempt.progress().is_some_and(
            |progress| matches!(progress, SubmissionState::Lost { found: Some(found), .. } if found != Ok(Verification::Done)),
        )
    };
    view! {
        <div class="outcome">
            {badge}
            <p role="status" aria-label="Outcome">{move || said.get().map(|(.., sentence)| sentence)}</p>
            {move || asks().then(|| view! { <Button on_click=move |()| attempt.verify_again()>"Look again"</Button> })}
        </div>
    }
    .into_any()
}

fn say(progress: &SubmissionState, done: &str) -> (BadgeTone, &'static str, String) {
    match progress {
        SubmissionState::Sending => (BadgeTone::Info, "Sent", "Sent. Waiting for the answer.".to_owned()),
        SubmissionState::Overdue => {
            (BadgeTone::Unknown, "Outcome unknown", "No answer within 90 seconds. It may still take effect.".to_owned())
        }
        SubmissionState::Done => (BadgeTone::Ok, "Done", done.to_owned()),
        SubmissionState::Refused(error) => {
            (BadgeTone::Bad, "Refused", format!("Refused, and nothing was changed: {error}"))
        }
        SubmissionState::Lost { error, found } => {
            let lost = format!("No usable answer came ({error})");
            match found {
                None => {
                    (BadgeTone::Unknown, "Outcome unknown", format!("{lost}. Asking Jetstream what has become of it."))
                }
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
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::{
        call::{Call, Method, Safety},
        error::{ApiError, TransportError},
    };

    use super::*;

    fn lost(found: Option<Result<Verification, ApiError>>) -> SubmissionState {
        let call = Call::new(Method::Post, Safety::Unsafe, ["policies"]);
        SubmissionState::Lost { error: ApiError::lost(&call, TransportError::NoAnswer("it broke".to_owned())), found }
    }

    #[test]
    fn no_success_is_said_that_neither_an_answer_nor_a_read_supports() {
        let word = |progress| say(&progress, "").1;
        assert_eq!(word(lost(None)), "Outcome unknown");
        assert_eq!(word(lost(Some(Ok(Verification::NotDone)))), "Outcome unknown");
        assert_eq!(word(lost(Some(Ok(Verification::Another)))), "Not this one");
        assert_eq!(word(lost(Some(Ok(Verification::Done)))), "Done");
        assert_eq!(word(SubmissionState::Sending), "Sent");
    }

    #[test]
    fn it_can_be_sent_again_only_when_it_is_known_not_to_have_been_done() {
        assert!(
            !SubmissionState::Sending.is_over()
                && !SubmissionState::Overdue.is_over()
                && !SubmissionState::Done.is_over()
        );
        assert!(!lost(None).is_over() && !lost(Some(Ok(Verification::Done))).is_over());
        assert!(lost(Some(Ok(Verification::NotDone))).is_over());
        assert!(
            lost(Some(Ok(Verification::Done))).is_done() && SubmissionState::Done.is_done() && !lost(None).is_done()
        );
    }
}
