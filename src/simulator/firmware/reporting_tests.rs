use jetstream_api::catalogue::log_entries::Level;

use crate::{model::device::FULL, testing::TestBed};

/// How many of one entry of each level get out.
fn told(bench: &mut TestBed, level: &str) -> Vec<String> {
    let world = &mut bench.simulator.world;
    let device = world.devices.find_mut("Security Cabinet 1").unwrap();
    device.unit.changed.insert("logentrylevel".into(), level.into());
    for level in [Level::Error, Level::Warning, Level::Information] {
        device.log(&mut world.hub, level, &format!("{level:?}"), "");
    }
    let issued = bench.simulator.take_issued();
    ["Error", "Warning", "Information"]
        .map(str::to_owned)
        .into_iter()
        .filter(|level| issued.iter().any(|raw| raw.contains(&format!("\"Type\":\"{level}\""))))
        .collect()
}

#[test]
fn the_log_entry_level_decides_what_is_told() {
    let mut bench = TestBed::new();
    bench.simulator.take_issued();
    assert_eq!(told(&mut bench, "off"), [""; 0]);
    assert_eq!(told(&mut bench, "error"), ["Error"]);
    assert_eq!(told(&mut bench, "Warning"), ["Error", "Warning"]);
    assert_eq!(told(&mut bench, "information"), ["Error", "Warning", "Information"]);
}

#[test]
fn a_device_that_cannot_deliver_begins_nothing_new_at_last_and_loses_nothing() {
    let mut bench = TestBed::small();
    let device = "Mercy General, ICU, Security Cabinet";
    bench.simulator.disconnect(device).unwrap();
    bench.hours(24 * 5);
    let waiting = bench.simulator.world.devices.find(device).unwrap().unit.outgoing.len();
    assert!((FULL..FULL + 50).contains(&waiting), "{waiting}");
    bench.simulator.take_issued();
    bench.simulator.connect(device).unwrap();
    assert_eq!(bench.events_of(device).len(), waiting);
}
