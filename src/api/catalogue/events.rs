//! The table of event types: who publishes them, and which kinds of devices send them (event tables of the device type
//! pages).

use super::Evidence;
use crate::kind::DeviceKind;

/// Who publishes an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Emitter {
    /// The device: the event has a `ReceivedTime` and (so the page "Get Events") `Version` 2.
    Device,
    /// Jetstream itself, for every user of the application: no `ReceivedTime`, `Version` 3.
    Jetstream,
}

/// A type of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventType {
    /// The `Type` in the event.
    pub name: &'static str,
    /// Who publishes it. (A CommandCompletionEvent for a command that timed out presumably comes from Jetstream.)
    pub emitter: Emitter,
    /// Its description.
    pub meaning: &'static str,
    /// How it is known.
    pub evidence: Evidence,
}

const fn device(name: &'static str, meaning: &'static str) -> EventType {
    EventType { name, emitter: Emitter::Device, meaning, evidence: Evidence::Documented }
}

const fn jetstream(name: &'static str, meaning: &'static str) -> EventType {
    EventType { name, emitter: Emitter::Jetstream, meaning, evidence: Evidence::Documented }
}

/// All known types, those of devices first.
pub static EVENT_TYPES: &[EventType] = &[
    device("AggregateEvent", "Tags were added or removed."),
    device("CommandCompletionEvent", "A command has ended, well or badly."),
    device("HeartbeatEvent", "The device is alive."),
    device("LogEntryEvent", "The device reports alarms or log lines."),
    device("ObjectEvent", "All tags that were read in one scan."),
    device("SensorReadingEvent", "Values of the device's sensors."),
    device("StatusEvent", "Versions, addresses and resources of the device, at power-on and in the nightly scan."),
    EventType {
        evidence: Evidence::Library,
        ..device("BusinessProcessEvent", "Free-form data of an application on the device.")
    },
    jetstream("CommandQueuedEvent", "A user has sent a command to a device."),
    jetstream("DeviceAddedEvent", "A device was registered."),
    jetstream("DeviceModifiedEvent", "A device's name, serial number, definition or aliases were changed."),
    jetstream("DeviceRemovedEvent", "A device was deleted."),
    EventType {
        evidence: Evidence::Library,
        ..jetstream("DeviceCredentialsAddedEvent", "Passes were added in Jetstream; the device has not got them yet.")
    },
    EventType {
        evidence: Evidence::Library,
        ..jetstream(
            "DeviceCredentialsModifiedEvent",
            "The list of passes was replaced in Jetstream, not yet on the device.",
        )
    },
    jetstream("DeviceCredentialsRemovedEvent", "Passes were removed in Jetstream; on the device they still work."),
    jetstream("AliasAddedEvent", "An alias was created."),
    jetstream("AliasModifiedEvent", "An alias's name, devices or region were changed."),
    EventType { evidence: Evidence::Library, ..jetstream("AliasRemovedEvent", "An alias was deleted.") },
    // Still published when somebody uses version 2 of the API on the same application.
    EventType { evidence: Evidence::Older, ..jetstream("LogicalDeviceAddedEvent", "A logical device was added.") },
    EventType { evidence: Evidence::Older, ..jetstream("LogicalDeviceRemovedEvent", "A logical device was removed.") },
];

/// The type of a name, in any letter case as the vendor's own consumer compares; `None` where it is not known.
pub fn event_type(name: &str) -> Option<&'static EventType> {
    EVENT_TYPES.iter().find(|event| event.name.eq_ignore_ascii_case(name))
}

/// Whether devices of some kind send some event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SendSupport {
    /// Its page says so.
    Yes,
    /// Not printed where we could read it, but its parameters, commands or examples imply it.
    Presumably,
    /// Its page says no, or it lacks what the event reports.
    No,
    /// Nothing is known, or the event is not one of devices.
    NotKnown,
}

/// Whether devices of `kind` send events of the type `name` (in any letter case).
pub fn sends(kind: DeviceKind, name: &str) -> SendSupport {
    use SendSupport::{No, NotKnown, Presumably, Yes};
    let Some(event) = event_type(name) else {
        return NotKnown;
    };
    // Columns as in `DeviceKind`: enclosure, security cabinet, countertop, read point, surface, case, handheld.
    let [enclosure, security, countertop, read_point, surface, case, handheld] = match event.name {
        "AggregateEvent" => [Yes, No, Presumably, Yes, Yes, Presumably, NotKnown],
        "CommandCompletionEvent" => [Yes, Yes, Presumably, Yes, Yes, Presumably, No],
        "HeartbeatEvent" => [Yes, Yes, NotKnown, Yes, Yes, NotKnown, No],
        "LogEntryEvent" => [Presumably, Yes, Presumably, Yes, Yes, NotKnown, No],
        "ObjectEvent" => [Presumably, No, Presumably, NotKnown, NotKnown, Presumably, Yes],
        "SensorReadingEvent" => [Yes, No, No, No, No, Yes, No],
        "StatusEvent" => [Presumably, Yes, NotKnown, NotKnown, NotKnown, NotKnown, NotKnown],
        _ => return NotKnown,
    };
    match kind {
        DeviceKind::RfidEnclosure => enclosure,
        DeviceKind::SecurityCabinet => security,
        DeviceKind::CountertopCabinet => countertop,
        DeviceKind::ReadPoint => read_point,
        DeviceKind::SurfaceReadPoint => surface,
        DeviceKind::MobileCase => case,
        DeviceKind::Handheld => handheld,
        DeviceKind::Unknown => NotKnown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_security_cabinet_sends_what_its_page_lists() {
        for (event, expected) in [
            ("AggregateEvent", SendSupport::No),
            ("CommandCompletionEvent", SendSupport::Yes),
            ("HeartbeatEvent", SendSupport::Yes),
            ("LogEntryEvent", SendSupport::Yes),
            ("ObjectEvent", SendSupport::No),
            ("SensorReadingEvent", SendSupport::No),
            ("StatusEvent", SendSupport::Yes),
            ("statusevent", SendSupport::Yes),
            ("CommandQueuedEvent", SendSupport::NotKnown),
            ("SomethingNewEvent", SendSupport::NotKnown),
        ] {
            assert_eq!(sends(DeviceKind::SecurityCabinet, event), expected, "{event}");
        }
    }

    #[test]
    fn a_handheld_is_silent_but_for_its_scans() {
        for event in ["CommandCompletionEvent", "HeartbeatEvent", "LogEntryEvent", "SensorReadingEvent"] {
            assert_eq!(sends(DeviceKind::Handheld, event), SendSupport::No, "{event}");
        }
        assert_eq!(sends(DeviceKind::Handheld, "ObjectEvent"), SendSupport::Yes);
    }

    #[test]
    fn nothing_is_claimed_of_an_unknown_kind() {
        for event in EVENT_TYPES {
            assert_eq!(sends(DeviceKind::Unknown, event.name), SendSupport::NotKnown, "{}", event.name);
        }
    }

    #[test]
    fn the_emitter_of_each_type_is_that_of_the_reference() {
        let of = |emitter| EVENT_TYPES.iter().filter(|event| event.emitter == emitter).count();
        assert_eq!((of(Emitter::Device), of(Emitter::Jetstream)), (8, 12));
        assert_eq!(event_type("commandqueuedevent").map(|event| event.emitter), Some(Emitter::Jetstream));
        assert_eq!(event_type("COMMANDCOMPLETIONEVENT").map(|event| event.emitter), Some(Emitter::Device));
        assert_eq!(event_type("DeviceFailureEvent"), None);
    }
}
