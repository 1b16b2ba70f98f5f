//! Facts about a device beyond what Jetstream lists, read from the folds: for its page, for a row of the list, or for all rows.

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
    sorting::sorted_indices_by,
};
use jiff::Timestamp;

use crate::{
    state::directory::{Directory, device_entry::DeviceEntry, parameters::EffectiveValue},
    text,
};
use jetstream_ui::BadgeTone;

/// Why a device is not asked whether it is connected; `None` where it is.
pub fn no_calls_reason(entry: &DeviceEntry) -> Option<String> {
    let refused = can(Command::Status, &entry.profile, Connection::Unknown).err();
    entry.name.as_ref().err().map(ToString::to_string).or(refused.map(|reason| reason.to_string()))
}

/// When a device was last heard, and what to think of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastHeardFact {
    /// When, and by which event.
    pub heard: LastHeard,
    /// Should it have been heard since?
    pub silent: bool,
    /// What is expected of it, in words.
    pub expected: String,
}

/// The last sign of a device; `None` if it was never heard. `interval` is its HeartbeatEventInterval, `until` the time until when
/// silence would be known ([`Live::known_until`](crate::live::Live::known_until)).
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

/// What to expect of a device; `None` where its interval is not known, so that its silence cannot be judged.
pub fn expectation(kind: DeviceKind, interval: &EffectiveValue) -> Option<Expectation> {
    match kind {
        // They have rules of their own, whatever their interval.
        DeviceKind::Handheld | DeviceKind::MobileCase => Some(Expectation::of(kind, 0)),
        _ => Some(Expectation::of(kind, u32::try_from(interval.number()?).ok()?)),
    }
}

fn expected(expectation: Option<Expectation>, interval: &EffectiveValue) -> String {
    match expectation {
        None => "how often it should be heard is not known".to_owned(),
        Some(Expectation::Heartbeats(every)) => {
            format!("a heartbeat is due every {} ({})", text::duration(every), interval.ground())
        }
        Some(Expectation::MobileCase) => "a mobile case is heard once in 25 h at least".to_owned(),
        Some(Expectation::HeartbeatsOff) => {
            format!("its heartbeats are off ({}): silence means nothing", interval.ground())
        }
        Some(Expectation::Handheld) => "a handheld is heard when somebody uses it: silence means nothing".to_owned(),
    }
}

/// What can be said of a device's lockdown, the gravest first.
pub fn lockdown(fleet: &Fleet, directory: Directory, entry: &DeviceEntry, now: Timestamp) -> Vec<LockdownState> {
    let lockdown = fleet.lockdown(&entry.device.name, now);
    let states = lockdown.states(None);
    // The setting is looked up only where it matters: for ten thousand devices that is the difference.
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
    /// Which of its sensors.
    pub label: &'static str,
    /// In degrees Celsius.
    pub value: Value,
    /// When it was measured.
    pub at: Timestamp,
}

/// The last temperature of each sensor of a device that measures one; none where no reading was seen.
pub fn temperatures(fleet: &Fleet, name: &str) -> Vec<Temperature> {
    let last = fleet.sensors().of(name).filter_map(|(sensor, quarters)| {
        let known = catalogue::sensor(sensor).filter(|known| known.unit == Unit::Celsius)?;
        let last = quarters.last()?;
        Some(Temperature { label: known.label, value: last.last(), at: last.last_at() })
    });
    last.collect()
}

/// The version of its firmware that a device last reported, and when that was.
pub fn firmware(fleet: &Fleet, name: &str) -> Option<(String, Option<Timestamp>)> {
    let version = fleet.health().firmware(name)?.to_owned();
    Some((version, fleet.health().status_event(name).and_then(|event| event.time())))
}

/// What is wrong with a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// How many incidents are open; at least one.
    pub count: usize,
    /// The worst of them.
    pub worst: &'static LogEntryType,
    /// Since when that is so, where an event tells.
    pub since: Option<Timestamp>,
}

/// The open incidents of a device, the worst first.
pub fn incidents(fleet: &Fleet, name: &str) -> Vec<Incident> {
    let open: Vec<_> = fleet.incidents().open(name).collect();
    sorted_indices_by(&open, |incident| urgency(incident.kind.name))
}

/// The open incidents of a device; `None` if none is known.
pub fn problems(fleet: &Fleet, name: &str) -> Option<Trouble> {
    let count = fleet.incidents().count(name);
    let worst = fleet.incidents().open(name).min_by_key(|incident| urgency(incident.kind.name))?;
    Some(Trouble { count, worst: worst.kind, since: worst.first.at })
}

impl Trouble {
    /// How much it matters beside other troubles: first the worst, then how many there are.
    pub fn severity(&self) -> i64 {
        let worst = i64::try_from(URGENT.len() - urgency(self.worst.name).min(URGENT.len())).unwrap_or(0);
        worst * 1_000 + i64::try_from(self.count).unwrap_or(999).min(999)
    }
}

/// What somebody should see to first, first. The vendor knows no such order.
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

/// The place in that order, the smallest first.
pub fn urgency(name: &str) -> usize {
    URGENT.iter().position(|urgent| *urgent == name).unwrap_or(URGENT.len())
}

/// A connection as tone and word.
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
