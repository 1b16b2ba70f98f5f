//! Tests of the importer of exported events.

use std::sync::Arc;

use jetstream_api::events::Event;
use proptest::prelude::*;

use super::*;
use crate::{
    EventLog,
    event_log::export::{Secrets, ndjson},
};

const A: &str = r#"{"EventId":"a","Type":"HeartbeatEvent","Device":"Ward, [3] \"east\\"}"#;
const B: &str = r#"{"EventId":"b","LogEntries":[{"Message":"}{]["}]}"#;

/// Each event by its id, each fault by its line.
fn as_texts(found: Vec<ImportResult>) -> Vec<String> {
    found
        .into_iter()
        .map(|ImportResult { line, event }| match event {
            Ok(event) => format!("{line} {}", event.id),
            Err(_) => format!("{line} !"),
        })
        .collect()
}

fn pieces(file: &[u8], length: usize) -> Vec<ImportResult> {
    let mut import = Import::default();
    let mut found: Vec<ImportResult> = file.chunks(length).flat_map(|bytes| import.take(bytes)).collect();
    found.extend(import.end());
    found
}

/// The same, however the file is cut.
fn read_file(file: &str) -> Vec<String> {
    let whole = as_texts(pieces(file.as_bytes(), file.len().max(1)));
    for length in [1, 2, 7] {
        assert_eq!(as_texts(pieces(file.as_bytes(), length)), whole, "{file} in pieces of {length}");
    }
    whole
}

#[test]
fn a_file_of_lines_is_read_line_by_line() {
    assert_eq!(read_file(&format!("{A}\n{B}\n")), ["1 a", "2 b"]);
    assert_eq!(read_file(&format!("\u{feff}{A}\r\n\r\n{B}")), ["1 a", "3 b"], "with what Windows adds");
    assert_eq!(read_file(A), ["1 a"]);
    assert_eq!(read_file(""), [""; 0]);
    assert_eq!(read_file(" \n\n"), [""; 0]);
}

#[test]
fn a_damaged_line_is_told_and_the_others_are_read() {
    let cut = A.get(..20).unwrap();
    assert_eq!(read_file(&format!("{A}\n{cut}\n17\n{B}\n\"text\"\n")), ["1 a", "2 !", "3 !", "4 b", "5 !"]);
    assert_eq!(read_file(&format!("{cut}\n{A}\n")), ["1 !", "2 a"]);
    assert_eq!(read_file("Time (UTC),Severity\n2026-05-18T10:00:00Z,Error\n"), ["1 !", "2 !"]);
    let why = |text: &str| pieces(text.as_bytes(), 99).remove(0).event.unwrap_err();
    assert_eq!(why(cut), "expected JSON, found a text that ends too early");
    assert_eq!(why("Time (UTC)"), "expected JSON, found something else at column 1");
}

#[test]
fn lists_and_answers_of_get_events_are_read_however_they_are_laid_out() {
    let answer = format!(r#"{{"BatchId":"x","Events":[{A},{B},7]}}"#);
    let laid_out = format!("{{\n  \"BatchId\": \"x\",\n  \"Events\": [\n    {A},\n    {B},\n    7\n  ]\n}}\n");
    assert_eq!(read_file(&format!("[{A},{B}]")), ["1 a", "1 b"]);
    assert_eq!(read_file(&format!("[\n  {A},\n  {B}\n]\n")), ["2 a", "3 b"]);
    assert_eq!(
        read_file(&format!(" [{A}, 7, null ,\n\"x,]\", {B}]\n[{A}]")),
        ["1 a", "1 !", "1 !", "2 !", "2 b", "3 a"]
    );
    assert_eq!(read_file(&answer), ["1 a", "1 b", "1 !"]);
    assert_eq!(read_file(&format!("{answer}\n{answer}\n")), ["1 a", "1 b", "1 !", "2 a", "2 b", "2 !"]);
    assert_eq!(read_file(&laid_out), ["1 a", "1 b", "1 !"]);
    assert_eq!(read_file("{\n \"EventId\": \"c\"\n}\n{\n \"EventId\": \"d\"\n}"), ["1 c", "4 d"]);
    assert_eq!(read_file("[]"), [""; 0]);
}

#[test]
fn an_event_that_has_a_list_of_events_is_still_an_event() {
    assert_eq!(read_file(r#"{"EventId":"e","Type":"NewEvent","Events":[{"EventId":"f"}]}"#), ["1 e"]);
}

#[test]
fn what_never_ends_is_told_where_it_begins() {
    assert_eq!(read_file(&format!("[{A},\n{{\"EventId\":\"b\n")), ["1 a", "2 !"]);
    let long = format!("{A}\n{}\n{B}\n", "x".repeat(MOST + 1));
    let found = pieces(long.as_bytes(), 65_536);
    assert_eq!(found.get(1).unwrap().event, Err("it is longer than 4 MiB".to_owned()));
    assert_eq!(as_texts(found), ["1 a", "2 !", "3 b"]);
    let endless = format!("[\"{}", "x".repeat(2 * MOST));
    assert_eq!(as_texts(pieces(endless.as_bytes(), 65_536)), ["1 !"]);
}

#[test]
fn what_is_no_text_is_told() {
    assert_eq!(as_texts(pieces(b"{\"EventId\":\"\xff\"}\n{\"EventId\":\"g\"}", 5)), ["1 !", "2 g"]);
}

fn raw() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec!["", " ", "\n", "\r\n  "]);
    ("[a-z]{1,4}", "\\PC{0,12}", space).prop_map(|(id, text, space)| {
        let text = serde_json::to_string(&text).unwrap();
        format!(r#"{{{space}"EventId":"{id}",{space}"Type":"HeartbeatEvent","Note":{text}}}"#)
    })
}

proptest! {
    #[test]
    fn what_was_exported_is_read_again(raws in prop::collection::vec(raw(), 0..8), length in 1_usize..200) {
        let mut log = EventLog::new(1 << 20);
        raws.iter().for_each(|raw| _ = log.insert(&Event::parse(raw).unwrap()));
        let file = ndjson(log.iter_newest().map(|record| &**record), Secrets::Shown);
        let found = pieces(file.as_bytes(), length).into_iter().map(|found| found.event.unwrap());
        let ids: Vec<_> = found.map(|event| event.id).collect();
        prop_assert_eq!(ids, log.iter_newest().map(|record| record.id()).collect::<Vec<_>>());
    }

    #[test]
    fn a_list_of_what_was_received_is_read_as_it_was(raws in prop::collection::vec(raw(), 0..8), length in 1_usize..200) {
        let file = format!("[{}]", raws.join(" ,\n"));
        let found = pieces(file.as_bytes(), length).into_iter().map(|found| found.event.unwrap().raw);
        prop_assert_eq!(found.collect::<Vec<_>>(), raws.iter().map(|raw| Arc::from(raw.as_str())).collect::<Vec<Arc<str>>>());
    }

    #[test]
    fn no_file_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), length in 1_usize..50) {
        pieces(&bytes, length);
    }

    #[test]
    fn no_brackets_make_it_panic(text in "[\\[\\]{}\",:\\\\\n 1a]{0,80}", length in 1_usize..20) {
        pieces(text.as_bytes(), length);
    }
}
