//! Tests of the calls on the queue of a key.

use super::*;
use crate::{
    call::Reply,
    error::{ApiError, CallOutcome, Cause, TransportError},
    events::Body,
    examples::{example, request, request_body, response, variants},
};

fn batch(body: &str) -> EventBatch {
    response(&GetEvents::default(), body).unwrap()
}

#[test]
fn the_documented_batch_is_read() {
    let batch = batch(example("event-batch"));
    assert_eq!(batch.id, Some(BatchId::new("c15d316b-5fc3-4a7f-a2ba-b1a96aabcd32")));
    assert_eq!(batch.unreadable, [""; 0]);
    let [completion, queued, first, second, reading] = batch.events.as_slice() else { panic!("not five events") };
    assert_eq!(completion.id.as_str(), "93723c89-cb44-44f0-8d86-87ede0fb3ba6");
    let Body::CommandCompletion(done) = &completion.body else { panic!("no completion") };
    let Body::CommandQueued(sent) = &queued.body else { panic!("no queued command") };
    assert_eq!(done.command_id, sent.command_id);
    assert_eq!(done.command_name, "SetConfigValuesCommand");
    assert_eq!(sent.uri.as_deref(), Some("/2/Devices/MyDeviceName1/policy/sync"));
    assert_eq!(
        sent.parameters.first().map(|pair| (pair.key.as_str(), pair.value.as_str())),
        Some(("aggregateeventscancount", "4"))
    );
    assert_eq!(first.device.as_deref(), Some("MyDeviceName2"));
    assert_eq!((&first.body, &second.body), (&Body::Heartbeat, &Body::Heartbeat));
    assert_eq!(first.version, Some(3));
    let Body::SensorReading(readings) = &reading.body else { panic!("no readings") };
    assert_eq!(readings.iter().map(|reading| reading.value.as_str()).collect::<Vec<_>>(), ["-16", "-61"]);
}

#[test]
fn property_names_are_matched_in_any_case() {
    let expected = batch(example("event-batch"));
    for text in variants(example("event-batch")) {
        let other = batch(&text);
        assert_eq!(other.id, expected.id);
        for (other, expected) in other.events.iter().zip(&expected.events) {
            assert_eq!((&other.id, &other.body, other.event_time), (&expected.id, &expected.body, expected.event_time));
        }
        assert_eq!(other.events.len(), 5);
    }
}

#[test]
fn an_empty_queue_answers_no_events_with_or_without_a_batch() {
    let id = "c15d316b-5fc3-4a7f-a2ba-b1a96aabcd32";
    let given = batch(&format!(r#"{{"BatchId":"{id}","Count":0,"Events":[]}}"#));
    assert_eq!((given.id, given.events), (Some(BatchId::new(id)), vec![]));
    for text in [
        r#"{"BatchId":null,"Count":0,"Events":[]}"#,
        r#"{"BatchId":"","Count":0,"Events":[]}"#,
        r#"{"Count":0,"Events":[]}"#,
        r#"{"BatchId":null,"Count":0,"Events":null}"#,
        r#"{"Count":0}"#,
        "\u{feff}{ }",
    ] {
        assert_eq!(batch(text), EventBatch { id: None, events: vec![], unreadable: vec![] }, "{text}");
    }
}

#[test]
fn each_event_keeps_its_own_text() {
    let odd = r#"{ "Type" :"X", "Id": 18446744073709551615,  "a":1, "a":2, "n": 123456789012345678901234567890, "ü":"\u00fc" }"#;
    let batch = batch(&format!("{{\"Events\":[\n{odd} ,{{}}]}}"));
    assert_eq!(&*batch.events[0].raw, odd);
    assert_eq!(&*batch.events[1].raw, "{}");
}

#[test]
fn what_is_no_event_is_kept_as_text_beside_the_others() {
    let deep = format!("{{\"Deep\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let batch = batch(&format!(r#"{{"BatchId":"b","Events":[7,{{"Type":"HeartbeatEvent"}},"text",null,{deep}]}}"#));
    assert_eq!(batch.events.len(), 1);
    assert_eq!(batch.unreadable, ["7", "\"text\"", "null", deep.as_str()]);
}

#[test]
fn what_is_no_batch_is_an_error_and_does_no_harm() {
    let whole = example("event-batch").trim_end();
    let cut: Vec<_> = (0..whole.len()).step_by(17).map(|length| whole[..length].to_owned()).collect();
    let others = ["[]", "null", "<html>", r#"{"Events":{}}"#, r#"{"BatchId":7}"#].map(str::to_owned);
    for text in cut.iter().chain(&others) {
        let error = response(&GetEvents::default(), text).unwrap_err();
        assert!(matches!(error.cause, Cause::Unreadable(_)), "{text}");
    }
}

#[test]
fn the_limit_is_a_segment_and_the_filters_are_a_query() {
    let asked = |events: &GetEvents| {
        let (method, path, body, safety) = request_body(events);
        assert_eq!((method, body, safety), (Method::Get, None, Safety::Idempotent));
        path
    };
    assert_eq!(asked(&GetEvents::default()), "events");
    assert_eq!(asked(&GetEvents { limit: Some(EventLimit::new(512).unwrap()), ..GetEvents::default() }), "events/512");
    let filtered = GetEvents {
        limit: Some(EventLimit::new(1).unwrap()),
        event_type: Some("CommandCompletionEvent".into()),
        device: Some("Ward 3, east & west".into()),
        version: Some(2),
    };
    assert_eq!(
        asked(&filtered),
        "events/1?type=CommandCompletionEvent&device=Ward%203%2C%20east%20%26%20west&eventversion=2"
    );
    assert_eq!(EventLimit::new(0), Err(LimitError(0)));
    assert_eq!(EventLimit::new(513), Err(LimitError(513)));
}

#[test]
fn events_are_deleted_by_batch_or_by_up_to_100_ids() {
    let deletes = |body: String| (Method::Delete, "events".to_owned(), Some(body), Safety::Idempotent);
    let batch = DeleteBatch(BatchId::new("c15d316b-5fc3-4a7f-a2ba-b1a96aabcd32"));
    assert_eq!(request_body(&batch), deletes(request("delete-events-by-batch-request")));
    assert_eq!(batch.decode(&Reply::new(204, "")), Ok(()));

    let ids = ["8af92758-451c-4082-a455-d57e927676a8", "64f295f7-ceb6-46aa-a5d0-2a66e7009ff0"].map(EventId::new);
    let [call] = DeleteEvents::in_calls(&ids).try_into().unwrap_or_else(|_| panic!("not one call"));
    assert_eq!(request_body(&call), deletes(request("delete-events-by-id-request")));
    assert_eq!(call.decode(&Reply::new(204, "")), Ok(()));

    let many: Vec<_> = (0..250).map(|number| EventId::new(&number.to_string())).collect();
    let calls = DeleteEvents::in_calls(&many);
    assert_eq!(calls.iter().map(|call| call.0.len()).collect::<Vec<_>>(), [100, 100, 50]);
    assert_eq!(calls.into_iter().flat_map(|call| call.0).collect::<Vec<_>>(), many);
    assert!(DeleteEvents::in_calls(&[]).is_empty());
    assert!(DeleteEvents::in_calls(&[EventId::of_text("{}")]).is_empty());
}

#[test]
fn a_deletion_that_was_lost_may_have_happened() {
    let call = DeleteBatch(BatchId::new("b")).call();
    let lost = ApiError::lost(&call, TransportError::NoAnswer("broken".into()));
    assert_eq!(lost.outcome, CallOutcome::Unknown);
}
