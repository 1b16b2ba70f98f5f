//! A list of devices made from events, for a file, where no API can be called.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{
    capabilities::CommandFlags,
    devices::Device,
    events::{Body, DeviceChange, Event},
};
use jetstream_fleet::{EventLog, event_log::Record};

use crate::state::directory::device_entry::DeviceEntry;

/// The types of events that carry the registration of a device.
const TELLING: [&str; 2] = ["DeviceAddedEvent", "DeviceModifiedEvent"];

/// Every device that an event names, with the registration from the latest event that carries it.
pub(super) fn devices_from_events(log: &EventLog) -> Arc<[DeviceEntry]> {
    let mut known: HashMap<Arc<str>, DeviceChange> = HashMap::new();
    for record in log.iter_newest().filter(|record| tells(log, record)) {
        if let Some(Event {
            device: Some(name), body: Body::DeviceAdded(change) | Body::DeviceModified(change), ..
        }) = record.event()
        {
            known.entry(name).or_insert(change);
        }
    }
    log.devices().iter().map(|name| entry(name, known.remove(name))).collect()
}

fn tells(log: &EventLog, record: &Record) -> bool {
    log.event_type(record).is_some_and(|name| TELLING.contains(&&*name))
}

fn entry(name: &Arc<str>, change: Option<DeviceChange>) -> DeviceEntry {
    let mut device = Device {
        id: None,
        name: name.to_string(),
        serial_number: String::new(),
        definition: String::new(),
        region: String::new(),
        policy: None,
        aliases: Vec::new(),
    };
    if let Some(DeviceChange { id, definition, serial_number, region, aliases }) = change {
        (device.id, device.aliases) = (id, aliases);
        device.definition = definition.unwrap_or_default();
        device.serial_number = serial_number.unwrap_or_default();
        device.region = region.unwrap_or_default();
    }
    DeviceEntry::new(device, CommandFlags::default())
}

#[cfg(test)]
mod tests {
    use jetstream_api::kind::DeviceKind;

    use super::*;

    #[test]
    fn devices_are_those_that_events_name_as_the_latest_one_describes_them() {
        let mut log = EventLog::new(1 << 16);
        for raw in [
            r#"{"EventId":"1","Type":"HeartbeatEvent","Device":"Freezer","EventTime":"2026-05-18T10:00:00Z"}"#,
            r#"{"EventId":"2","Type":"DeviceAddedEvent","Device":"Cabinet","EventTime":"2026-05-18T10:01:00Z","Id":7,"Region":"US"}"#,
            r#"{"EventId":"3","Type":"DeviceModifiedEvent","Device":"Cabinet","EventTime":"2026-05-18T10:02:00Z",
                "DeviceDefinition":"TS092, Security Cabinet","SerialNumber":"S7","Region":"EU","Aliases":["Ward"]}"#,
            r#"{"EventId":"4","Type":"HeartbeatEvent","Device":"Cabinet","EventTime":"2026-05-18T10:03:00Z"}"#,
        ] {
            log.insert(&Event::parse(raw).unwrap());
        }
        let entries = devices_from_events(&log);
        let [freezer, cabinet] = &*entries else { panic!("{entries:?}") };
        assert_eq!((freezer.device.name.as_str(), freezer.kind()), ("Freezer", DeviceKind::Unknown));
        assert_eq!((cabinet.device.region.as_str(), cabinet.device.serial_number.as_str()), ("EU", "S7"));
        assert_ne!(cabinet.kind(), DeviceKind::Unknown);
    }
}
