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
    let mut bench = TestBed::new();
    let device = "Sentinel drops after effect";
    for click in [Some("c1"), Some("c2"), Some("c1"), None] {
        assert_eq!(bench.simulator.handle(&request(click, device, 4)).delivery, Delivery::DropConnection);
    }
    let asked = bench.simulator.asked();
    assert_eq!(asked.clicks["c1"], LoggedClick { received: 2, executed: 2 });
    assert_eq!(asked.clicks["c2"], LoggedClick { received: 1, executed: 1 });
    let clicks: Vec<_> = asked.executions.iter().map(|execution| execution.click.as_deref()).collect();
    assert_eq!(clicks, [Some("c1"), Some("c2"), Some("c1"), None]);
    let execution = &asked.executions[0];
    assert_eq!((execution.device.as_str(), execution.command, execution.user), (device, "Lockdown", "demo"));
    assert_eq!(execution.at, bench.simulator.now());
}

#[test]
fn the_oldest_clicks_and_executions_are_forgotten() {
    let mut record = Recorder::default();
    for number in 0..REMEMBERED + 5 {
        record.receive(Some(&number.to_string()));
        record.executed("A", "Lockdown", "demo", 0);
    }
    let asked = record.read();
    assert_eq!((asked.clicks.len(), asked.executions.len()), (REMEMBERED, REMEMBERED));
    assert!(!asked.clicks.contains_key("4") && asked.clicks.contains_key("5"));
}

#[test]
fn a_refused_click_is_received_and_not_executed() {
    let mut bench = TestBed::new();
    bench.simulator.handle(&request(Some("c1"), "Sentinel 409", 4));
    bench.simulator.handle(&request(Some("c2"), "Nobody", 4));
    let asked = bench.simulator.asked();
    for click in ["c1", "c2"] {
        assert_eq!(asked.clicks[click], LoggedClick { received: 1, executed: 0 });
    }
    assert_eq!(asked.executions, []);
}

#[test]
fn other_changes_count_as_executed_and_reads_do_not() {
    let mut bench = TestBed::new();
    let key = AccessKey::parse(DEMO_KEY).unwrap();
    let read = Request { click: Some("r".into()), ..Request::from((&ListRegions.call(), &key)) };
    bench.simulator.handle(&read);
    let segments = vec!["aliases".to_owned(), "OR 2".to_owned()];
    bench.simulator.handle(&Request { method: Method::Delete, segments, click: Some("d".into()), ..read });
    let asked = bench.simulator.asked();
    assert_eq!((asked.clicks["r"].executed, asked.clicks["d"].executed), (0, 1));
}

#[test]
fn its_json_is_what_the_steering_path_shows() {
    let mut bench = TestBed::new();
    bench.simulator.handle(&request(Some("c1"), "Security Cabinet 1", 4));
    assert_eq!(
        serde_json::to_string(&bench.simulator.asked()).unwrap(),
        r#"{"clicks":{"c1":{"received":1,"executed":1}},"executions":[{"device":"Security Cabinet 1","command":"Lockdown","user":"demo","click":"c1","at":"2026-03-03T15:00:00Z"}]}"#
    );
}
