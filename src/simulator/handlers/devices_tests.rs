//! Tests of the handlers of devices.

use jetstream_api::{
    call::Method,
    capabilities::Connection,
    devices::{CreateDevice, DeleteDevice, Device, DeviceDraft, GetDevice, GetDeviceStatus, ListDevices, ModifyDevice},
    error::ApiError,
    events::Body,
};

use crate::testing::{TestBed, name, refusal};

const CABINET: &str = "TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4";

fn draft(name: &str, serial: &str) -> DeviceDraft {
    let (name, serial_number) = (name.parse().unwrap(), serial.parse().unwrap());
    DeviceDraft { name, serial_number, definition: CABINET.parse().unwrap(), aliases: vec!["OR 2".parse().unwrap()] }
}

fn create(bed: &mut TestBed, name: &str, serial: &str) -> Result<Device, ApiError> {
    bed.send(&CreateDevice { device: draft(name, serial), region: "EU".into() })
}

#[test]
fn a_created_device_is_listed_announced_and_silent_until_it_is_connected() {
    let mut bed = TestBed::new();
    bed.events();
    let created = create(&mut bed, "My Device, no. 1.", "MySerial-1").unwrap();
    assert_eq!((created.region.as_str(), created.policy.as_deref()), ("EU", None));
    assert_eq!(created.aliases, ["OR 2"]);
    assert_eq!(bed.send(&GetDevice(name("My Device, no. 1."))), Ok(created.clone()));

    let events = bed.events();
    assert_eq!(&*events[0].event_type, "DeviceAddedEvent");
    assert_eq!((events[0].version, events[0].received_time), (Some(3), None));
    let Body::DeviceAdded(change) = &events[0].body else { panic!("{:?}", events[0].body) };
    assert_eq!((change.id, change.serial_number.as_deref()), (created.id, Some("MySerial-1")));

    bed.hours(3);
    assert_eq!(bed.events_of("My Device, no. 1."), []);
    assert_eq!(bed.send(&GetDeviceStatus(name("My Device, no. 1."))), Ok(Connection::NotConnected));
    bed.simulator.connect("My Device, no. 1.").unwrap();
    assert_eq!(bed.send(&GetDeviceStatus(name("My Device, no. 1."))), Ok(Connection::Connected));
    let events: Vec<_> = bed.events_of("My Device, no. 1.").iter().map(|event| event.event_type.to_string()).collect();
    assert_eq!(events, ["LogEntryEvent", "StatusEvent"]);
}

#[test]
fn names_and_serial_numbers_are_unique() {
    let mut bed = TestBed::new();
    create(&mut bed, "A", "S1").unwrap();
    assert_eq!(refusal(create(&mut bed, "A", "S2")), (409, "There is a device of this name already.".into()));
    assert_eq!(
        refusal(create(&mut bed, "B", "S1")),
        (409, "There is a device with this serial number already.".into())
    );
    create(&mut bed, "B", "S2").unwrap();
    let taken = bed.send(&ModifyDevice { name: name("B"), device: draft("A", "S2") });
    assert_eq!(refusal(taken).0, 409);
    bed.send(&DeleteDevice(name("A"))).unwrap();
    create(&mut bed, "A", "S1").unwrap();
}

#[test]
fn what_is_not_legal_is_refused_with_its_field() {
    let mut bed = TestBed::new();
    let body = |name: &str, serial: &str, definition: &str, region: &str| {
        format!(
            r#"{{"Name":"{name}","SerialNumber":"{serial}","DeviceDefinition":"{definition}","Region":"{region}","Aliases":[]}}"#
        )
    };
    for (body, field) in [
        (body("", "S", CABINET, "US"), "device.Name"),
        (body("a/b", "S", CABINET, "US"), "device.Name"),
        (body("..", "S", CABINET, "US"), "device.Name"),
        (body(&"x".repeat(129), "S", CABINET, "US"), "device.Name"),
        (body("A", "S 1", CABINET, "US"), "device.SerialNumber"),
        (body("A", "S", "TS000", "US"), "device.DeviceDefinition"),
        (body("A", "S", CABINET, "Mars"), "device.Region"),
        (r#"{"SerialNumber":"S"}"#.into(), "device.Name"),
        (r#"{"Name":"A","SerialNumber":"S","DeviceDefinition":"TS092, Security Cabinet, US, 28 cu ft, v4","Region":"US","Aliases":["?"]}"#.into(), "device.Aliases"),
        ("[]".into(), "device"),
        ("{".into(), "device"),
        ("".into(), "device"),
    ] {
        let reply = bed.raw(Method::Post, "devices", &body);
        assert_eq!(reply.status, 400, "{body}");
        assert!(reply.text().contains(&format!("\"{field}\"")), "{body}: {}", reply.text());
    }
    assert!(bed.events().iter().all(|event| &*event.event_type != "DeviceAddedEvent"));
}

#[test]
fn a_modified_device_keeps_its_id_and_region_and_reports_its_new_name() {
    let mut bed = TestBed::new();
    let before = create(&mut bed, "Old name", "S1").unwrap();
    bed.events();
    let body =
        format!(r#"{{"Name":"New name","SerialNumber":"S2","DeviceDefinition":"{CABINET}","Region":"AP","Id":7}}"#);
    assert_eq!(bed.raw(Method::Put, "devices/Old name", &body).status, 200);
    let after = bed.send(&GetDevice(name("New name"))).unwrap();
    assert_eq!((after.id, after.region.as_str(), after.serial_number.as_str()), (before.id, "EU", "S2"));
    assert_eq!(after.aliases, ["OR 2"], "absent aliases stay");
    let events = bed.events();
    assert_eq!((&*events[0].event_type, events[0].device.as_deref()), ("DeviceModifiedEvent", Some("New name")));
    assert_eq!(refusal(bed.send(&GetDevice(name("Old name")))).0, 404);
}

#[test]
fn a_deleted_device_is_gone_and_its_removal_reported() {
    let mut bed = TestBed::new();
    bed.events();
    bed.send(&DeleteDevice(name("Security Cabinet 1"))).unwrap();
    assert_eq!(&*bed.events()[0].event_type, "DeviceRemovedEvent");
    assert_eq!(refusal(bed.send(&GetDevice(name("Security Cabinet 1")))), (404, "There is no such device.".into()));
    bed.hours(2);
    assert_eq!(bed.events_of("Security Cabinet 1"), []);
}

#[test]
fn the_list_is_filtered_by_exact_values_and_the_sentinels_stand_last() {
    let mut bed = TestBed::new();
    let all = bed.send(&ListDevices::default()).unwrap();
    assert_eq!(all.len(), 58);
    assert!(all[48..].iter().all(|device| device.name.starts_with("Sentinel ")));
    let definition = Some("TS084, Handheld, US, UHF".to_owned());
    let handhelds = bed.send(&ListDevices { definition, ..ListDevices::default() }).unwrap();
    assert_eq!(handhelds.iter().map(|device| device.name.as_str()).collect::<Vec<_>>(), ["Handheld 3, OR inventory"]);
    let policy = Some("Read points".to_owned());
    let with_policy = bed.send(&ListDevices { policy: policy.clone(), ..ListDevices::default() }).unwrap();
    assert!(!with_policy.is_empty() && with_policy.iter().all(|device| device.policy == policy));
}

#[test]
fn a_device_with_a_policy_keeps_its_definition() {
    let mut bed = TestBed::new();
    let cabinet =
        bed.send(&ModifyDevice { name: name("Security Cabinet 1"), device: draft("Security Cabinet 1", "S9") });
    assert_eq!(refusal(cabinet).0, 409);
}

#[test]
fn a_countertop_cabinet_has_no_status() {
    let mut bed = TestBed::new();
    assert_eq!(refusal(bed.send(&GetDeviceStatus(name("St. Anne, Ward 4 West, Countertop")))).0, 400);
    assert_eq!(refusal(bed.send(&GetDeviceStatus(name("Nobody")))).0, 404);
}
