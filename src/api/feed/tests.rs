//! Frames written by hand, in the form that the doc comments promise.

use proptest::prelude::*;

use super::*;

const READY: &str =
    r#"{"type":"ready","cursor":"c1","oldest":"c0","retained":3,"now":"2026-11-21T08:00:00Z","source":"simulated"}"#;

#[test]
fn a_ready_frame_tells_where_the_connection_goes_on() {
    let Frame::Ready(ready) = Frame::parse(READY).unwrap() else { panic!("not ready") };
    assert_eq!(ready.cursor, "c1");
    assert_eq!(ready.oldest, "c0");
    assert_eq!(ready.retained, Some(3));
    assert_eq!(ready.now.as_deref(), Some("2026-11-21T08:00:00Z"));
    assert_eq!(ready.source, "simulated");
}

#[test]
fn a_ready_frame_may_leave_out_the_count_and_the_clock() {
    let sparse = Ready { cursor: "b".into(), oldest: "a".into(), retained: None, now: None, source: "relay".into() };
    let text = Frame::Ready(sparse.clone()).to_text();
    assert_eq!(text, r#"{"cursor":"b","oldest":"a","source":"relay","type":"ready"}"#);
    for text in
        [text.as_str(), r#"{"type":"ready","cursor":"b","oldest":"a","retained":null,"now":null,"source":"relay"}"#]
    {
        assert!(matches!(Frame::parse(text).unwrap(), Frame::Ready(ready) if ready == sparse), "{text}");
    }
}

#[test]
fn events_are_the_text_that_was_sent() {
    let first = r#"{ "Id": 18446744073709551615,  "Type":"x", "Type":"y", "Value": 1.0 }"#;
    let text = format!(r#"{{"type":"events","cursor":"c2","events":[{first},7]}}"#);
    let Frame::Events { cursor, events } = Frame::parse(&text).unwrap() else { panic!("no events") };
    assert_eq!(cursor, "c2");
    assert_eq!(events.iter().map(|event| event.get()).collect::<Vec<_>>(), [first, "7"]);
}

#[test]
fn a_gap_says_what_was_asked_and_where_it_goes_on() {
    let text = r#"{"type":"gap","after":"old","resumedAt":"new","reason":"restarted"}"#;
    let Frame::Gap(gap) = Frame::parse(text).unwrap() else { panic!("no gap") };
    assert_eq!(gap, Gap { after: "old".into(), resumed_at: "new".into(), reason: "restarted".into() });
}

#[test]
fn a_beat_brings_the_clock() {
    let beat = Frame::parse(r#"{"type":"beat","now":"2026-11-21T08:00:00Z"}"#).unwrap();
    assert!(matches!(beat, Frame::Beat { now } if now == "2026-11-21T08:00:00Z"));
}

#[test]
fn frames_of_later_versions_are_told_from_broken_ones() {
    let later = Frame::parse(r#"{"type":"weather","events":{"not":"a list"},"cursor":7}"#).unwrap();
    assert!(matches!(later, Frame::Other(kind) if kind == "weather"));
    assert!(matches!(Frame::parse(r#"{"type":"beat","now":"x","mood":"good"}"#), Ok(Frame::Beat { .. })));
    for broken in [
        "",
        "{}",
        "[]",
        "\"ready\"",
        r#"{"type":7}"#,
        r#"{"type":"events","events":[]}"#,
        r#"{"type":"beat"}"#,
        READY.split_at(60).0,
    ] {
        assert!(Frame::parse(broken).is_err(), "{broken}");
    }
}

#[test]
fn a_hello_names_the_key_and_the_position() {
    let hello = Hello { access_key: "6bd4b8fb-d964-4d00-ae0a-e3943d58e004".into(), after: Some("c1".into()) };
    let text = r#"{"accessKey":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004","after":"c1","type":"hello"}"#;
    assert_eq!(hello.to_text(), text);
    assert_eq!(Hello::parse(text), Ok(hello));
    for text in [r#"{"type":"hello","accessKey":"k","after":null}"#, r#"{"type":"hello","accessKey":"k"}"#] {
        assert_eq!(Hello::parse(text), Ok(Hello { access_key: "k".into(), after: None }), "{text}");
    }
}

#[test]
fn neither_a_hello_nor_the_error_for_a_bad_one_shows_the_key() {
    let hello = Hello { access_key: "6bd4b8fb-d964-4d00-ae0a-e3943d58e004".into(), after: None };
    assert_eq!(format!("{hello:?}"), r#"Hello { access_key: "…", after: None }"#);
    for bad in [
        r#"{"type":"hi","accessKey":"6bd4b8fb"}"#,
        r#"{"type":"hello","accessKey":["6bd4b8fb"]}"#,
        "\"6bd4b8fb\"",
        "6bd4b8fb",
    ] {
        let error = Hello::parse(bad).unwrap_err().to_string();
        assert_eq!(error, "frame: expected a hello with an access key, found something else", "{bad}");
    }
}

#[test]
fn a_frame_is_full_at_512_events_or_a_mebibyte() {
    let mut many = EventsWriter::default();
    for _ in 0..512 {
        assert!(many.has_room_for("{}"));
        many.push("{}");
    }
    assert!(!many.has_room_for("{}"));

    let half = "9".repeat(512 * 1024);
    let mut big = EventsWriter::default();
    big.push(&half);
    assert!(!big.has_room_for(&half));
    assert!(big.has_room_for(&"9".repeat(500 * 1024)));
}

#[test]
fn a_full_frame_keeps_the_limit_and_a_huge_event_travels_alone() {
    let mut full = EventsWriter::default();
    full.push("{}");
    let mut event = "9".repeat(MAX_BYTES);
    while !full.has_room_for(&event) {
        event.pop();
    }
    full.push(&event);
    assert!(full.finish(&"\u{1}".repeat(MAX_CURSOR)).len() <= MAX_BYTES);

    let empty = EventsWriter::default();
    assert!(empty.is_empty() && empty.has_room_for(&"9".repeat(2 * MAX_BYTES)));
}

#[test]
fn close_codes_are_those_of_the_protocol() {
    let codes = [
        (4400, Close::BadFrame),
        (4401, Close::BadKey),
        (4403, Close::Origin),
        (4408, Close::NoHello),
        (4409, Close::TooSlow),
        (1013, Close::TryLater),
    ];
    for (code, close) in codes {
        assert_eq!((close.code(), Close::from_code(code)), (code, Some(close)));
    }
    assert_eq!(Close::from_code(1006), None);
    assert_eq!(Close::ALL.map(Close::is_final), [true, true, true, false, false, false]);
}

fn frames() -> impl Strategy<Value = Frame> {
    let events = proptest::collection::vec(any::<String>(), 0..4);
    prop_oneof![
        any::<(String, String, Option<u64>, Option<String>, String)>().prop_map(
            |(cursor, oldest, retained, now, source)| Frame::Ready(Ready { cursor, oldest, retained, now, source })
        ),
        (any::<String>(), events).prop_map(|(cursor, texts)| Frame::Events {
            cursor,
            events: texts.iter().map(|text| serde_json::value::to_raw_value(text).unwrap()).collect(),
        }),
        any::<(String, String, String)>().prop_map(|(after, resumed_at, reason)| Frame::Gap(Gap {
            after,
            resumed_at,
            reason
        })),
        any::<String>().prop_map(|now| Frame::Beat { now }),
    ]
}

proptest! {
    #[test]
    fn every_frame_reads_back_as_it_was_written(frame in frames()) {
        let back = Frame::parse(&frame.to_text()).unwrap();
        prop_assert_eq!(format!("{back:?}"), format!("{frame:?}"));
    }

    #[test]
    fn every_hello_reads_back_as_it_was_written(access_key: String, after: Option<String>) {
        let hello = Hello { access_key, after };
        prop_assert_eq!(Hello::parse(&hello.to_text()), Ok(hello));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text: String) {
        let _ = (Frame::parse(&text), Hello::parse(&text));
    }
}
