use jetstream_fleet::Filter;
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

fn at(second: u32) -> Timestamp {
    event(second, 0).event_time.unwrap()
}

fn only(device: &str) -> EventFilter {
    EventFilter::of_device(device)
}

fn ids(sight: &Sight) -> Vec<String> {
    let id = |line: Line| match line {
        Line::Event(event) => event.id.to_string(),
        Line::Gap(gap) => gap.reason.to_string(),
        Line::Nothing => "nothing".to_owned(),
    };
    (0..sight.rows()).map(|row| id(sight.line(row))).collect()
}

fn insert(log: &mut EventLog, event: Event) {
    log.insert(Arc::new(event));
}

#[test]
fn what_comes_late_stands_where_it_belongs() {
    let (mut log, mut sight) = (EventLog::new(100), Sight::default());
    for number in [5, 1, 3] {
        insert(&mut log, event(7, number));
        sight.follow(&log, 0);
    }
    insert(&mut log, event(2, 9));
    sight.follow(&log, 0);
    assert_eq!(ids(&sight), ["id-0005", "id-0003", "id-0001", "id-0009"]);
}

#[test]
fn nothing_moves_while_it_does_not_follow() {
    let (mut log, mut sight) = (EventLog::new(2), Sight::default());
    insert(&mut log, event(1, 1));
    sight.follow(&log, 0);
    for number in 2..6 {
        insert(&mut log, event(number, number));
    }
    sight.set_filter(&only("Device 1"));
    assert_eq!(ids(&sight), ["id-0001"]);
    assert!(sight.find(&EventId::new("id-0001")).is_some(), "the log has let it go, the page has not");
    sight.set_filter(&EventFilter::default());
    sight.follow(&log, 0);
    assert_eq!(ids(&sight), ["id-0005", "id-0004"]);
}

#[test]
fn a_gap_stands_between_what_was_and_what_follows_whatever_is_filtered() {
    let (mut log, mut sight) = (EventLog::new(100), Sight::default());
    (1..7).for_each(|number| insert(&mut log, event(number, number)));
    log.note_gap(at(4), "gap");
    sight.follow(&log, 0);
    assert_eq!(ids(&sight), ["id-0006", "id-0005", "id-0004", "gap", "id-0003", "id-0002", "id-0001"]);
    sight.set_filter(&only("Device 2"));
    assert_eq!(ids(&sight), ["id-0005", "gap", "id-0002"]);
    assert_eq!((sight.shown(), sight.len()), (2, 6));
}

#[test]
fn the_row_that_somebody_looks_at_stays_where_it_is() {
    let (mut log, mut sight) = (EventLog::new(100), Sight::default());
    (0..20).for_each(|number| insert(&mut log, event(number, number)));
    sight.follow(&log, 0);
    let (before, looked_at) = (sight.origin(), sight.line(8));
    // One above, one below, one gap above.
    insert(&mut log, event(40, 40));
    insert(&mut log, event(1, 41));
    log.note_gap(at(18), "gap");
    sight.follow(&log, 8);
    assert_eq!(sight.line(8 + sight.origin() - before), looked_at);
}

#[test]
fn a_type_that_nobody_knows_can_be_filtered_by() {
    let (mut log, mut sight) = (EventLog::new(100), Sight::default());
    insert(&mut log, Event::parse(r#"{"Type":"NewThingEvent","EventId":"1"}"#).unwrap());
    insert(&mut log, event(1, 1));
    sight.follow(&log, 0);
    assert_eq!(sight.unknown_types().iter().map(|name| &**name).collect::<Vec<_>>(), ["NewThingEvent"]);
}

proptest! {
    #[test]
    fn following_step_by_step_shows_what_filtering_the_whole_log_does(
        batches in prop::collection::vec(prop::collection::vec((0_u32..30, 0_u32..200), 0..12), 1..12),
        gaps in prop::collection::vec(0_u32..30, 0..4),
        filtered: bool,
        capacity in 1_usize..60,
    ) {
        let (mut log, mut sight) = (EventLog::new(capacity), Sight::default());
        let filter = if filtered { only("Device 1") } else { EventFilter::default() };
        sight.set_filter(&filter);
        let mut gaps = gaps.into_iter();
        for batch in batches {
            for (second, number) in batch {
                insert(&mut log, event(second, number));
            }
            if let Some(second) = gaps.next() {
                log.note_gap(at(second), format!("gap {second}"));
            }
            sight.follow(&log, 3);
            let expected: Vec<String> = log.entries_newest().filter_map(|entry| match entry {
                jetstream_fleet::event_log::Entry::Event(event) => filter.fits(event).then(|| event.id.to_string()),
                jetstream_fleet::event_log::Entry::Gap(gap) => Some(gap.reason.to_string()),
            }).collect();
            prop_assert_eq!(ids(&sight), expected);
        }
        let fleet_filter = Filter { device: Some("Device 1".into()), ..Filter::default() };
        sight.set_filter(&only("Device 1"));
        prop_assert_eq!(sight.shown(), log.iter_newest().filter(|event| fleet_filter.matches(event)).count());
    }
}
