//! Tests of the documented events, typed by hand.

use super::*;
use crate::{
    examples::{example, variants},
    ids::{CommandId, Id},
    wire::Pair,
};

fn event(raw: &str) -> Event {
    Event::parse(raw).unwrap()
}

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), value: value.into() }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// What every event has: type, device, id, time, time of receipt, version.
fn check(event: &Event, expected: (&str, Option<&str>, &str, &str, Option<&str>, u64)) {
    let (event_type, device, id, event_time, received_time, version) = expected;
    assert_eq!(&*event.event_type, event_type);
    assert_eq!(event.device.as_deref(), device);
    assert_eq!(event.id.as_str(), id);
    assert_eq!(event.event_time, at(event_time));
    assert_eq!(event.received_time, received_time.and_then(at));
    assert_eq!(event.version, Some(version));
    assert!(event.extra.is_empty(), "{:?}", event.extra);
}

/// Reads an example as it stands and with its property names in other cases: the same in all three.
fn documented(name: &str, body: &Body) -> Event {
    let documented = event(example(name));
    assert_eq!(&documented.body, body);
    for text in variants(example(name)) {
        let other = Event { raw: documented.raw.clone(), ..event(&text) };
        assert_eq!(other, documented, "{text}");
    }
    documented
}

#[test]
fn an_aggregate_event_tells_who_opened_and_what_came_and_went() {
    let body = Body::Aggregate {
        pass_rfid: "MyPassNumberOrMyAccessToken".into(),
        adds: texts(&["AD4424044148C57A5C0000B0", "AD4424044149857D5B0000C4"]),
        removes: texts(&["AD4424044149F1765B0000CF"]),
        alias: None,
    };
    let id = "a85745f7-a348-4454-8a97-8eee2aeef853";
    let (happened, received) = ("2018-05-19T13:23:36Z", Some("2018-05-19T13:23:44Z"));
    check(&documented("aggregate-event", &body), ("AggregateEvent", Some("MyDeviceName"), id, happened, received, 2));
}

#[test]
fn an_object_event_lists_all_tags() {
    let body = Body::Object {
        observe: texts(&["E2009061540301250180F17E", "E2009061540301230180F176", "AD0052210000000000014469"]),
        alias: None,
        credential: None,
    };
    let id = "5b9085e0-e83b-4b74-a937-43df932508c8";
    let (happened, received) = ("2018-05-19T06:14:56Z", Some("2018-05-19T06:15:00Z"));
    check(&documented("object-event", &body), ("ObjectEvent", Some("MyDeviceName"), id, happened, received, 2));
}

#[test]
fn a_handheld_says_for_which_alias_and_by_whom_in_either_spelling() {
    for spelling in ["Credential", "Credential(s)"] {
        let raw =
            format!(r#"{{"Type":"ObjectEvent","Observe":["E1"],"Alias":"Room 1","{spelling}":"jo","Version":3}}"#);
        let body =
            Body::Object { observe: texts(&["E1"]), alias: Some("Room 1".into()), credential: Some("jo".into()) };
        assert_eq!(event(&raw).body, body);
        assert!(event(&raw).extra.is_empty());
    }
}

#[test]
fn a_heartbeat_says_only_that_the_device_is_alive() {
    let id = "9eebaf4b-52a6-487b-bf2c-b8f8e88bf906";
    let (happened, received) = ("2018-05-19T06:14:30Z", Some("2018-05-19T06:14:59Z"));
    let heartbeat = documented("heartbeat-event", &Body::Heartbeat);
    check(&heartbeat, ("HeartbeatEvent", Some("MyDeviceName"), id, happened, received, 2));
    assert_eq!(heartbeat.time(), at("2018-05-19T06:14:59Z"));
}

#[test]
fn a_log_entry_event_is_as_bad_as_its_worst_entry() {
    let entry = LogEntry {
        level: "Error".into(),
        entry_type: "DoorOpen".into(),
        message: "...".into(),
        log_time: at("2018-05-19T06:14:30Z"),
    };
    let id = "00000000-0000-4000-8000-000000000000";
    let (happened, received) = ("2018-05-19T06:14:30Z", Some("2018-05-19T06:14:59Z"));
    let logged = documented("log-entry-event", &Body::LogEntry(vec![entry]));
    check(&logged, ("LogEntryEvent", Some("MyDeviceName"), id, happened, received, 2));
    assert_eq!(logged.severity(), Severity::Error);

    let worst = |levels: &str| event(&format!(r#"{{"Type":"LogEntryEvent","LogEntries":[{levels}]}}"#)).severity();
    assert_eq!(worst(r#"{"Level":"information"},{"Level":"WARNING"},{"Level":"Trace"}"#), Severity::Warning);
    assert_eq!(worst(r#"{"Level":"Verbose"},{"Level":"Debug"}"#), Severity::Debug);
    assert_eq!(worst(r#"{"Level":"Catastrophe"}"#), Severity::Information);
    assert_eq!(worst(""), Severity::Information);
}

#[test]
fn a_sensor_reading_event_has_values_as_texts() {
    let reading = |name: &str, value: &str| Reading {
        name: name.into(),
        value: value.into(),
        reading_time: at("2018-05-19T06:15:46Z"),
    };
    let body = Body::SensorReading(vec![reading("TemperatureA", "26"), reading("TemperatureB", "26")]);
    let id = "268e039e-8f4d-453c-9cfe-aac78db3ee3a";
    let (happened, received) = ("2018-05-19T06:15:46Z", Some("2018-05-19T06:15:47Z"));
    let read = documented("sensor-reading-event", &body);
    check(&read, ("SensorReadingEvent", Some("MyDeviceName"), id, happened, received, 2));

    let unquoted =
        r#"{"Type":"SensorReadingEvent","SensorReadings":[{"Name":"TemperatureA","Value":24.8,"ReadingTime":"soon"}]}"#;
    let expected = Reading { reading_time: None, ..reading("TemperatureA", "24.8") };
    assert_eq!(event(unquoted).body, Body::SensorReading(vec![expected]));
}

#[test]
fn a_status_event_is_whatever_the_device_tells() {
    let status = event(example("status-event"));
    let id = "9c2c8e0a-7ae3-4ca0-b26f-d6ce542916f2";
    let (happened, received) = ("2019-11-30T20:05:26Z", Some("2019-10-30T20:06:53Z"));
    check(&status, ("StatusEvent", Some("MyDeviceName"), id, happened, received, 2));
    let Body::Status(pairs) = &status.body else { panic!("no status") };
    let expected = [
        pair("ActualDNS", "0.0.0.0"),
        pair("ActualGateway", "0.0.0.0"),
        pair("ActualIP", "130.223.205.70"),
        pair("ActualSubnet", "0.0.0.0"),
        pair("AgentVersion", "4.8.21"),
        pair("DeviceType", "ZeusEnclosure"),
        pair("FreeMem", "55"),
        pair("MACAddress", "NA"),
        pair("ScannerVersion", "0x10102F0"),
        pair("SerialNum", "010106162431"),
    ];
    assert_eq!(pairs, &expected);

    let odd = event(r#"{"Type":"statusevent","Freemem":55,"Fans":[1,2],"Uptime":null}"#);
    assert_eq!(odd.body, Body::Status(vec![pair("Fans", "[1,2]"), pair("Freemem", "55"), pair("Uptime", "null")]));
}

#[test]
fn a_queued_and_a_completed_lockdown_share_their_command_id() {
    let command_id = CommandId::new("6bd4b8fb-d964-4d00-ae0a-e3943d58e004");
    let queued = CommandQueued {
        command_id: command_id.clone(),
        command_name: "Lockdown".into(),
        uri: Some("/3/Devices/MyDeviceName/lockdown".into()),
        verb: Some("Post".into()),
        user: Some("MyUserName".into()),
        parameters: vec![pair("Hours", "1")],
    };
    let completion = CommandCompletion {
        command_id,
        command_name: "Lockdown".into(),
        output: vec![],
        exceptions: vec![],
        user: None,
    };
    let sent = documented("command-queued-event-lockdown", &Body::CommandQueued(queued.clone()));
    let id = "98115b7b-3f7f-439b-ba27-ac1234d7569c";
    check(&sent, ("CommandQueuedEvent", Some("MyDeviceName"), id, "2018-05-18T00:31:20Z", None, 3));
    assert_eq!(sent.time(), at("2018-05-18T00:31:20Z"));

    let done = documented("command-completion-event-lockdown", &Body::CommandCompletion(completion.clone()));
    let id = "a0a1a21b-7537-4a75-9eee-cb2e9688f146";
    let (happened, received) = ("2018-05-18T00:31:35Z", Some("2017-05-18T00:31:36Z"));
    check(&done, ("CommandCompletionEvent", Some("MyDeviceName"), id, happened, received, 2));
    assert_eq!(done.severity(), Severity::Information);

    let command_id = CommandId::new("6bd4b8fb-...");
    let queued = CommandQueued { command_id: command_id.clone(), ..queued };
    documented("command-queued-event-lockdown-abbreviated", &Body::CommandQueued(queued));
    let completion = CommandCompletion { command_id, ..completion };
    documented("command-completion-event-lockdown-abbreviated", &Body::CommandCompletion(completion));
}

#[test]
fn a_completion_without_exceptions_is_a_success_and_one_with_them_is_an_error() {
    let completion = |exceptions| CommandCompletion {
        command_id: CommandId::new("0093fac7-1d82-430a-8bd2-0562c2067037"),
        command_name: "SyncCredentials".into(),
        output: vec![],
        exceptions,
        user: None,
    };
    let name = "command-completion-event-sync-credentials";
    let synced = documented(name, &Body::CommandCompletion(completion(vec![])));
    let id = "59236a58-2581-4f10-be5c-44c11e681794";
    let (happened, received) = ("2018-05-16T21:17:12Z", Some("2018-05-16T21:17:13Z"));
    check(&synced, ("CommandCompletionEvent", Some("MyDeviceName"), id, happened, received, 2));

    let exceptions = format!("\"ExceptionList\": [{}]", example("command-timed-out-exception"));
    let timed_out = event(&example(name).replace("\"ExceptionList\": []", &exceptions));
    let value = "Command timed out after 1440 minutes. Queued Time = 3/8/2021 11:54:01 PM";
    assert_eq!(timed_out.body, Body::CommandCompletion(completion(vec![pair("CommandTimedOut", value)])));
    assert_eq!(timed_out.severity(), Severity::Error);
}

#[test]
fn a_completion_may_name_the_verb_and_the_user_as_the_page_lists_them() {
    let raw = r#"{"Type":"CommandCompletionEvent","CommandId":"a","Verb":"Post","User":"jo",
        "OutputParameterList":[{"Key":"EPC","Value":"E1"},{"Key":"EPC","Value":"E2"}]}"#;
    let completed = event(raw);
    let Body::CommandCompletion(completion) = completed.body else { panic!("no completion") };
    assert_eq!(completion.user.as_deref(), Some("jo"));
    assert_eq!(completion.output, [pair("EPC", "E1"), pair("EPC", "E2")]);
    assert_eq!(completed.extra.get("Verb").and_then(Value::as_str), Some("Post"));
}

#[test]
fn both_documented_names_of_a_sync_of_passes_are_read() {
    for (name, version) in [("SyncCredentials", 2), ("UpdatePasses", 3)] {
        let raw = format!(
            r#"{{"Type":"CommandQueuedEvent","CommandId":"a","CommandName":"{name}","Version":{version},"Uri":"/3/x",
                "Parameters":[{{"Key":"Add","Value":"00A1B2C3D4"}},{{"Key":"Remove","Value":"*"}}]}}"#
        );
        let event = event(&raw);
        let Body::CommandQueued(queued) = event.body else { panic!("not queued") };
        assert_eq!((queued.command_name.as_str(), event.version), (name, Some(version)));
        assert_eq!(queued.uri.as_deref(), Some("/3/x"));
        assert_eq!(queued.parameters, [pair("Add", "00A1B2C3D4"), pair("Remove", "*")]);
    }
}

#[test]
fn a_queued_restart_is_taken_with_the_path_and_the_verb_that_its_page_shows() {
    let raw = r#"{"Type":"CommandQueuedEvent","CommandId":"a","CommandName":"ResetCommand","Verb":"Get",
        "URI":"/2/Devices/MyDeviceName/reset"}"#;
    let Body::CommandQueued(queued) = event(raw).body else { panic!("not queued") };
    assert_eq!(queued.uri.as_deref(), Some("/2/Devices/MyDeviceName/reset"));
    assert_eq!(queued.verb.as_deref(), Some("Get"));
    assert!(queued.parameters.is_empty() && queued.user.is_none());
}

#[test]
fn device_events_follow_the_number_of_the_device() {
    let change = DeviceChange {
        id: Some(Id(101)),
        definition: Some("TS032, Cabinet, US, UHF, GF, 7.9 cu ft".into()),
        serial_number: Some("MyDeviceSerialNumber".into()),
        region: Some("US".into()),
        aliases: vec![],
    };
    let added = documented("device-added-event", &Body::DeviceAdded(change.clone()));
    let id = "f635b21d-1425-4a10-b934-266e707ce785";
    check(&added, ("DeviceAddedEvent", Some("MyDeviceName"), id, "2018-05-19T07:17:50Z", None, 3));

    let modified = example("device-added-event").replace("DeviceAddedEvent", "DeviceModifiedEvent");
    assert_eq!(event(&modified).body, Body::DeviceModified(change.clone()));

    let other = modified.replace("DeviceSerialNumber", "SerialNumber").replace("101", "\"101\"");
    let with_aliases = other.replace("\"Region\"", "\"Aliases\": [\"Room 1\"], \"Region\"");
    let expected = DeviceChange { serial_number: Some("MySerialNumber".into()), aliases: texts(&["Room 1"]), ..change };
    assert_eq!(event(&with_aliases).body, Body::DeviceModified(expected));

    let removed = documented("device-removed-event", &Body::DeviceRemoved(Some(Id(1))));
    let id = "d8396676-d8a2-4262-9247-44b678a870e8";
    check(&removed, ("DeviceRemovedEvent", Some("MyDeviceName"), id, "2018-05-19T07:18:36Z", None, 3));
}

#[test]
fn credential_events_tell_what_changed_in_jetstream() {
    let change =
        |credentials: &[&str]| CredentialChange { credential_type: "Basic".into(), credentials: texts(credentials) };
    let body = Body::CredentialsRemoved(change(&["MYBASICCREDENTIALS1_VALUE"]));
    let removed = documented("device-credentials-removed-event", &body);
    let id = "f635b21d-1425-4a10-b934-266e707ce785";
    let expected = ("DeviceCredentialsRemovedEvent", Some("MyDeviceName"), id, "2018-05-19T07:17:50Z", None, 3);
    check(&removed, expected);

    let raw = r#"{"Type":"DeviceCredentialsAddedEvent","CredentialType":"Basic","AddedCredentials":["A","B"]}"#;
    assert_eq!(event(raw).body, Body::CredentialsAdded(change(&["A", "B"])));
    let raw = r#"{"Type":"DeviceCredentialsModifiedEvent","CredentialType":"Basic","CurrentCredentials":[]}"#;
    assert_eq!(event(raw).body, Body::CredentialsModified(change(&[])));
}

#[test]
fn alias_events_have_no_device() {
    let body = Body::AliasChanged {
        id: Some(Id(1)),
        alias: "MyAliasName".into(),
        devices: texts(&["MyDeviceName1", "MyDeviceName2"]),
        region: Some("US".into()),
    };
    let added = documented("alias-added-event", &body);
    let id = "f635b21d-1425-4a10-b934-266e707ce785";
    check(&added, ("AliasAddedEvent", None, id, "2018-05-19T07:17:50Z", None, 3));

    let modified = example("alias-added-event").replace("AliasAddedEvent", "AliasModifiedEvent");
    assert_eq!(event(&modified).body, body);
    let removed = event(r#"{"Type":"AliasRemovedEvent","Alias":"MyAliasName"}"#);
    assert_eq!(removed.body, Body::AliasRemoved("MyAliasName".into()));
}

#[test]
fn a_business_process_event_has_free_data() {
    let raw = r#"{"Type":"BusinessProcessEvent","ProcessType":"Restock","Parameters":[{"Key":"Shelf","Value":"2"}]}"#;
    let parameters = vec![pair("Shelf", "2")];
    assert_eq!(event(raw).body, Body::BusinessProcess { process_type: "Restock".into(), parameters });
}
