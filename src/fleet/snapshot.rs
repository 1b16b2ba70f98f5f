//! Test helper: renders the whole public state of a `Fleet` as text, so that two fleets can be compared by `assert_eq!`.

use jiff::{SignedDuration, Timestamp};

use crate::{Fleet, health::Expectation};

const HEARTBEATS: SignedDuration = SignedDuration::from_mins(60);
/// The minimum length of a silence.
const SILENT_AFTER: SignedDuration = SignedDuration::from_mins(65);

/// The state of these devices; state that depends on the time, at each of these times.
pub fn snapshot(fleet: &Fleet, devices: &[impl AsRef<str>], times: &[Timestamp]) -> Vec<String> {
    let devices = || devices.iter().map(AsRef::as_ref);
    let mut lines =
        vec![format!("{} {} {}", fleet.log().total_seen(), fleet.log().older_than_horizon(), fleet.log().id_hash())];
    lines.extend(fleet.log().iter_newest().map(|record| record.id().to_string()));
    lines.push(fleet.commands().users().map(|user| format!("{user},")).collect());
    for now in times.iter().copied() {
        lines.extend(fleet.commands().iter_newest().map(|timeline| {
            let relations = (timeline.provisional(now).and_then(|other| other.id()), timeline.executed_again());
            let what = (
                timeline.key(),
                timeline.device(),
                timeline.command(),
                timeline.user(),
                timeline.parameters(),
                timeline.started(),
            );
            format!("{what:?} {:?} {:?} {:?}", timeline.steps(), timeline.state(now), relations)
        }));
        for device in devices() {
            let ids = fleet.commands().of_device(device).map(|timeline| timeline.key()).collect::<Vec<_>>();
            let expectation = Expectation::Heartbeats(HEARTBEATS);
            let health = (fleet.health().last_heard(device, now), fleet.health().silence(device, expectation, now));
            lines.push(format!("{ids:?} {:?} {health:?}", fleet.lockdown(device, now).states(None)));
        }
    }
    for device in devices() {
        let history: Vec<_> = fleet.incidents().history(device).collect();
        lines.push(format!("{history:?} {:?}", fleet.health().status(device)));
        lines.push(format!("{:?}", fleet.incidents().open(device).collect::<Vec<_>>()));
        let silences: Vec<_> = fleet.silences().ended(device, SILENT_AFTER).collect();
        lines.push(format!("{silences:?} {:?}", fleet.sensors().of(device).collect::<Vec<_>>()));
        let moves: Vec<_> = fleet.inventory().moves(device).collect();
        lines.push(format!("{moves:?} {:?}", fleet.inventory().contents(device)));
    }
    lines.push(format!("{:?} {}", fleet.access().iter_newest().collect::<Vec<_>>(), fleet.access().is_truncated()));
    lines
}
