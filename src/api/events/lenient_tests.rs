//! Tests of events that are not documented: nothing of them may get lost.

use proptest::prelude::*;

use super::*;
use crate::{catalogue::events::EVENT_TYPES, ids::Id};

fn event(raw: &str) -> Event {
    Event::parse(raw).unwrap()
}

#[test]
fn every_type_of_the_catalogue_is_read_except_those_of_version_2() {
    for known in EVENT_TYPES {
        let raw = format!(r#"{{"Type":"{}","CommandId":"a"}}"#, known.name.to_uppercase());
        let legacy = known.name.starts_with("LogicalDevice");
        assert_eq!(event(&raw).body == Body::Other, legacy, "{}", known.name);
    }
}

#[test]
fn an_unknown_type_and_unknown_fields_are_kept() {
    let raw =
        r#"{"Type":"LogicalDeviceAddedEvent","EventId":"E1","Device":"D","LogicalDeviceId":"L1","Depth":{"a":[1]}}"#;
    let unknown = event(raw);
    assert_eq!(unknown.body, Body::Other);
    assert_eq!(&*unknown.event_type, "LogicalDeviceAddedEvent");
    assert_eq!(Value::Object(unknown.extra).to_string(), r#"{"Depth":{"a":[1]},"LogicalDeviceId":"L1"}"#);

    let more = event(r#"{"Type":"HeartbeatEvent","Mood":"good"}"#);
    assert_eq!(more.body, Body::Heartbeat);
    assert_eq!(Value::Object(more.extra).to_string(), r#"{"Mood":"good"}"#);
}

#[test]
fn a_known_type_of_another_form_keeps_all_its_fields() {
    let odd = event(r#"{"Type":"AggregateEvent","PassRfid":"P","Adds":"E1","Removes":["E2"],"Version":2}"#);
    assert_eq!(odd.body, Body::Other);
    assert_eq!(odd.version, Some(2));
    assert_eq!(Value::Object(odd.extra).to_string(), r#"{"Adds":"E1","PassRfid":"P","Removes":["E2"]}"#);
}

#[test]
fn common_fields_of_another_form_stay_among_the_unknown_ones() {
    let odd = event(
        r#"{"Type":"HeartbeatEvent","Device":{"Name":"D"},"EventTime":"noon","ReceivedTime":null,"Version":"2.1"}"#,
    );
    assert_eq!((odd.device, odd.event_time, odd.received_time, odd.version), (None, None, None, None));
    assert_eq!(Value::Object(odd.extra).to_string(), r#"{"Device":{"Name":"D"},"EventTime":"noon","Version":"2.1"}"#);
    assert_eq!(event(r#"{"Version":"2"}"#).version, Some(2));
}

#[test]
fn an_empty_device_is_none() {
    assert_eq!(event(r#"{"Type":"AliasRemovedEvent","Device":"","Alias":"a"}"#).device, None);
}

#[test]
fn ids_are_not_rounded() {
    let body = |id: &str| event(&format!(r#"{{"Type":"DeviceRemovedEvent","Id":{id}}}"#)).body;
    for id in ["18446744073709551615", "\"18446744073709551615\""] {
        assert_eq!(body(id), Body::DeviceRemoved(Some(Id(u64::MAX))));
    }
    for id in ["18446744073709551616", "-1", "1.5", "\"one\""] {
        assert_eq!(body(id), Body::Other, "{id}");
    }
}

#[test]
fn an_event_without_an_id_is_recognised_when_it_comes_again() {
    let raw = r#"{"Type":"HeartbeatEvent"}"#;
    assert_eq!(event(raw).id, event(raw).id);
    assert_ne!(event(raw).id, event(r#"{"Type":"HeartbeatEvent" }"#).id);
    // FNV-1a of "{}", from the published parameters.
    assert_eq!(event("{}").id.as_str(), "raw-08f44b07b5901a25");
    assert_eq!(event(r#"{"EventId":""}"#).id.as_str().len(), 20);
}

#[test]
fn the_case_of_an_event_id_does_not_matter() {
    assert_eq!(event(r#"{"EventId":"A85745F7"}"#).id, event(r#"{"EventId":"a85745f7"}"#).id);
}

#[test]
fn the_raw_text_is_the_text_that_was_received() {
    let raw = "{ \"Version\":2 ,\n\"Type\":\"X\",\"Type\":\"Y\", \"n\":1e400, \"big\":123456789012345678901234567890, \"\\u00e9\":1.0 }";
    let event = event(raw);
    assert_eq!(&*event.raw, raw);
    assert_eq!(event.extra["n"].to_string(), "1e+400", "a number that no float can hold");
    assert_eq!(event.extra["big"].to_string(), "123456789012345678901234567890");
}

#[test]
fn what_is_no_object_is_no_event() {
    for text in ["", "7", "null", "[]", "\"HeartbeatEvent\"", "{", "{}{}"] {
        assert!(Event::parse(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_reading_an_event_panic(text: String) {
        let _ = Event::parse(&text);
    }

    #[test]
    fn any_value_under_a_known_name_is_kept(index in 0..EVENT_TYPES.len(), number: u64, name in "[A-Za-z]{1,12}") {
        let raw = format!(r#"{{"Type":"{}","{name}":{number}}}"#, EVENT_TYPES[index].name);
        prop_assert_eq!(&*event(&raw).raw, raw);
    }
}
