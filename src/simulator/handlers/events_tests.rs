//! Tests of the handlers of events.

use jetstream_api::{
    call::Method,
    events::{DeleteBatch, DeleteEvents, EventLimit, GetEvents},
    ids::EventId,
};
use serde_json::Value;

use crate::testing::TestBed;

fn ids(bed: &mut TestBed, request: &GetEvents) -> Vec<EventId> {
    bed.send(request).unwrap().events.into_iter().map(|event| event.id).collect()
}

/// A subscribed key, after twenty minutes of the fleet.
fn subscribed() -> TestBed {
    let mut bed = TestBed::new();
    let first = bed.send(&GetEvents::default()).unwrap();
    assert_eq!((first.id, first.events.len()), (None, 0));
    bed.events();
    bed.minutes(20);
    bed
}

#[test]
fn the_queue_holds_what_was_issued_since_the_subscription_oldest_first() {
    let mut bed = subscribed();
    let issued: Vec<_> = bed.events().into_iter().map(|event| event.id).collect();
    assert!(issued.len() > 100);
    let default = ids(&mut bed, &GetEvents::default());
    assert_eq!(default, issued[..100], "100 unless asked for more");
    let limit = Some(EventLimit::new(512).unwrap());
    assert_eq!(ids(&mut bed, &GetEvents { limit, ..GetEvents::default() }), issued);
}

#[test]
fn a_batch_is_deleted_and_the_next_one_follows() {
    let mut bed = subscribed();
    let limit = Some(EventLimit::new(5).unwrap());
    let request = GetEvents { limit, ..GetEvents::default() };
    let batch = bed.send(&request).unwrap();
    bed.send(&DeleteBatch(batch.id.unwrap())).unwrap();
    let next = ids(&mut bed, &request);
    assert!(batch.events.iter().all(|event| !next.contains(&event.id)));
    bed.send(&DeleteEvents::in_calls(&next)[0]).unwrap();
    assert!(ids(&mut bed, &request).iter().all(|id| !next.contains(id)));
}

#[test]
fn each_key_has_a_queue_of_its_own() {
    let mut bed = subscribed();
    assert_eq!(bed.send_as_colleague(&GetEvents::default()).unwrap().events, []);
    assert!(!ids(&mut bed, &GetEvents::default()).is_empty());
}

#[test]
fn the_answer_has_the_documented_form() {
    let mut bed = subscribed();
    let reply = bed.raw(Method::Get, "events/3", "");
    let answer: Value = serde_json::from_str(&reply.text()).unwrap();
    assert_eq!(answer["Count"], 3);
    assert_eq!(answer["Events"].as_array().unwrap().len(), 3);
    assert_eq!(answer["BatchId"].as_str().unwrap().len(), 36);
}

#[test]
fn events_are_filtered_by_type_and_device() {
    let mut bed = subscribed();
    bed.raw(Method::Post, "devices/Security Cabinet 1/lockdown", r#"{"Hours":1}"#);
    let event_type = Some("CommandCompletionEvent".to_owned());
    let device = Some("Security Cabinet 1".to_owned());
    let found = bed.send(&GetEvents { event_type, device, ..GetEvents::default() }).unwrap().events;
    assert_eq!(found.len(), 1);
    let device = Some("Nobody".to_owned());
    assert_eq!(bed.send(&GetEvents { device, ..GetEvents::default() }).unwrap().events, []);
}

#[test]
fn what_is_not_legal_is_refused() {
    let mut bed = subscribed();
    for limit in ["0", "513", "-1", "many", "1.5"] {
        assert_eq!(bed.raw(Method::Get, &format!("events/{limit}"), "").status, 400, "{limit}");
    }
    let id = "c15d316b-5fc3-4a7f-a2ba-b1a96aabcd32";
    let many = vec![format!("\"{id}\""); 101].join(",");
    for body in [
        "{}".to_owned(),
        r#"{"BatchId":"7"}"#.to_owned(),
        format!(r#"{{"BatchId":"{id}","EventIds":["{id}"]}}"#),
        r#"{"EventIds":["7"]}"#.to_owned(),
        format!(r#"{{"EventIds":[{many}]}}"#),
        String::new(),
    ] {
        assert_eq!(bed.raw(Method::Delete, "events", &body).status, 400, "{body}");
    }
    assert_eq!(bed.raw(Method::Delete, "events", &format!(r#"{{"batchid":"{id}"}}"#)).status, 204, "an unknown batch");
    assert_eq!(bed.raw(Method::Patch, "events", &format!(r#"{{"EventIds":["{id}"]}}"#)).status, 204);
}
