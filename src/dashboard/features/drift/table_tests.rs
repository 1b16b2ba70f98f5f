//! Tests of the drift table.

use jetstream_fleet::configuration::SentTimes;

use super::*;
use crate::features::{
    drift::text::DriftStatus,
    fleet_configuration::{
        model::tests::{fleet, policy},
        report_cache::tests::report,
    },
};

fn at(time: &str) -> Timestamp {
    format!("2026-05-18T{time}Z").parse().unwrap()
}

/// Two cabinets with one policy, and the inputs of their rows.
struct World {
    setup: Arc<FleetConfiguration>,
    rules: Arc<[Rule]>,
    policies: HashMap<String, Arc<CachedPolicy>>,
    fleet: Fleet,
    lines: DriftRows,
}

impl World {
    fn new() -> Self {
        let ward = policy("Ward", &[("userbypass", "0")], &[]);
        let setup = fleet(&[("Cabinet 7", Some("Ward")), ("Cabinet 8", Some("Ward"))], vec![ward]);
        Self {
            setup: Arc::new(setup),
            rules: Arc::default(),
            policies: HashMap::new(),
            fleet: Fleet::new(1 << 16),
            lines: DriftRows::default(),
        }
    }

    /// Updates both rows. Returns the status of each row that was computed again, and `None` for the others.
    fn update(&mut self, time: &str) -> [Option<DriftStatus>; 2] {
        let before = self.lines.lines.clone();
        let now = TableInputs {
            setup: &self.setup,
            rules: &self.rules,
            policies: &self.policies,
            fleet: &self.fleet,
            at: at(time),
        };
        let changed = self.lines.update(now);
        let status = |number: usize| {
            let line = self.lines.lines.get(number)?;
            let is_same = before.get(number).is_some_and(|before| Arc::ptr_eq(before, line));
            (!is_same).then_some(line.status)
        };
        let statuses = [status(0), status(1)];
        assert_eq!(changed, statuses != [None, None]);
        statuses
    }
}

#[test]
fn a_device_is_looked_at_again_when_something_about_it_has_changed() {
    let mut world = World::new();
    assert_eq!(world.update("12:00:00"), [Some(DriftStatus::NotReported), Some(DriftStatus::NotReported)]);
    assert_eq!(world.update("12:00:01"), [None, None]);

    world.fleet.ingest(report("1", "12:00:02", "userbypass", "1"));
    assert_eq!(world.update("12:00:03"), [Some(DriftStatus::Differs), None]);
    world.fleet.ingest(report("2", "12:00:04", "userbypass", "False"));
    assert_eq!(world.update("12:00:05"), [Some(DriftStatus::Clean), None]);

    let cached = CachedPolicy::answered(None, at("12:00:06"), SentTimes::default());
    world.policies.insert("Cabinet 8".to_owned(), Arc::new(cached));
    assert_eq!(world.update("12:00:07"), [None, Some(DriftStatus::NoPolicy)]);
}

#[test]
fn other_rules_and_another_list_are_a_reason_to_look_at_all() {
    let mut world = World::new();
    world.update("12:00:00");
    world.rules = ["UserBypass = 1 everywhere".parse().unwrap()].into();
    assert_eq!(world.update("12:00:01"), [Some(DriftStatus::NotReported), Some(DriftStatus::NotReported)]);
    assert_eq!(world.lines.lines.iter().map(|line| line.broken().count()).sum::<usize>(), 2);
    world.setup = Arc::new(fleet(&[("Cabinet 7", None)], Vec::new()));
    assert_eq!(world.update("12:00:02"), [Some(DriftStatus::NoPolicy), None]);
}
