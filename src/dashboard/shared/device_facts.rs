//! Facts about a device that Jetstream does not list, computed from the events: last contact, lockdown, temperatures, firmware, incidents.

use jetstream_api::{
    capabilities::{Connection, can},
    catalogue::{self, Command, LogEntryType, ParameterType, Unit},
    kind::DeviceKind,
};
use jetstream_fleet::{
    Fleet, LockdownState,
    health::{Expectation, LastHeard, Liveness},
    incidents::Incident,
    sensors::Value,
    sorting::sorted_by,
};
use jiff::Timestamp;

use crate::{
    state::directory::{Directory, device_entry::DeviceEntry, parameters::EffectiveValue},
    text,
};
use jetstream_ui::BadgeTone;

/// The reason why the connection status of a device is not requested; `None` if it is.
pub fn no_calls_reason(entry: &DeviceEntry) -> Option<String> {
    let refused = can(Command::Status, &entry.profile, Connection::Unknown).err();
    entry.name.as_ref().err().map(ToString::to_string).or(refused.map(|reason| reason.to_string()))
}

/// The last contact of a device, and whether it is overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastHeardFact {
    /// The time and the event of the last contact.
    pub heard: LastHeard,
    /// True if the device should have sent something since.
    pub silent: bool,
    /// The expected interval, as text.
    pub expected: String,
}

/// The last contact of a device; `None` if there was none. `interval` is its HeartbeatEventInterval, `until` the time until which the
/// events are complete ([`LiveState::complete_until`](crate::state::live::LiveState::complete_until)).
pub fn last_heard(
    fleet: &Fleet,
    entry: &DeviceEntry,
    interval: &EffectiveValue,
    now: Timestamp,
    until: Timestamp,
) -> Option<LastHeardFact> {
    let name = &entry.device.name;
    let heard = fleet.health().last_heard(name, now)?;
    let expectation = expectation(entry.kind(), interval);
    let silence = expectation.map(|expectation| fleet.health().silence(name, expectation, until));
    let silent = matches!(silence, Some(Liveness::SilentSince(_)));
    Some(LastHeardFact { heard, silent, expected: expected(expectation, interval) })
}

/// The expected interval of a device's events; `None` if its setting is unknown, so that its silence cannot be judged.
pub fn expectation(kind: DeviceKind, interval: &EffectiveValue) -> Option<Expectation> {
    match kind {
        // The expectation for these kinds does not depend on the interval.
        DeviceKind::Handheld | DeviceKind::MobileCase => Some(Expectation::of(kind, 0)),
        _ => Some(Expectation::of(kind, u32::try_from(interval.number()?).ok()?)),
    }
}

fn expected(expectation: Option<Expectation>, interval: &EffectiveValue) -> String {
    match expectation {
        None => "how often it should be heard is not known".to_owned(),
        Some(Expectation::Heartbeats(every)) => {
            format!("a heartbeat is due every {} ({})", text::duration(every), interval.origin())
        }
        Some(Expectation::MobileCase) => "a mobile case is heard once in 25 h at least".to_owned(),
        Some(Expectation::HeartbeatsOff) => {
            format!("its heartbeats are off ({}): silence means nothing", interval.origin())
        }
        Some(Expectation::Handheld) => "a handheld is heard when somebody uses it: silence means nothing".to_owned(),
    }
}

/// The lockdown states of a device, most severe first.
pub fn lockdown(fleet: &Fleet, directory: Directory, entry: &DeviceEntry, now: Timestamp) -> Vec<LockdownState> {
    let lockdown = fleet.lockdown(&entry.device.name, now);
    let states = lockdown.states(None);
    // The setting is looked up only if it matters, because the lookup is slow for ten thousand devices.
    if states.iter().any(|state| matches!(state, LockdownState::MaybeByPowerFailure { .. })) {
        return lockdown.states(locks_on_power_failure(directory, entry));
    }
    states
}

fn locks_on_power_failure(directory: Directory, entry: &DeviceEntry) -> Option<bool> {
    if entry.kind().has_lock() == Some(false) {
        return Some(false);
    }
    let value = directory.setting(entry, "ACLockdownOnPowerFailure").value?;
    [true, false].into_iter().find(|on| ParameterType::Bool.same(&value, if *on { "1" } else { "0" }))
}

/// A temperature that a device has reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Temperature {
    /// The label of the sensor.
    pub label: &'static str,
    /// In degrees Celsius.
    pub value: Value,
    /// When it was measured.
    pub at: Timestamp,
}

/// The last temperature of each temperature sensor of a device. Sensors without a reading are missing.
pub fn temperatures(fleet: &Fleet, name: &str) -> Vec<Temperature> {
    let last = fleet.sensors().of(name).filter_map(|(sensor, quarters)| {
        let known = catalogue::sensor(sensor).filter(|known| known.unit == Unit::Celsius)?;
        let last = quarters.last()?;
        Some(Temperature { label: known.label, value: last.last(), at: last.last_at() })
    });
    last.collect()
}

/// The firmware version that a device last reported, and the time of the latest status event.
pub fn firmware(fleet: &Fleet, name: &str) -> Option<(String, Option<Timestamp>)> {
    let version = fleet.health().firmware(name)?.to_owned();
    Some((version, fleet.health().status_event(name).and_then(|event| event.time())))
}

/// The open incidents of a device, summarized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The number of open incidents; at least one.
    pub count: usize,
    /// The most urgent type.
    pub worst: &'static LogEntryType,
    /// The start of the most urgent incident, if an event has it.
    pub since: Option<Timestamp>,
}

/// The open incidents of a device, most urgent first.
pub fn incidents(fleet: &Fleet, name: &str) -> Vec<Incident> {
    let open: Vec<_> = fleet.incidents().open(name).collect();
    sorted_by(&open, |incident| urgency(incident.kind.name))
}

/// The summary of a device's open incidents; `None` if there are none.
pub fn problems(fleet: &Fleet, name: &str) -> Option<Trouble> {
    let count = fleet.incidents().count(name);
    let worst = fleet.incidents().open(name).min_by_key(|incident| urgency(incident.kind.name))?;
    Some(Trouble { count, worst: worst.kind, since: worst.first.at })
}

impl Trouble {
    /// A sort key: the urgency of the worst incident, then the number of incidents.
    pub fn severity(&self) -> i64 {
        let worst = i64::try_from(URGENT.len() - urgency(self.worst.name).min(URGENT.len())).unwrap_or(0);
        worst * 1_000 + i64::try_from(self.count).unwrap_or(999).min(999)
    }
}

/// Incident types, most urgent first. The order is ours; the vendor defines none.
const URGENT: [&str; 12] = [
    "DoorBreach",
    "ACPowerFailure",
    "Shutdown",
    "LowBattery",
    "DoorOpen",
    "DoorAjar",
    "UserPassReaderFailure",
    "DoorSensorFailure",
    "PolicyError",
    "PolicyException",
    "LowMemory",
    "LowFlashSpace",
];

/// The position of a type in that order; smaller is more urgent. Unknown types come last.
pub fn urgency(name: &str) -> usize {
    URGENT.iter().position(|urgent| *urgent == name).unwrap_or(URGENT.len())
}

/// The tone and the label of a connection status.
pub fn connection_word(connection: Connection) -> (BadgeTone, &'static str) {
    match connection {
        Connection::Connected => (BadgeTone::Ok, "Connected"),
        Connection::NotConnected => (BadgeTone::Warn, "Not connected"),
        Connection::Unknown => (BadgeTone::Unknown, "Connection unknown"),
    }
}

#[cfg(test)]
#[path = "device_facts_tests.rs"]
mod tests;
