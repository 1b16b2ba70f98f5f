//! Tests of the export of the device list.

use jetstream_api::{capabilities::Connection, events::Event};

use super::*;
use crate::features::devices::list::device_list::tests::{device, entry};

const NOW: &str = "2026-05-18T10:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn fleet(events: &[(&str, &str)]) -> Fleet {
    let mut fleet = Fleet::new(1 << 16);
    for (number, (event_type, more)) in events.iter().enumerate() {
        let raw = format!(
            r#"{{"EventId":"{number}","Type":"{event_type}","Device":"Fridge","EventTime":"2026-05-18T09:00:00Z",
                "ReceivedTime":"2026-05-18T09:00:01Z",{more}}}"#
        );
        assert!(fleet.ingest(Event::parse(&raw).unwrap()));
    }
    fleet
}

fn exported(columns: &str, entry: &DeviceEntry, fleet: &Fleet, status: Option<ConnectionStatus>) -> String {
    let columns = Columns::parse(columns).unwrap();
    let statuses = status.into_iter().map(|status| (entry.device.name.clone(), status)).collect();
    let lockdown = |entry: &DeviceEntry| fleet.lockdown(&entry.device.name, at(NOW)).states(None);
    let known = ExportColumns { fleet, statuses: &statuses, lockdown: &lockdown, now: at(NOW), on_the_clock: |at| at };
    header(columns) + &line(columns, entry, &known)
}

fn fridge() -> DeviceEntry {
    let mut fridge = device("Fridge");
    fridge.definition = "TS032, RFID Enclosure".into();
    fridge.aliases = vec!["Ward 3".into(), "=Ward 4".into()];
    entry(fridge)
}

#[test]
fn a_file_has_the_columns_in_sight_and_no_other() {
    let nothing = fleet(&[]);
    assert_eq!(exported("region.serial", &fridge(), &nothing, None), "Name,Serial,Region\r\nFridge,0001,US\r\n");
    assert_eq!(exported("name", &fridge(), &nothing, None), "Name\r\nFridge\r\n");
    let all: Vec<_> = DeviceColumn::ALL.into_iter().map(DeviceColumn::value).collect();
    let file = exported(&all.join("."), &fridge(), &nothing, None);
    let widths: Vec<_> = file.lines().map(|line| line.split(',').count()).collect();
    assert_eq!(widths[0], 15);
    for by in DeviceColumn::ALL {
        assert!(titles(by)[0].starts_with(by.title()), "{by:?}");
    }
}

#[test]
fn what_others_wrote_is_no_formula() {
    let mut device = device("=HYPERLINK(\"http://x\",\"y\")");
    (device.serial_number, device.policy) = ("-1".into(), Some("@Ward".into()));
    device.aliases = vec!["+1".into()];
    let file = exported("serial.policy.aliases", &entry(device), &fleet(&[]), None);
    assert_eq!(file.lines().nth(1), Some("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",'-1,'@Ward,'+1"));
    assert!(exported("aliases", &fridge(), &fleet(&[]), None).ends_with("\r\nFridge,Ward 3; =Ward 4\r\n"));
}

#[test]
fn what_is_known_stands_there_with_its_time_in_utc() {
    let reading = |value: &str, sensor: &str| {
        format!(r#"{{"Name":"{sensor}","Value":"{value}","ReadingTime":"2026-05-18T08:59:00Z"}}"#)
    };
    let readings = format!(
        r#""SensorReadings":[{},{},{}]"#,
        reading("4.5", "TemperatureA"),
        reading("5", "TemperatureB"),
        reading("80", "BatteryLevel")
    );
    let entries = r#""LogEntries":[{"Level":"Error","Type":"LowBattery"},{"Level":"Error","Type":"DoorBreach"}]"#;
    let fleet = fleet(&[
        ("SensorReadingEvent", &readings),
        ("LogEntryEvent", entries),
        ("StatusEvent", r#""AgentVersion":"4.8.44""#),
    ]);
    let status = ConnectionStatus { connection: Connection::Connected, at: at("2026-05-18T09:59:00Z"), error: None };
    let file = exported("connection.heard.firmware.temperature.lockdown.incidents", &fridge(), &fleet, Some(status));
    assert_eq!(
        file,
        "Name,Connection,Connection as of (UTC),Last heard (UTC),Firmware,Temperature (°C),Temperature as of (UTC),Lockdown,Incidents\r\n\
         Fridge,Connected,2026-05-18T09:59:00Z,2026-05-18T09:00:01Z,4.8.44,4.5; 5,2026-05-18T08:59:00Z,None known,DoorBreach; LowBattery\r\n"
    );
}

#[test]
fn what_is_not_known_is_not_made_up() {
    let file =
        exported("policy.connection.heard.firmware.temperature.lockdown.incidents", &fridge(), &fleet(&[]), None);
    assert_eq!(file.lines().nth(1), Some("Fridge,,Not asked,,,,,,None known,None known"));
    let mut case = device("Case");
    case.definition = "TS080, Mobile Case".into();
    let file = exported("connection", &entry(case), &fleet(&[]), None);
    assert_eq!(file.lines().nth(1), Some("Case,Cannot be asked,"));
}

#[test]
fn a_lockdown_is_told_until_when_and_not_for_how_long() {
    let fleet = fleet(&[
        (
            "CommandQueuedEvent",
            r#""CommandId":"c","CommandName":"Lockdown","User":"demo","Parameters":[{"Key":"Hours","Value":"4"}]"#,
        ),
        ("CommandCompletionEvent", r#""CommandId":"c","CommandName":"Lockdown","ExceptionList":[]"#),
    ]);
    let mut device = device("Fridge");
    device.definition = "TS092, Security Cabinet".into();
    let file = exported("lockdown", &entry(device), &fleet, None);
    assert_eq!(file.lines().nth(1), Some("Fridge,Locked down until 2026-05-18T13:00:01Z"));
}
