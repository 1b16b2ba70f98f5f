//! Tests of the state machine of the latest click, by example and by property.

use jetstream_api::{
    call::{Call, Method, Safety},
    error::TransportError,
};
use proptest::{collection::vec, prelude::*};

use super::*;

fn lost() -> ApiError {
    let call = Call::new(Method::Post, Safety::Unsafe, ["policies"]);
    ApiError::lost(&call, TransportError::NoAnswer("it broke".to_owned()))
}

fn answered(error: Option<ApiError>, check: Option<Result<u32, ApiError>>) -> Option<SubmissionState<u32>> {
    Some(SubmissionState::Answered { error, check })
}

#[test]
fn a_late_answer_to_the_latest_click_counts() {
    let mut latest = LatestClick::<u32>::default();
    let click = latest.begin();
    assert_eq!(latest.state(), Some(&SubmissionState::Sending));
    latest.set_overdue(click);
    assert_eq!(latest.state(), Some(&SubmissionState::Overdue));
    latest.set_answered(click, None, None);
    assert_eq!(latest.state().cloned(), answered(None, None));
}

#[test]
fn an_answered_call_does_not_become_overdue() {
    let mut latest = LatestClick::<u32>::default();
    let click = latest.begin();
    latest.set_answered(click, Some(lost()), None);
    latest.set_overdue(click);
    assert_eq!(latest.state().cloned(), answered(Some(lost()), None));
}

#[test]
fn the_result_of_a_check_follows_the_answer() {
    let mut latest = LatestClick::default();
    let click = latest.begin();
    latest.set_answered(click, Some(lost()), None);
    latest.set_answered(click, Some(lost()), Some(Ok(7)));
    assert_eq!(latest.state().cloned(), answered(Some(lost()), Some(Ok(7))));
}

#[test]
fn a_late_answer_to_an_earlier_click_does_not_change_the_state_of_a_later_one() {
    let mut latest = LatestClick::default();
    let (first, second) = (latest.begin(), latest.begin());
    latest.set_answered(first, None, Some(Ok(1)));
    latest.set_overdue(first);
    assert_eq!(latest.state(), Some(&SubmissionState::Sending));
    latest.set_answered(second, None, Some(Ok(2)));
    latest.set_answered(first, Some(lost()), None);
    assert_eq!(latest.state().cloned(), answered(None, Some(Ok(2))));
}

#[test]
fn after_a_reset_no_answer_brings_a_state_back() {
    let mut latest = LatestClick::<u32>::default();
    let click = latest.begin();
    latest.reset();
    latest.set_answered(click, None, None);
    latest.set_overdue(click);
    assert_eq!(latest.state(), None);
    let next = latest.begin();
    assert_ne!(next, click);
}

/// What may happen to a form; numbers are of one of its clicks.
#[derive(Debug, Clone)]
enum Event {
    Click,
    Reset,
    Overdue(ClickNumber),
    Answer(ClickNumber),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => Just(Event::Click),
        1 => Just(Event::Reset),
        4 => (0_u32..12).prop_map(Event::Overdue),
        4 => (0_u32..12).prop_map(Event::Answer),
    ]
}

proptest! {
    #[test]
    fn in_any_order_the_state_is_that_of_the_latest_click(events in vec(event(), 0..60)) {
        let mut latest = LatestClick::default();
        // The latest click, whether it is overdue, and whether it was answered; `None` after a reset.
        let mut expected = None::<(ClickNumber, bool, bool)>;
        for event in events {
            match event {
                Event::Click => expected = Some((latest.begin(), false, false)),
                Event::Reset => {
                    latest.reset();
                    expected = None;
                }
                Event::Overdue(click) => {
                    latest.set_overdue(click);
                    expected = expected.map(|(own, overdue, answer)| (own, overdue || own == click, answer));
                }
                Event::Answer(click) => {
                    // Each answer tells which click it belongs to.
                    latest.set_answered(click, None, Some(Ok(click)));
                    expected = expected.map(|(own, overdue, answer)| (own, overdue, answer || own == click));
                }
            }
            let state = expected.map(|(own, overdue, answer)| match (overdue, answer) {
                (_, true) => SubmissionState::Answered { error: None, check: Some(Ok(own)) },
                (true, false) => SubmissionState::Overdue,
                (false, false) => SubmissionState::Sending,
            });
            prop_assert_eq!(latest.state(), state.as_ref());
        }
    }
}
