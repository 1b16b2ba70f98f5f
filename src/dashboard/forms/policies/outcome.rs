//! What came of a deed, in words, announced as it unfolds.

use leptos::prelude::*;

use super::{Attempt, Progress, deed::Found};
use crate::ui::{Badge, Button, Tone};

/// The outcome. `done` is said when it is done, such as `The policy exists.`
#[component]
pub fn DeedOutcome(attempt: Attempt, #[prop(into)] done: Signal<String>) -> AnyView {
    let said = Memo::new(move |_| attempt.progress().map(|progress| say(&progress, &done.get())));
    let badge = move || said.get().map(|(tone, word, _)| view! { <Badge tone word/> });
    let asks = move || {
        attempt.progress().is_some_and(
            |progress| matches!(progress, Progress::Lost { found: Some(found), .. } if found != Ok(Found::Done)),
        )
    };
    view! {
        <div class="outcome">
            {badge}
            <p role="status" aria-label="Outcome">{move || said.get().map(|(.., sentence)| sentence)}</p>
            {move || asks().then(|| view! { <Button on_click=move |()| attempt.look_again()>"Look again"</Button> })}
        </div>
    }
    .into_any()
}

fn say(progress: &Progress, done: &str) -> (Tone, &'static str, String) {
    match progress {
        Progress::Sending => (Tone::Info, "Sent", "Sent. Waiting for the answer.".to_owned()),
        Progress::Overdue => {
            (Tone::Unknown, "Outcome unknown", "No answer within 90 seconds. It may still take effect.".to_owned())
        }
        Progress::Done => (Tone::Ok, "Done", done.to_owned()),
        Progress::Refused(error) => (Tone::Bad, "Refused", format!("Refused, and nothing was changed: {error}")),
        Progress::Lost { error, found } => {
            let lost = format!("No usable answer came ({error})");
            match found {
                None => (Tone::Unknown, "Outcome unknown", format!("{lost}. Asking Jetstream what has become of it.")),
                Some(Ok(Found::Done)) => {
                    (Tone::Ok, "Done", format!("{lost}, but Jetstream shows that it was done. {done}"))
                }
                Some(Ok(Found::NotDone)) => (
                    Tone::Unknown,
                    "Outcome unknown",
                    format!(
                        "{lost}, and Jetstream shows nothing of it. It may still take effect: look again before you send it once more."
                    ),
                ),
                Some(Ok(Found::Another)) => (
                    Tone::Warn,
                    "Not this one",
                    format!(
                        "{lost}, and Jetstream has another policy of this name: somebody else was faster. Choose another name."
                    ),
                ),
                Some(Err(unread)) => (
                    Tone::Unknown,
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
        error::{ApiError, Lost},
    };

    use super::*;

    fn lost(found: Option<Result<Found, ApiError>>) -> Progress {
        let call = Call::new(Method::Post, Safety::Unsafe, ["policies"]);
        Progress::Lost { error: ApiError::lost(&call, Lost::NoAnswer("it broke".to_owned())), found }
    }

    #[test]
    fn no_success_is_said_that_neither_an_answer_nor_a_read_supports() {
        let word = |progress| say(&progress, "").1;
        assert_eq!(word(lost(None)), "Outcome unknown");
        assert_eq!(word(lost(Some(Ok(Found::NotDone)))), "Outcome unknown");
        assert_eq!(word(lost(Some(Ok(Found::Another)))), "Not this one");
        assert_eq!(word(lost(Some(Ok(Found::Done)))), "Done");
        assert_eq!(word(Progress::Sending), "Sent");
    }

    #[test]
    fn it_can_be_sent_again_only_when_it_is_known_not_to_have_been_done() {
        assert!(!Progress::Sending.is_over() && !Progress::Overdue.is_over() && !Progress::Done.is_over());
        assert!(!lost(None).is_over() && !lost(Some(Ok(Found::Done))).is_over());
        assert!(lost(Some(Ok(Found::NotDone))).is_over());
        assert!(lost(Some(Ok(Found::Done))).is_done() && Progress::Done.is_done() && !lost(None).is_done());
    }
}
