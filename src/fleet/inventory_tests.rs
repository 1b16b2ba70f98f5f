//! Tests of the fold of tags.

use serde_json::json;

use super::*;
use crate::test_events::by_device;

fn scan(id: &str, tags: &[&str], time: &str) -> Event {
    by_device(id, "ObjectEvent", "Fridge 1", time, json!({ "Observe": tags }))
}

fn moved(id: &str, adds: &[&str], removes: &[&str], time: &str) -> Event {
    let body = json!({ "PassRfid": "04A1B2C3D4E5F6", "Adds": adds, "Removes": removes });
    by_device(id, "AggregateEvent", "Fridge 1", time, body)
}

fn folded(events: &[Event]) -> Inventory {
    let mut inventory = Inventory::default();
    events.iter().for_each(|event| inventory.apply(event));
    inventory
}

fn inside(inventory: &Inventory) -> Vec<(&str, Option<&str>)> {
    let inside = inventory.contents("Fridge 1").unwrap().inside;
    inside.iter().map(|one| (one.tag, one.by.map(|by| by.report.event.as_str()))).collect()
}

#[test]
fn the_last_scan_and_what_moved_since_is_what_is_inside() {
    let inventory = folded(&[
        moved("a3", &["D"], &["A"], "12:00:00"),
        scan("o2", &["A", "B", "B"], "10:00:00"),
        moved("a1", &["Z"], &["B"], "09:00:00"),
        scan("o1", &["X"], "06:00:00"),
        moved("a2", &["C"], &[], "11:00:00"),
    ]);
    assert_eq!(inside(&inventory), [("B", None), ("C", Some("a2")), ("D", Some("a3"))]);
    let contents = inventory.contents("Fridge 1").unwrap();
    assert_eq!((contents.scan.event.as_str(), contents.latest.unwrap().event.as_str()), ("o2", "a3"));
    assert!(!contents.is_cut);
    let moves: Vec<_> = inventory.moves("Fridge 1").map(|one| one.report.event.as_str()).collect();
    assert_eq!(moves, ["a3", "a2", "a1"], "those before the scan say who took what, too");
}

#[test]
fn without_a_scan_nobody_knows_what_is_inside() {
    let inventory = folded(&[moved("a1", &["A"], &[], "09:00:00")]);
    assert_eq!(inventory.contents("Fridge 1"), None);
    assert_eq!(inventory.moves("Fridge 1").count(), 1);
    assert_eq!(inventory.contents("Fridge 2"), None);
}

#[test]
fn a_tag_that_is_taken_out_and_put_back_in_one_opening_is_inside() {
    assert_eq!(inside(&folded(&[scan("o1", &["A"], "09:00:00"), moved("a1", &["A"], &["A"], "10:00:00")])).len(), 1);
}

#[test]
fn where_more_has_moved_than_is_kept_the_count_says_that_it_may_be_wrong() {
    let mut inventory = folded(&[scan("o1", &["A"], "00:00:00")]);
    for number in 0..2 * MOST_MOVES {
        let time = format!("{:02}:{:02}:00", 1 + number / 60, number % 60);
        inventory.apply(&moved(&format!("a{number}"), &["B"], &[], &time));
    }
    assert!(inventory.contents("Fridge 1").unwrap().is_cut);
    assert_eq!(inventory.moves("Fridge 1").count(), MOST_MOVES);
    inventory.apply(&scan("o2", &["A"], "23:00:00"));
    assert!(!inventory.contents("Fridge 1").unwrap().is_cut);
}
