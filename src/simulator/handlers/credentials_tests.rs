//! Tests of the handlers of passes.

use jetstream_api::{
    call::Method,
    commands::CommandStatus,
    credentials::{
        AddCredentials, CredentialType, Credentials, LastCredentialsSync, ListCredentials, Pass, RemoveCredentials,
        ReplaceCredentials, SyncCredentials,
    },
    events::Body,
    names::DeviceName,
    wire::Pair,
};

use crate::testing::{TestBed, name, refusal};

fn passes(passes: &[&str]) -> Credentials {
    Credentials::Basic(passes.iter().map(|pass| Pass::parse(pass).unwrap()).collect())
}

fn replace(bed: &mut TestBed, device: &DeviceName, list: &[&str]) -> Vec<String> {
    bed.send(&ReplaceCredentials { device: device.clone(), credentials: passes(list) }).unwrap()
}

fn stored(bed: &mut TestBed, device: &DeviceName) -> Vec<String> {
    bed.send(&ListCredentials { device: device.clone(), kind: CredentialType::Basic }).unwrap()
}

const A: &str = "00A1B2C3D4";
const B: &str = "00B1B2C3D4";

#[test]
fn passes_are_appended_replaced_and_removed_in_jetstream_and_each_change_is_reported() {
    let mut bed = TestBed::new();
    for (remainder, added, removed) in [(0, vec![B], vec![]), (1, vec![A, B], vec![B])] {
        let device = bed.cabinet(2, remainder);
        bed.events();
        assert_eq!(replace(&mut bed, &device, &[A, A]), [A]);
        assert_eq!(bed.send(&AddCredentials { device: device.clone(), credentials: passes(&[B]) }).unwrap(), added);
        assert_eq!(stored(&mut bed, &device), [A, B]);
        let remove = RemoveCredentials {
            device: device.clone(),
            kind: CredentialType::Basic,
            names: vec![A.into()],
            by_patch: remainder == 1,
        };
        assert_eq!(bed.send(&remove).unwrap(), removed, "204 without a body, or the remaining list");
        assert_eq!(stored(&mut bed, &device), [B]);
        let events: Vec<_> = bed.events_of(device.as_str()).iter().map(|event| event.event_type.to_string()).collect();
        assert_eq!(
            events,
            ["DeviceCredentialsModifiedEvent", "DeviceCredentialsAddedEvent", "DeviceCredentialsRemovedEvent"]
        );
        assert!(replace(&mut bed, &device, &[]).is_empty());
    }
}

#[test]
fn passes_have_10_to_40_hexadecimal_digits_in_upper_case() {
    let mut bed = TestBed::new();
    for body in [
        r#"["123456789"]"#,
        r#"["00a1b2c3d4"]"#,
        r#"["00A1B2C3DG"]"#,
        r#"[7]"#,
        r#"{}"#,
        "",
        &format!(r#"["{}"]"#, "A".repeat(41)),
    ] {
        let reply = bed.raw(Method::Post, "devices/Security Cabinet 1/credentials/Basic", body);
        assert_eq!(reply.status, 400, "{body}");
    }
}

#[test]
fn a_sync_sends_the_list_under_one_of_two_names_and_remembers_when() {
    for (remainder, expected, version) in [(0, "SyncCredentials", 2), (1, "UpdatePasses", 3)] {
        let mut bed = TestBed::new();
        let device = bed.cabinet(2, remainder);
        replace(&mut bed, &device, &[A, B]);
        bed.minutes(5);
        bed.events();
        let answer = bed.send(&SyncCredentials(device.clone())).unwrap();
        assert_eq!(answer.status, CommandStatus::Completed);
        assert_eq!(bed.send(&LastCredentialsSync(device.clone())), Ok(Some(bed.simulator.now())));
        let events = bed.events_of(device.as_str());
        let queued = events.iter().find(|event| &*event.event_type == "CommandQueuedEvent").unwrap();
        let Body::CommandQueued(command) = &queued.body else { panic!("{queued:?}") };
        assert_eq!((command.command_name.as_str(), queued.version), (expected, Some(version)));
        let pair = |key: &str, value: &str| Pair { key: key.into(), value: value.into() };
        assert_eq!(command.parameters, [pair("Add", A), pair("Add", B), pair("Remove", "*")]);
        let done = events
            .iter()
            .find_map(|event| if let Body::CommandCompletion(done) = &event.body { Some(done) } else { None });
        assert_eq!(done.unwrap().command_name, "SyncCredentials");
    }
}

#[test]
fn a_device_that_was_never_synced_answers_null() {
    let mut bed = TestBed::new();
    let body = r#"{"Name":"New","SerialNumber":"S","DeviceDefinition":"TS092, Security Cabinet, US, 28 cu ft, v4","Region":"US","Aliases":[]}"#;
    assert_eq!(bed.raw(Method::Post, "devices", body).status, 201);
    assert_eq!(bed.send(&LastCredentialsSync(name("New"))), Ok(None));
}

#[test]
fn a_device_without_a_lock_has_no_passes_to_sync() {
    let mut bed = TestBed::new();
    let device = name("St. Anne, Loading Dock, Read Point");
    assert_eq!(refusal(bed.send(&SyncCredentials(device.clone()))).0, 400);
    assert_eq!(refusal(bed.send(&LastCredentialsSync(device))).0, 400);
}

#[test]
fn users_and_pins_are_not_simulated() {
    let mut bed = TestBed::new();
    assert_eq!(bed.raw(Method::Get, "devices/Security Cabinet 1/credentials/user", "").status, 501);
    assert_eq!(bed.raw(Method::Post, "devices/Security Cabinet 1/credentials/pin", "{}").status, 501);
}
