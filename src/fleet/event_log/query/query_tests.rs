//! Tests of the search language of the event log.

use jetstream_api::events::{Event, Severity};
use proptest::prelude::*;

use super::*;
use crate::{
    EventLog,
    test_events::{at, by_jetstream, completed, heartbeat, log_entries, queued},
};

fn read(text: &str) -> Query {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn now() -> jiff::Timestamp {
    at("12:00:00")
}

/// The ids of the events that fit, oldest first.
fn found(query: &str, events: &[Event]) -> String {
    let mut log = EventLog::new(1 << 20);
    events.iter().for_each(|event| assert_eq!(log.insert(event), crate::event_log::Inserted::New));
    let search = Search::new(&read(query), &log, now(), |_| false);
    let fitting = log.iter_newest().rev().filter(|record| search.fits(record, &log));
    fitting.map(|record| record.id().to_string()).collect::<Vec<_>>().join(" ")
}

fn day() -> Vec<Event> {
    vec![
        heartbeat("beat", "Cabinet 7", "08:00:00"),
        heartbeat("other", "Cabinet 70", "09:00:00"),
        log_entries("breach", "Cabinet 7", &[("DoorBreach", "10:00:00")], "10:00:00"),
        queued("lock", "Lockdown", "Freezer 1", "maria", &[("Hours", "4")], "11:00:00"),
        completed("lock", "Lockdown", "Freezer 1", &[], "11:30:00"),
    ]
}

#[test]
fn each_sort_of_term_finds_its_events() {
    for (query, expected) in [
        ("", "beat other breach q-lock c-lock"),
        ("device:\"cabinet 7\"", "beat breach"),
        ("device:cabinet", "beat other breach"),
        ("device:Cabinet -device:70", "beat breach"),
        ("type:HeartbeatEvent", "beat other"),
        ("type:command", "q-lock c-lock"),
        ("-type:heartbeat", "breach q-lock c-lock"),
        ("severity>=error", "breach"),
        ("severity<error", "beat other q-lock c-lock"),
        ("severity:error", "breach"),
        ("since:2h", "breach q-lock c-lock"),
        ("since:2026-05-18T09:00 until:2026-05-18T10:00:00Z", "other breach"),
        ("user:maria", "q-lock"),
        ("user:mar", "q-lock"),
        ("command:LOCK", "q-lock c-lock"),
        ("command:hours", "q-lock"),
        ("door", "breach"),
        ("text:doorbreach", "breach"),
        ("freezer hours", "q-lock"),
        ("-freezer -cabinet", ""),
        ("\"Cabinet 70\"", "other"),
    ] {
        assert_eq!(found(query, &day()), expected, "{query}");
    }
}

#[test]
fn the_names_of_properties_are_not_searched_and_values_are() {
    let strange = serde_json::json!({ "Colour" : "red", "Amount": 4711, "List": ["one", { "Deep": "two" }] });
    let event = || vec![by_jetstream("e", "Strange", "Cabinet 7", "10:00:00", strange.clone())];
    for word in ["red", "4711", "one", "two", "STRANGE", "cabinet"] {
        assert_eq!(found(word, &event()), "e", "{word}");
    }
    for word in ["colour", "amount", "deep", "eventtime", "list"] {
        assert_eq!(found(word, &event()), "", "{word}");
    }
}

#[test]
fn events_that_come_later_are_searched_by_the_same_search() {
    let mut log = EventLog::new(1 << 20);
    let search = Search::new(&read("device:freezer type:beat"), &log, now(), |_| false);
    log.insert(&heartbeat("a", "Freezer 1", "10:00:00"));
    log.insert(&heartbeat("b", "Cabinet 1", "10:00:00"));
    let fitting: Vec<_> = log.iter_newest().filter(|record| search.fits(record, &log)).collect();
    assert_eq!(fitting.len(), 1);
}

#[test]
fn a_device_without_events_is_told_from_one_whose_name_begins_alike() {
    let mut log = EventLog::new(1 << 20);
    log.insert(&heartbeat("a", "Cabinet 10", "10:00:00"));
    let fits = |is_device: bool| {
        let search = Search::new(&read("device:\"Cabinet 1\""), &log, now(), |_| is_device);
        search.fits(log.newest(0).unwrap(), &log)
    };
    assert!(fits(false) && !fits(true));
}

#[test]
fn what_is_typed_on_narrows_what_was_typed() {
    for (query, wider, expected) in [
        ("door", "Doo", true),
        ("door", "", true),
        ("type:Log door breach", "breach type:Log", true),
        ("doo", "door", false),
        ("-door", "-doo", false),
        ("-doo", "-doo", true),
        ("device:cabinet", "device:cab", false),
        ("since:1h", "since:2h", false),
    ] {
        assert_eq!(read(query).is_restriction_of(&read(wider)), expected, "{query} / {wider}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (query, place, word) in [
        ("door devcie:x", "devcie", "no field"),
        ("since:", "since:", "since:2h"),
        ("door since:yesterday", "yesterday", "UTC"),
        ("since:99999999999h", "99999999999h", "UTC"),
        ("severity>=bad door", "bad", "warning"),
        ("device>=x", ">=", "severity"),
        ("device:\"Cabinet 7", "\"Cabinet 7", "not closed"),
        ("é \"a\"b", "\"a\"b", "space"),
        ("http://x", "http", "quotes"),
    ] {
        let error = query.parse::<Query>().unwrap_err();
        assert_eq!(query.get(error.at.clone()), Some(place), "{query}");
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn what_looks_like_no_field_is_a_text() {
    for text in ["10:30", "-", "a-b", "°C:", "4711"] {
        assert_eq!(read(text).terms, [QueryTerm::from(Condition::Text(text.to_owned()))], "{text}");
    }
    assert_eq!(
        read("severity>warn").terms,
        [QueryTerm::from(Condition::Severity(Comparison::Above, Severity::Warning))]
    );
}

fn completions(query: &str) -> Vec<String> {
    let known = Known {
        devices: vec!["Freezer 1", "Cabinet 7", "Old Freezer"],
        types: vec!["HeartbeatEvent", "LogEntryEvent"],
        users: vec!["maria"],
    };
    complete(query, query.len(), &known).iter().map(|suggestion| suggestion.apply(query).0).collect()
}

#[test]
fn fields_and_then_their_values_are_suggested() {
    assert_eq!(completions("").len(), Field::ALL.len());
    assert_eq!(completions("dev"), ["device:"]);
    assert_eq!(completions("-de"), ["-device:"]);
    assert_eq!(completions("door s"), ["door severity>=", "door since:"]);
    assert_eq!(completions("device:fre"), ["device:\"Freezer 1\" ", "device:\"Old Freezer\" "]);
    assert_eq!(completions("device:\"old f"), ["device:\"Old Freezer\" "]);
    assert_eq!(completions("type:"), ["type:HeartbeatEvent ", "type:LogEntryEvent "]);
    assert_eq!(completions("severity>=w"), ["severity>=warning "]);
    assert_eq!(completions("user:m"), ["user:maria "]);
    assert!(completions("since:").contains(&"since:1h ".to_owned()));
    assert!(completions("door \"de").is_empty() && completions("colour:").is_empty());
    let (text, cursor) = Suggestion { at: 0..3, text: "device:".into() }.apply("dev type:x");
    assert_eq!((text.as_str(), cursor), ("device: type:x", 7));
}

fn names() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{1,6}", "[ -~é]{1,10}", Just("-".to_owned()), Just("a\\\"b".to_owned())]
        .prop_filter("a value is not empty", |text| !text.trim().is_empty())
}

fn term() -> impl Strategy<Value = QueryTerm> {
    let time = prop_oneof![
        (any::<u16>(), 0..5_usize).prop_map(|(count, unit)| When::Ago(count, Unit::ALL[unit])),
        (-10_000_000_000_i64..200_000_000_000)
            .prop_map(|second| When::At(jiff::Timestamp::from_second(second).unwrap())),
    ];
    let demand = prop_oneof![
        names().prop_map(Condition::Device),
        names().prop_map(Condition::Type),
        names().prop_map(Condition::User),
        names().prop_map(Condition::Command),
        names().prop_map(Condition::Text),
        (0..5_usize, 0..4_usize)
            .prop_map(|(sign, severity)| Condition::Severity(Comparison::ALL[sign], Severity::ALL[severity])),
        time.clone().prop_map(Condition::Since),
        time.prop_map(Condition::Until),
    ];
    (any::<bool>(), demand).prop_map(|(negated, demand)| QueryTerm { negated, demand })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(terms in proptest::collection::vec(term(), 0..6)) {
        let query = Query { terms };
        prop_assert_eq!(query.to_string().parse::<Query>(), Ok(query));
    }

    #[test]
    fn no_text_makes_reading_or_completing_panic(text: String, alike in "[-a-z:<>=\" \\\\é]{0,30}", cursor in 0..40_usize) {
        let known = Known::default();
        for text in [text, alike] {
            if let Err(error) = text.parse::<Query>() {
                prop_assert!(text.get(error.at).is_some());
            }
            for suggestion in complete(&text, cursor, &known) {
                prop_assert!(text.get(suggestion.at.clone()).is_some());
                suggestion.apply(&text);
            }
        }
    }
}
