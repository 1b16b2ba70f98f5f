//! Tests of the handlers of aliases.

use jetstream_api::{
    aliases::{AliasDraft, CreateAlias, DeleteAlias, GetAlias, ListAliasNames, ListAliases, ModifyAlias},
    call::Method,
    devices::GetDevice,
    events::Body,
};

use crate::testing::{TestBed, name, refusal};

const HANDHELD: &str = "Handheld 3, OR inventory";

fn draft(alias: &str) -> AliasDraft {
    AliasDraft { name: alias.parse().unwrap(), devices: vec![name(HANDHELD)], region: "US".into() }
}

#[test]
fn an_alias_is_created_renamed_and_deleted_and_each_change_is_reported() {
    let mut bed = TestBed::new();
    bed.events();
    let created = bed.send(&CreateAlias(draft("Room 7"))).unwrap();
    assert_eq!(created.devices, [HANDHELD]);
    assert!(bed.send(&GetDevice(name(HANDHELD))).unwrap().aliases.contains(&"Room 7".to_owned()));
    let renamed = bed.send(&ModifyAlias { name: "Room 7".parse().unwrap(), alias: draft("Room 8") }).unwrap();
    assert_eq!(renamed.id, created.id);
    bed.send(&DeleteAlias("Room 8".parse().unwrap())).unwrap();
    assert_eq!(refusal(bed.send(&GetAlias("Room 8".parse().unwrap()))).0, 404);

    let events = bed.events();
    let types: Vec<_> = events.iter().map(|event| &*event.event_type).collect();
    assert_eq!(types, ["AliasAddedEvent", "AliasModifiedEvent", "AliasRemovedEvent"]);
    let Body::AliasChanged { alias, devices, .. } = &events[1].body else { panic!("{:?}", events[1]) };
    assert_eq!((alias.as_str(), devices.as_slice()), ("Room 8", &[HANDHELD.to_owned()][..]));
    assert!(events.iter().all(|event| event.device.is_none() && event.version == Some(3)));
}

#[test]
fn names_are_unique_and_all_three_fields_required() {
    let mut bed = TestBed::new();
    assert_eq!(refusal(bed.send(&CreateAlias(draft("OR 2")))).0, 409);
    for body in [
        r#"{"Name":"X","Region":"US"}"#,
        r#"{"Name":"X","Devices":[]}"#,
        r#"{"Region":"US","Devices":[]}"#,
        r#"{"Name":"X","Region":"US","Devices":["?"]}"#,
    ] {
        assert_eq!(bed.raw(Method::Post, "aliases", body).status, 400, "{body}");
    }
}

#[test]
fn aliases_are_listed_whole_and_by_name_alone() {
    let mut bed = TestBed::new();
    let names: Vec<_> = bed.send(&ListAliases).unwrap().into_iter().map(|alias| alias.name).collect();
    assert_eq!(bed.send(&ListAliasNames), Ok(names.clone()));
    assert_eq!(names, ["OR 2", "Ward 3 East", "Crash Cart 1", "Consignment, shelf B"]);
}

#[test]
fn a_handheld_names_the_alias_of_the_room_it_scanned() {
    let mut bed = TestBed::new();
    bed.hours(12);
    let scans = bed.events_of(HANDHELD);
    assert!(!scans.is_empty());
    for scan in scans {
        let Body::Object { alias: Some(alias), credential: Some(_), .. } = &scan.body else { panic!("{scan:?}") };
        assert!(["OR 2", "Ward 3 East", "Crash Cart 1", "Consignment, shelf B"].contains(&alias.as_str()));
        assert_eq!(scan.version, Some(3));
    }
}
