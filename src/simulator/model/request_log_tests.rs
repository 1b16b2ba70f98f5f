//! Tests of the log of received calls.

use jetstream_api::{
    call::{Endpoint, Method},
    commands::{Lockdown, LockdownHours},
    key::AccessKey,
    regions::ListRegions,
};

use super::*;
use crate::{
    DEMO_KEY, Delivery, Request,
    testing::{TestBed, name},
};

fn request(click: Option<&str>, device: &str, hours: i64) -> Request {
    let call = Lockdown { device: name(device), hours: LockdownHours::new(hours).unwrap() }.call();
    let click = click.map(str::to_owned);
    Request { click, ..Request::from((&call, &AccessKey::parse(DEMO_KEY).unwrap())) }
}

#[test]
fn every_arrival_and_every_execution_of_a_click_is_counted() {
    let mut bed = TestBed::new();
    let device = "Sentinel drops after effect";
    for click in [Some("c1"), Some("c2"), Some("c1"), None] {
        assert_eq!(bed.simulator.handle(&request(click, device, 4)).delivery, Delivery::DropConnection);
    }
    let log = bed.simulator.asked();
    assert_eq!(log.clicks["c1"], LoggedClick { received: 2, executed: 2 });
    assert_eq!(log.clicks["c2"], LoggedClick { received: 1, executed: 1 });
    let clicks: Vec<_> = log.executions.iter().map(|execution| execution.click.as_deref()).collect();
    assert_eq!(clicks, [Some("c1"), Some("c2"), Some("c1"), None]);
    let execution = &log.executions[0];
    assert_eq!((execution.device.as_str(), execution.command, execution.user), (device, "Lockdown", "demo"));
    assert_eq!(execution.at, bed.simulator.now());
}

#[test]
fn the_oldest_clicks_and_executions_are_forgotten() {
    let mut recorder = Recorder::default();
    for number in 0..REMEMBERED + 5 {
        recorder.receive(Some(&number.to_string()));
        recorder.executed("A", "Lockdown", "demo", 0);
    }
    let log = recorder.read();
    assert_eq!((log.clicks.len(), log.executions.len()), (REMEMBERED, REMEMBERED));
    assert!(!log.clicks.contains_key("4") && log.clicks.contains_key("5"));
}

#[test]
fn a_refused_click_is_received_and_not_executed() {
    let mut bed = TestBed::new();
    bed.simulator.handle(&request(Some("c1"), "Sentinel 409", 4));
    bed.simulator.handle(&request(Some("c2"), "Nobody", 4));
    let log = bed.simulator.asked();
    for click in ["c1", "c2"] {
        assert_eq!(log.clicks[click], LoggedClick { received: 1, executed: 0 });
    }
    assert_eq!(log.executions, []);
}

#[test]
fn other_changes_count_as_executed_and_reads_do_not() {
    let mut bed = TestBed::new();
    let key = AccessKey::parse(DEMO_KEY).unwrap();
    let read = Request { click: Some("r".into()), ..Request::from((&ListRegions.call(), &key)) };
    bed.simulator.handle(&read);
    let segments = vec!["aliases".to_owned(), "OR 2".to_owned()];
    bed.simulator.handle(&Request { method: Method::Delete, segments, click: Some("d".into()), ..read });
    let log = bed.simulator.asked();
    assert_eq!((log.clicks["r"].executed, log.clicks["d"].executed), (0, 1));
}

#[test]
fn its_json_is_what_the_control_path_shows() {
    let mut bed = TestBed::new();
    bed.simulator.handle(&request(Some("c1"), "Security Cabinet 1", 4));
    assert_eq!(
        serde_json::to_string(&bed.simulator.asked()).unwrap(),
        r#"{"clicks":{"c1":{"received":1,"executed":1}},"executions":[{"device":"Security Cabinet 1","command":"Lockdown","user":"demo","click":"c1","at":"2026-03-03T15:00:00Z"}]}"#
    );
}
