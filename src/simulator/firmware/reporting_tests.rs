//! Tests of sending events.

use jetstream_api::catalogue::log_entries::Level;

use crate::{model::device::BACKLOG_LIMIT, testing::TestBed};

/// The levels of which an entry is sent.
fn sent_levels(bed: &mut TestBed, level: &str) -> Vec<String> {
    let world = &mut bed.simulator.world;
    let device = world.devices.find_mut("Security Cabinet 1").unwrap();
    device.state.changed.insert("logentrylevel".into(), level.into());
    for level in [Level::Error, Level::Warning, Level::Information] {
        device.log(&mut world.context, level, &format!("{level:?}"), "");
    }
    let issued = bed.simulator.take_issued();
    ["Error", "Warning", "Information"]
        .map(str::to_owned)
        .into_iter()
        .filter(|level| issued.iter().any(|raw| raw.contains(&format!("\"Type\":\"{level}\""))))
        .collect()
}

#[test]
fn the_log_entry_level_decides_which_entries_are_sent() {
    let mut bed = TestBed::new();
    bed.simulator.take_issued();
    assert_eq!(sent_levels(&mut bed, "off"), [""; 0]);
    assert_eq!(sent_levels(&mut bed, "error"), ["Error"]);
    assert_eq!(sent_levels(&mut bed, "Warning"), ["Error", "Warning"]);
    assert_eq!(sent_levels(&mut bed, "information"), ["Error", "Warning", "Information"]);
}

#[test]
fn a_device_that_cannot_deliver_begins_nothing_new_at_last_and_loses_nothing() {
    let mut bed = TestBed::small();
    let device = "Mercy General, ICU, Security Cabinet";
    bed.simulator.disconnect(device).unwrap();
    bed.hours(24 * 5);
    let waiting = bed.simulator.world.devices.find(device).unwrap().state.backlog.len();
    assert!((BACKLOG_LIMIT..BACKLOG_LIMIT + 50).contains(&waiting), "{waiting}");
    bed.simulator.take_issued();
    bed.simulator.connect(device).unwrap();
    assert_eq!(bed.events_of(device).len(), waiting);
}
