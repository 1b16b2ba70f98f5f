//! Tests of the sort order of the device list.

use super::*;
use crate::{
    features::devices::list::device_list::tests::{device, entry},
    shared::natural_sort::by_name,
};

fn sorted(value: &str, entries: &[DeviceEntry], ranks: Option<&[Option<i64>]>) -> Vec<String> {
    let sorting = Sorting::read(&UrlQuery::default().with(Sorting::KEY, value));
    sorting
        .sort(entries, &by_name(entries), ranks)
        .iter()
        .map(|number| entries[*number as usize].device.name.clone())
        .collect()
}

fn three() -> Vec<DeviceEntry> {
    let mut third = device("Cabinet 3");
    third.policy = Some("Ward".into());
    vec![entry(device("cabinet 10")), entry(device("Cabinet 2")), entry(third)]
}

#[test]
fn names_stand_in_the_order_of_their_numbers() {
    assert_eq!(sorted("", &three(), None), ["Cabinet 2", "Cabinet 3", "cabinet 10"]);
    assert_eq!(sorted("-name", &three(), None), ["cabinet 10", "Cabinet 3", "Cabinet 2"]);
}

#[test]
fn what_has_no_policy_stands_last_whichever_way_round() {
    assert_eq!(sorted("policy", &three(), None), ["Cabinet 3", "Cabinet 2", "cabinet 10"]);
    assert_eq!(sorted("-policy", &three(), None), ["Cabinet 3", "Cabinet 2", "cabinet 10"]);
}

#[test]
fn values_that_are_not_known_stand_last_and_equal_ones_in_the_order_of_names() {
    let ranks = [Some(5), None, Some(7)];
    assert_eq!(sorted("heard", &three(), Some(&ranks)), ["cabinet 10", "Cabinet 3", "Cabinet 2"]);
    assert_eq!(sorted("-heard", &three(), Some(&ranks)), ["Cabinet 3", "cabinet 10", "Cabinet 2"]);
    assert_eq!(sorted("-heard", &three(), Some(&[Some(1); 3])), ["Cabinet 2", "Cabinet 3", "cabinet 10"]);
}

#[test]
fn a_sorting_reads_back_from_the_url() {
    for by in DeviceColumn::ALL {
        for order in [SortDirection::Ascending, SortDirection::Descending] {
            let sorting = Sorting { by, order };
            assert_eq!(Sorting::read(&UrlQuery::default().with(Sorting::KEY, &sorting.value())), sorting);
        }
    }
    assert_eq!(Sorting::default().value(), "", "the plain page has the plain URL");
}

#[test]
fn a_sorting_that_means_nothing_is_by_name() {
    for value in ["", "-", "colour", "--name"] {
        assert_eq!(Sorting::read(&UrlQuery::default().with(Sorting::KEY, value)), Sorting::default(), "{value}");
    }
}

#[test]
fn the_first_click_on_incidents_brings_the_worst_up() {
    let click = |sorting: Sorting, by| sorting.clicked(by).value();
    assert_eq!(click(Sorting::default(), DeviceColumn::Incidents), "-incidents");
    assert_eq!(
        click(Sorting { by: DeviceColumn::Incidents, order: SortDirection::Descending }, DeviceColumn::Incidents),
        "incidents"
    );
    assert_eq!(click(Sorting::default(), DeviceColumn::Name), "-name");
    assert_eq!(
        click(Sorting { by: DeviceColumn::Name, order: SortDirection::Descending }, DeviceColumn::Serial),
        "serial"
    );
}
