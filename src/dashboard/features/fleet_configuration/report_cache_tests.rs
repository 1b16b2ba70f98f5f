//! Tests of the cache of parameter reports.

use jetstream_api::{events::Event, ids::Guid};
use jetstream_fleet::{Click, ClickResult};

use super::*;

const CABINET: &str = "Cabinet 7";

fn at(time: &str) -> Timestamp {
    format!("2026-05-18T{time}Z").parse().unwrap()
}

/// An event in which the device reports a value.
pub(crate) fn report(id: &str, time: &str, key: &str, value: &str) -> Event {
    let text = format!(
        r#"{{ "Type": "CommandCompletionEvent", "EventId": "event {id}", "Device": "{CABINET}",
             "EventTime": "2026-05-18T{time}Z", "ReceivedTime": "2026-05-18T{time}Z", "CommandId": "{id}",
             "CommandName": "GetConfigValuesCommand", "OutputParameterList": [ {{ "Key": "{key}", "Value": "{value}" }} ] }}"#
    );
    Event::parse(&text).unwrap()
}

/// An event about a user who sends the policy to the device.
pub(crate) fn sync(id: &str, time: &str) -> Event {
    let text = format!(
        r#"{{ "Type": "CommandQueuedEvent", "EventId": "event {id}", "Device": "{CABINET}",
             "EventTime": "2026-05-18T{time}Z", "ReceivedTime": "2026-05-18T{time}Z", "CommandId": "{id}",
             "CommandName": "SetConfigValuesCommand", "URI": "/3/devices/Cabinet%207/policy/sync", "User": "maria" }}"#
    );
    Event::parse(&text).unwrap()
}

fn value(cache: &DeviceReport) -> Option<&str> {
    cache.reported.as_ref()?.values.get("userbypass")
}

#[test]
fn a_report_is_read_once_and_the_next_one_again() {
    let (mut fleet, mut cache) = (Fleet::new(1 << 16), ReportCache::default());
    assert_eq!(*cache.of(&fleet, CABINET, at("12:00:00")), DeviceReport::default());
    fleet.ingest(report("1", "12:00:00", "userbypass", "0"));
    let first = cache.of(&fleet, CABINET, at("12:00:01"));
    assert_eq!(value(&first), Some("0"));
    assert!(Arc::ptr_eq(&first, &cache.of(&fleet, CABINET, at("12:00:02"))), "nothing has changed");

    fleet.ingest(report("2", "12:00:03", "userbypass", "1"));
    let second = cache.of(&fleet, CABINET, at("12:00:04"));
    assert_eq!((value(&first), value(&second)), (Some("0"), Some("1")));
    assert_eq!(value(&cache.of(&fleet, "Cabinet 8", at("12:00:04"))), None);
}

#[test]
fn a_report_is_current_until_the_device_is_sent_other_values() {
    let (mut fleet, mut cache) = (Fleet::new(1 << 16), ReportCache::default());
    fleet.ingest(report("1", "12:00:00", "userbypass", "0"));
    assert!(cache.of(&fleet, CABINET, at("12:00:01")).current().is_some());
    fleet.ingest(sync("2", "12:00:02"));
    let pending = cache.of(&fleet, CABINET, at("12:00:03"));
    assert!(pending.current().is_some() && pending.sent.pending.is_some(), "it has not fetched them");
    let done = r#"{ "Type": "CommandCompletionEvent", "EventId": "done", "Device": "Cabinet 7", "CommandId": "2",
        "EventTime": "2026-05-18T12:00:05Z", "ReceivedTime": "2026-05-18T12:00:05Z", "CommandName": "SetConfigValuesCommand" }"#;
    fleet.ingest(Event::parse(done).unwrap());
    let done = cache.of(&fleet, CABINET, at("12:00:06"));
    assert!(done.current().is_none() && done.reported.is_some());
}

#[test]
fn a_command_that_has_not_ended_well_is_said_until_a_later_one_does() {
    let (mut fleet, mut cache) = (Fleet::new(1 << 16), ReportCache::default());
    let click = Guid::from_random([7; 16]);
    let reading = Click {
        id: click,
        device: CABINET.into(),
        command: Command::GetPolicyParameters,
        parameters: Vec::new(),
        at: at("12:00:00"),
    };
    fleet.click(reading);
    let latest = |cache: &mut ReportCache, fleet: &Fleet, time| {
        cache.of(fleet, CABINET, at(time)).latest.clone().map(|latest| latest.state)
    };
    assert_eq!(latest(&mut cache, &fleet, "12:00:01"), Some(CommandState::Sent));
    fleet.answer(click, ClickResult::Failed("refused".into()), at("12:00:02"));
    assert!(matches!(latest(&mut cache, &fleet, "12:00:03"), Some(CommandState::Failed { .. })));
    fleet.ingest(report("2", "12:00:04", "userbypass", "1"));
    assert_eq!(latest(&mut cache, &fleet, "12:00:05"), None);
}
