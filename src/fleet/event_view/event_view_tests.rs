//! Tests of the view of the event log.

use jetstream_api::events::Event;
use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

/// The `number`th event of a second; identifiers order it within that.
fn event(second: u32, number: u32) -> Event {
    let device = number % 3;
    let raw = format!(
        r#"{{"Type":"HeartbeatEvent","EventId":"id-{number:04}","Device":"Device {device}","EventTime":"2026-05-18T10:{:02}:{:02}Z"}}"#,
        second / 60,
        second % 60
    );
    Event::parse(&raw).unwrap()
}

/// Room for so many of them.
fn room(count: usize) -> usize {
    count * 300
}

fn at(second: u32) -> Timestamp {
    event(second, 0).event_time.unwrap()
}

fn only(device: &str) -> Filter {
    Filter::of_device(device)
}

/// The identifiers of the events in all rows; of a folded group those of all its events.
fn ids(view: &EventView) -> Vec<String> {
    let ids = |item: ViewItem| match item {
        ViewItem::Event(record) => vec![record.id().to_string()],
        ViewItem::Group { newest, oldest, count } => {
            let from_newest = view.iter().skip_while(|record| !Arc::ptr_eq(record, &newest));
            let burst: Vec<String> = from_newest.take(count).map(|record| record.id().to_string()).collect();
            assert_eq!(burst.last(), Some(&oldest.id().to_string()));
            burst
        }
        ViewItem::Gap(gap) => vec![gap.reason.to_string()],
        ViewItem::Nothing => vec!["nothing".to_owned()],
    };
    (0..view.rows()).flat_map(|row| ids(view.item(row))).collect()
}

fn insert(log: &mut EventLog, event: Event) {
    log.insert(&event);
}

#[test]
fn what_comes_late_stands_where_it_belongs() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    for number in [5, 1, 3] {
        insert(&mut log, event(7, number));
        view.update(&log, 0);
    }
    insert(&mut log, event(2, 9));
    view.update(&log, 0);
    assert_eq!(ids(&view), ["id-0005", "id-0003", "id-0001", "id-0009"]);
}

#[test]
fn nothing_moves_while_it_does_not_follow() {
    let (mut log, mut view) = (EventLog::new(room(2)), EventView::default());
    insert(&mut log, event(1, 1));
    view.update(&log, 0);
    for number in 2..6 {
        insert(&mut log, event(number, number));
    }
    view.set_filter(&only("Device 1"), &log);
    assert_eq!(ids(&view), ["id-0001"]);
    assert!(view.find(&EventId::new("id-0001")).is_some(), "the log has let it go, the page has not");
    view.set_filter(&Filter::default(), &log);
    view.update(&log, 0);
    assert_eq!(ids(&view), ["id-0005", "id-0004"]);
}

#[test]
fn what_leaves_a_log_that_becomes_smaller_leaves_the_list_too() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (1..7).for_each(|number| insert(&mut log, event(number, number)));
    view.update(&log, 0);
    log.set_capacity(room(2));
    view.update(&log, 0);
    assert_eq!(ids(&view), ["id-0006", "id-0005"]);
    assert_eq!((view.shown(), view.total()), (2, 2));
}

#[test]
fn a_gap_stands_between_what_was_and_what_follows_whatever_is_filtered() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (1..7).for_each(|number| insert(&mut log, event(number, number)));
    log.note_gap(at(4), "gap");
    view.update(&log, 0);
    assert_eq!(ids(&view), ["id-0006", "id-0005", "id-0004", "gap", "id-0003", "id-0002", "id-0001"]);
    view.set_filter(&only("Device 2"), &log);
    assert_eq!(ids(&view), ["id-0005", "gap", "id-0002"]);
    assert_eq!((view.shown(), view.total()), (2, 6));
}

#[test]
fn the_row_that_somebody_looks_at_stays_where_it_is() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (0..20).for_each(|number| insert(&mut log, event(number, number)));
    view.update(&log, 0);
    let (before, looked_at) = (view.origin(), view.item(8));
    // One above, one below, one gap above.
    insert(&mut log, event(40, 40));
    insert(&mut log, event(1, 41));
    log.note_gap(at(18), "gap");
    view.update(&log, 8);
    assert_eq!(view.item(8 + view.origin() - before).event(), looked_at.event());
}

#[test]
fn a_moment_leads_to_the_newest_event_at_or_before_it() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    assert_eq!(view.position_of(at(5)), ListPosition::Nowhere);
    for (second, number) in [(10, 1), (20, 2), (20, 3), (30, 4)] {
        insert(&mut log, event(second, number));
    }
    log.note_gap(at(30), "gap");
    view.update(&log, 0);
    assert_eq!(ids(&view), ["id-0004", "gap", "id-0003", "id-0002", "id-0001"]);
    assert_eq!(view.position_of(at(31)), ListPosition::After);
    assert_eq!(view.position_of(at(30)), ListPosition::At { row: 0, time: at(30) });
    assert_eq!(view.position_of(at(29)), ListPosition::At { row: 2, time: at(20) });
    assert_eq!(view.position_of(at(10)), ListPosition::At { row: 4, time: at(10) });
    assert_eq!(view.position_of(at(9)), ListPosition::Before { row: 4 });
    insert(&mut log, Event::parse(r#"{"Type":"HeartbeatEvent","EventId":"timeless"}"#).unwrap());
    view.update(&log, 0);
    assert_eq!(view.position_of(at(9)), ListPosition::Before { row: 5 });
}

#[test]
fn a_moment_in_a_folded_run_leads_to_the_row_of_the_run() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (0..8).for_each(|number| insert(&mut log, event(10 + number, number * 3)));
    insert(&mut log, event(30, 100));
    view.update(&log, 0);
    assert_eq!(view.position_of(at(13)).row(), Some(1));
}

#[test]
fn a_type_that_nobody_knows_can_be_filtered_by() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    insert(&mut log, Event::parse(r#"{"Type":"NewThingEvent","EventId":"1"}"#).unwrap());
    insert(&mut log, event(1, 1));
    view.update(&log, 0);
    assert_eq!(view.unknown_types().iter().map(|name| &**name).collect::<Vec<_>>(), ["NewThingEvent"]);
}

#[test]
fn a_search_that_is_typed_on_and_taken_back_finds_what_it_finds_at_once() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (0..9).for_each(|number| insert(&mut log, event(number, number)));
    view.update(&log, 0);
    for (text, expected) in [("device", 9), ("device 1", 3), ("device 12", 0), ("device 1", 3), ("device", 9), ("", 9)]
    {
        let query = format!("\"{text}\"").parse().unwrap();
        view.set_filter(&Filter { query, ..Filter::default() }, &log);
        assert_eq!(view.shown(), expected, "{text}");
    }
}

#[test]
fn a_run_of_like_events_stands_in_one_row_until_somebody_opens_it() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (0..8).for_each(|number| insert(&mut log, event(10 + number, number * 3)));
    insert(&mut log, event(30, 100));
    view.update(&log, 0);
    assert_eq!((view.rows(), view.shown()), (2, 9));
    let ViewItem::Group { oldest, count, .. } = view.item(1) else { panic!("{:?}", view.item(1)) };
    assert_eq!(count, 8);
    view.expand_group(&oldest.id());
    assert_eq!(view.rows(), 9);
    view.set_filter(&only("Device 0"), &log);
    assert_eq!((view.rows(), view.shown()), (1, 8), "a search folds anew");
    log.note_gap(at(13), "gap");
    view.update(&log, 0);
    assert_eq!(view.rows(), 9, "a gap is never folded away");
}

#[test]
fn who_looks_at_a_burst_goes_on_looking_at_it() {
    let (mut log, mut view) = (EventLog::new(1 << 16), EventView::default());
    (0..8).for_each(|number| insert(&mut log, event(10 + number, number * 3)));
    (0..5).for_each(|number| insert(&mut log, event(30 + number, 100 + number)));
    view.update(&log, 0);
    let before = view.origin();
    assert!(matches!(view.item(5), ViewItem::Group { count: 8, .. }));
    insert(&mut log, event(18, 90));
    insert(&mut log, event(40, 140));
    view.update(&log, 5);
    assert!(matches!(view.item(5 + view.origin() - before), ViewItem::Group { count: 9, .. }));
}

proptest! {
    #[test]
    fn following_step_by_step_shows_what_filtering_the_whole_log_does(
        batches in prop::collection::vec(prop::collection::vec((0_u32..30, 0_u32..200), 0..12), 1..12),
        gaps in prop::collection::vec(0_u32..30, 0..4),
        filtered: bool,
        capacity in 1_usize..60,
    ) {
        let (mut log, mut view) = (EventLog::new(room(capacity)), EventView::default());
        let filter = if filtered { only("Device 1") } else { Filter::default() };
        view.set_filter(&filter, &log);
        let mut gaps = gaps.into_iter();
        for batch in batches {
            for (second, number) in batch {
                insert(&mut log, event(second, number));
            }
            if let Some(second) = gaps.next() {
                log.note_gap(at(second), format!("gap {second}"));
            }
            view.update(&log, 3);
            let expected: Vec<String> = log.entries_newest().filter_map(|entry| match entry {
                crate::event_log::LogRow::Event(event) => filter.search(&log).fits(event, &log).then(|| event.id().to_string()),
                crate::event_log::LogRow::Gap(gap) => Some(gap.reason.to_string()),
            }).collect();
            prop_assert_eq!(ids(&view), expected);
        }
        view.set_filter(&only("Device 1"), &log);
        prop_assert_eq!(view.shown(), log.of_device("Device 1").count());
    }
}
