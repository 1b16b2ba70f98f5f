//! Tests of one side of a comparison.

use super::*;
use crate::features::fleet_configuration::model::tests::{fleet, policy};

fn now() -> Timestamp {
    "2026-05-18T12:00:00Z".parse().unwrap()
}

fn found(side: &str) -> Result<ComparedValues, String> {
    let ward = policy("Ward: 3", &[("userbypass", "0")], &[("Cabinet 7", &[("userbypass", "1")])]);
    let setup = fleet(&[("Cabinet 7", Some("Ward: 3")), ("Cabinet 8", None)], vec![ward]);
    content(&ComparedSet::read(side), &setup, &Fleet::new(1 << 16), now())
}

#[test]
fn a_side_reads_back_from_the_url_it_was_written_to() {
    for what in ComparedKind::ALL {
        for name in ["", "Ward: 3", "Cabinet 2, east."] {
            let side = ComparedSet { what, name: name.to_owned() };
            assert_eq!(ComparedSet::read(&side.value()), side);
        }
    }
    assert_eq!(ComparedSet::read("nonsense"), ComparedSet::default());
    assert_eq!(ComparedSet::read(""), ComparedSet::default());
    let url = report_comparison_link("Cabinet 7");
    assert_eq!(url, "policies/~compare?left=reported%3ACabinet%207&right=device%3ACabinet%207");
}

#[test]
fn a_device_has_its_own_values_before_those_of_its_policy() {
    let device = found("device:Cabinet 7").unwrap();
    assert_eq!((device.values.get("userbypass"), device.own.as_slice()), (Some("1"), &["userbypass".to_owned()][..]));
    assert_eq!(device.origin, "Policy Ward: 3, with 1 value of its own.");
    assert_eq!(found("policy:Ward: 3").unwrap().values.get("userbypass"), Some("0"));
}

#[test]
fn a_side_without_values_says_why() {
    let why = |side: &str| found(side).unwrap_err();
    assert_eq!(why("policy:"), "Choose a policy.");
    assert_eq!(why("policy:Day"), "There is no policy of this name.");
    assert_eq!(why("device:Cabinet 9"), "There is no device of this name.");
    assert!(why("device:Cabinet 8").contains("no policy"));
    assert!(why("reported:Cabinet 7").contains("has not said"));
}
