//! Tests of the handlers of commands.

use jetstream_api::{
    call::{Endpoint, Method},
    commands::{
        AccessToken, CommandStatus, GetTags, Lockdown, LockdownHours, Restart, SetConfigurationValues, UnlockDoor,
    },
    events::{Body, CommandCompletion, CommandQueued, Event},
    ids::Guid,
    names::DeviceName,
    wire::Pair,
};

use crate::testing::{TestBed, name, refusal};

const OFFLINE: &str = "Security Cabinet 2, offline";

fn lockdown(device: &DeviceName, hours: i64) -> Lockdown {
    Lockdown { device: device.clone(), hours: LockdownHours::new(hours).unwrap() }
}

fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), value: value.into() }
}

fn queued(events: &[Event]) -> Vec<&CommandQueued> {
    events
        .iter()
        .filter_map(|event| if let Body::CommandQueued(queued) = &event.body { Some(queued) } else { None })
        .collect()
}

fn completed(events: &[Event]) -> Vec<&CommandCompletion> {
    events
        .iter()
        .filter_map(|event| if let Body::CommandCompletion(done) = &event.body { Some(done) } else { None })
        .collect()
}

#[test]
fn a_connected_device_locks_at_once_as_the_reference_shows() {
    let mut bed = TestBed::new();
    let device = bed.cabinet(4, 0);
    bed.events();
    let reply = bed.raw(Method::Post, &format!("devices/{device}/lockdown"), r#"{ "Hours": 1 }"#);
    assert_eq!(reply.status, 200);
    let answer = lockdown(&device, 1).decode(&reply).unwrap();
    assert_eq!((answer.status, answer.exceptions, answer.output), (CommandStatus::Completed, vec![], vec![]));

    let events = bed.events_of(device.as_str());
    let [queued] = queued(&events)[..] else { panic!("{events:?}") };
    let [done] = completed(&events)[..] else { panic!("{events:?}") };
    assert_eq!((&queued.command_id, &done.command_id), (&answer.command_id, &answer.command_id));
    assert_eq!(queued.command_name, "Lockdown");
    assert_eq!(queued.uri, Some(format!("/3/Devices/{device}/lockdown")));
    assert_eq!((queued.verb.as_deref(), queued.user.as_deref()), (Some("Post"), Some("demo")));
    assert_eq!(queued.parameters, [pair("Hours", "1")]);
    assert_eq!((done.command_name.as_str(), &done.exceptions), ("Lockdown", &vec![]));
    let [first, second] = &events[..] else { panic!("{events:?}") };
    assert_eq!((first.version, first.received_time, second.version), (Some(3), None, Some(2)));
    assert!(second.received_time.is_some());
}

#[test]
fn the_queued_event_can_come_after_the_completion() {
    let mut bed = TestBed::new();
    for remainder in 0..4 {
        let device = bed.cabinet(4, remainder);
        bed.events();
        bed.send(&lockdown(&device, 1)).unwrap();
        let events = bed.events_of(device.as_str());
        let first = if remainder == 3 { "CommandCompletionEvent" } else { "CommandQueuedEvent" };
        assert_eq!(&*events[0].event_type, first, "{remainder}");
    }
}

#[test]
fn hours_are_whole_and_from_0_to_168_and_a_refusal_does_nothing() {
    let mut bed = TestBed::new();
    bed.events();
    for body in [
        r#"{"Hours":-1}"#,
        r#"{"Hours":169}"#,
        r#"{"Hours":1.5}"#,
        r#"{"Hours":"four"}"#,
        r#"{"Hours":""}"#,
        r#"{"Hours":null}"#,
        "{}",
        r#""""#,
        "",
    ] {
        let reply = bed.raw(Method::Post, "devices/Security Cabinet 1/lockdown", body);
        assert_eq!(reply.status, 400, "{body}");
    }
    assert_eq!(bed.events(), []);
    assert_eq!(bed.raw(Method::Post, "devices/Security Cabinet 1/LockDown", r#"{"hours":"168"}"#).status, 200);
}

#[test]
fn a_lockdown_ends_by_zero_hours_or_silently_by_time() {
    let mut bed = TestBed::new();
    let device = name("Security Cabinet 1");
    bed.send(&lockdown(&device, 4)).unwrap();
    bed.send(&lockdown(&device, 0)).unwrap();
    assert_eq!(bed.simulator.locked_until("Security Cabinet 1"), None);
    bed.send(&lockdown(&device, 1)).unwrap();
    bed.minutes(59);
    assert!(bed.simulator.locked_until("Security Cabinet 1").is_some());
    bed.events();
    bed.minutes(1);
    assert_eq!(bed.simulator.locked_until("Security Cabinet 1"), None);
    assert!(completed(&bed.events()).is_empty());
}

#[test]
fn an_offline_device_fetches_its_commands_in_order_when_it_polls_by_itself() {
    let mut bed = TestBed::new();
    let device = name(OFFLINE);
    let first = bed.send(&lockdown(&device, 4)).unwrap();
    let second = bed.send_as_colleague(&lockdown(&device, 2)).unwrap();
    assert_eq!([first.status, second.status], [CommandStatus::Queued, CommandStatus::Queued]);
    bed.minutes(59);
    let events = bed.events_of(OFFLINE);
    assert_eq!(queued(&events).len(), 2);
    assert!(completed(&events).is_empty(), "not in force before the poll");
    bed.minutes(1);
    let events = bed.events_of(OFFLINE);
    let done: Vec<_> = completed(&events).into_iter().map(|done| done.command_id.clone()).collect();
    assert_eq!(done, [first.command_id, second.command_id]);
    let left = bed.simulator.locked_until(OFFLINE).unwrap().duration_since(bed.simulator.now());
    assert_eq!(left.as_hours(), 2);
}

#[test]
fn a_command_that_nobody_fetches_times_out_after_a_day() {
    let mut bed = TestBed::new();
    let device = name("Nordstadt Klinik, Basement, Security Cabinet");
    let answer = bed.send(&lockdown(&device, 4)).unwrap();
    bed.minutes(24 * 60 - 1);
    assert!(completed(&bed.events_of(device.as_str())).is_empty());
    bed.minutes(1);
    let events = bed.events_of(device.as_str());
    let [done] = completed(&events)[..] else { panic!("{events:?}") };
    assert_eq!(done.command_id, answer.command_id);
    let message = "Command timed out after 1440 minutes. Queued Time = 3/3/2026 3:00:00 PM";
    assert_eq!(done.exceptions, [pair("CommandTimedOut", message)]);
    bed.simulator.connect(device.as_str()).unwrap();
    assert_eq!(bed.simulator.locked_until(device.as_str()), None, "it was taken out of the queue");
}

#[test]
fn a_restart_completes_minutes_later_with_a_gap_in_between() {
    let mut bed = TestBed::new();
    let device = bed.cabinet(2, 1);
    bed.events();
    let answer = bed.send(&Restart(device.clone())).unwrap();
    assert_eq!(answer.status, CommandStatus::Queued);
    bed.minutes(1);
    assert!(!bed.cabinets().iter().any(|(_, cabinet)| *cabinet == device), "not connected while it starts");
    let meanwhile = bed.send(&lockdown(&device, 1)).unwrap();
    assert_eq!(meanwhile.status, CommandStatus::Queued);
    bed.minutes(6);
    let events = bed.events_of(device.as_str());
    let [quirk, _] = queued(&events)[..] else { panic!("{events:?}") };
    assert_eq!(quirk.uri, Some(format!("/2/Devices/{device}/reset")), "as the documented example, on odd ids");
    assert_eq!(quirk.verb.as_deref(), Some("Get"));
    let own: Vec<_> = events
        .iter()
        .map(|event| match &event.body {
            Body::LogEntry(entries) => entries[0].entry_type.clone(),
            Body::CommandCompletion(done) => done.command_name.clone(),
            _ => event.event_type.to_string(),
        })
        .filter(|what| ["Shutdown", "Startup", "StatusEvent", "ResetCommand", "Lockdown"].contains(&what.as_str()))
        .collect();
    assert_eq!(own, ["Shutdown", "Startup", "StatusEvent", "ResetCommand", "Lockdown"]);
}

#[test]
fn tags_come_with_the_completion_and_agree_with_the_scan() {
    let mut bed = TestBed::new();
    let device = name("St. Anne, Pharmacy, Fridge 1");
    bed.events();
    let answer = bed.send(&GetTags(device.clone())).unwrap();
    assert_eq!((answer.status, answer.output.len()), (CommandStatus::Queued, 0));
    bed.minutes(1);
    let events = bed.events_of(device.as_str());
    let [done] = completed(&events)[..] else { panic!("{events:?}") };
    assert_eq!((&done.command_id, done.command_name.as_str()), (&answer.command_id, "GetEPCListCommand"));
    assert!(!done.output.is_empty() && done.output.iter().all(|pair| pair.key == "EPC" && pair.value.len() == 24));
}

#[test]
fn an_unlock_opens_for_a_guid_and_for_a_pass_on_the_list_and_for_nobody_else() {
    let mut bed = TestBed::new();
    let device = name("St. Anne, Blood Bank, Freezer 1");
    bed.events();
    let guid = AccessToken::from(Guid::from_random([7; 16]));
    let secret = guid.reveal().to_owned();
    assert_eq!(bed.send(&UnlockDoor { device: device.clone(), token: guid }).unwrap().exceptions, []);
    bed.minutes(3);
    let events = bed.events_of(device.as_str());
    assert_eq!(queued(&events)[0].parameters, [pair("AccessToken", &secret)]);
    assert!(
        events.iter().any(|event| matches!(&event.body, Body::Aggregate { pass_rfid, .. } if *pass_rfid == secret))
    );

    let unlisted = AccessToken::parse("ABCDEF0123").unwrap();
    let answer = bed.send(&UnlockDoor { device: device.clone(), token: unlisted }).unwrap();
    assert_eq!((answer.status, answer.exceptions[0].key.as_str()), (CommandStatus::Completed, "InvalidAccessToken"));
    for body in [r#"{"AccessToken":"123"}"#, r#"{"AccessToken":""}"#, "{}"] {
        assert_eq!(bed.raw(Method::Post, &format!("devices/{device}/unlockdoor"), body).status, 400, "{body}");
    }
    bed.send(&lockdown(&device, 1)).unwrap();
    let token = AccessToken::from(Guid::from_random([8; 16]));
    assert_eq!(bed.send(&UnlockDoor { device, token }).unwrap().exceptions[0].key, "DeviceLockedDown");
}

#[test]
fn an_unlock_of_an_offline_device_fails_and_leaves_nothing_behind() {
    let mut bed = TestBed::new();
    bed.events();
    let token = AccessToken::from(Guid::from_random([7; 16]));
    let (status, message) = refusal(bed.send(&UnlockDoor { device: name(OFFLINE), token }));
    assert_eq!(status, 400);
    assert!(message.contains("never queued"), "{message}");
    assert_eq!(bed.events(), []);
}

#[test]
fn configuration_values_are_limited_to_the_fifteen_that_the_definition_has() {
    let mut bed = TestBed::new();
    let device = name("Security Cabinet 1");
    let mut set = |key: &str, value: &str| {
        bed.send(&SetConfigurationValues { device: device.clone(), values: vec![pair(key, value)] })
    };
    assert_eq!(set("DoorOpenTimeLimit", "60").unwrap().status, CommandStatus::Completed);
    assert!(refusal(set("ping", "60")).1.contains("by a policy only"));
    assert!(refusal(set("antenna1txpower", "20")).1.contains("no such parameter"));
    assert!(refusal(set("heartbeateventinterval", "often")).1.contains("type Int"));
    assert_eq!(bed.raw(Method::Post, "devices/Security Cabinet 1/configuration", "{}").status, 400);
}

#[test]
fn a_command_that_a_type_lacks_is_refused_with_the_reason() {
    let mut bed = TestBed::new();
    assert!(refusal(bed.send(&GetTags(name("Security Cabinet 1")))).1.contains("no RFID reader"));
    assert!(refusal(bed.send(&lockdown(&name("St. Anne, Loading Dock, Read Point"), 1))).1.contains("no lock"));
    assert!(refusal(bed.send(&Restart(name("Handheld 3, OR inventory")))).1.contains("takes no commands"));
    assert_eq!(bed.send(&lockdown(&name("Evaluation Unit 7"), 1)).unwrap().status, CommandStatus::Completed);
    assert_eq!(refusal(bed.send(&Restart(name("Nobody")))), (404, "There is no such device.".into()));
}

#[test]
fn a_mobile_case_takes_a_command_when_its_lid_is_next_shut() {
    let mut bed = TestBed::new();
    let device = name("Courier Case 7");
    let values = vec![pair("antennatxpower", "20")];
    let answer = bed.send(&SetConfigurationValues { device: device.clone(), values }).unwrap();
    assert_eq!(answer.status, CommandStatus::Queued);
    bed.hours(6);
    let events = bed.events_of(device.as_str());
    assert_eq!(completed(&events)[0].command_id, answer.command_id);
    assert_eq!(completed(&events)[0].exceptions, []);
}
