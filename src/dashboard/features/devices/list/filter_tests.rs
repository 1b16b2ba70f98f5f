//! Tests of the filter of the device list.

use jetstream_api::ids::EventId;
use proptest::prelude::*;

use super::*;
use crate::features::devices::list::device_list::tests::{device, entry};

fn query(pairs: &[(&str, &str)]) -> UrlQuery {
    pairs.iter().fold(UrlQuery::default(), |query, (name, value)| query.with(name, value))
}

fn fits(pairs: &[(&str, &str)], entry: &DeviceEntry) -> bool {
    Filter::read(&query(pairs)).matches(entry)
}

fn cabinet() -> DeviceEntry {
    let mut device = device("Ward 3, East");
    device.serial_number = "A-0017".into();
    device.policy = Some("Pharmacy".into());
    device.aliases = vec!["OR 2".into(), "Crash Cart 1".into()];
    entry(device)
}

#[test]
fn a_text_is_found_in_whichever_column_and_letter_case() {
    for text in ["ward 3", "3, EAST", "A-0017", "pharma", "security cab", "TS092", "crash", " ward 3, east  "] {
        assert!(fits(&[("q", text)], &cabinet()), "{text}");
    }
    assert!(fits(&[("q", "  ")], &cabinet()), "spaces search for nothing");
}

#[test]
fn a_name_is_not_found_by_its_words_elsewhere() {
    assert!(!fits(&[("q", "Security Cabinet 1")], &cabinet()));
    assert!(!fits(&[("q", "east security")], &cabinet()), "a column ends where it ends");
}

proptest! {
    #[test]
    fn a_search_finds_what_the_standard_library_finds(haystack in "[abä\\n]{0,12}", text in "[abä]{0,3}") {
        prop_assert_eq!(contains(&haystack, &text), haystack.contains(&text));
    }
}

#[test]
fn types_and_regions_must_be_equal() {
    assert!(fits(&[("type", "security-cabinet"), ("region", "US")], &cabinet()));
    assert!(!fits(&[("type", "handheld")], &cabinet()));
    assert!(!fits(&[("region", "U")], &cabinet()));
}

#[test]
fn a_value_that_means_nothing_leaves_no_device() {
    assert!(!fits(&[("type", "oven")], &cabinet()));
    let filter = Filter::read(&query(&[("connection", "perhaps"), ("lockdown", "perhaps")]));
    assert!(CONNECTIONS.iter().all(|connection| !filter.connection.matches(connection)));
    assert!(!LockdownClasses::default().fit(filter.lockdown) && !LockdownClasses::of(&[]).fit(filter.lockdown));
}

#[test]
fn every_value_offered_reads_back() {
    for connection in CONNECTIONS {
        let filter = Filter::read(&query(&[("connection", connection_value(connection))]));
        assert_eq!(filter.connection, FilterValue::Is(connection));
    }
    for class in LockdownClass::ALL {
        assert_eq!(Filter::read(&query(&[("lockdown", class.value())])).lockdown, FilterValue::Is(class));
    }
}

#[test]
fn sorting_is_no_filter() {
    assert!(!Filter::is_set(&query(&[("sort", "serial")])));
    assert!(Filter::is_set(&query(&[("region", "EU")])));
}

#[test]
fn a_device_is_found_by_each_of_its_lockdown_statements() {
    let (since, event) = (None, EventId::new("98115b7b-3f7f-439b-ba27-ac1234d7569c"));
    let maybe = LockdownState::MaybeByPowerFailure { since, event };
    let classes = LockdownClasses::of(std::slice::from_ref(&maybe));
    assert!(classes.fit(FilterValue::Is(LockdownClass::Uncertain)));
    assert!(!classes.fit(FilterValue::Is(LockdownClass::InForce)));
    assert!(!classes.fit(FilterValue::Is(LockdownClass::NoneKnown)));
    assert!(LockdownClasses::of(&[]).fit(FilterValue::Is(LockdownClass::NoneKnown)));
}
