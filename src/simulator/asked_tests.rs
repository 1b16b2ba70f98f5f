use jetstream_api::{
    call::Endpoint,
    call::Method,
    commands::{Lockdown, LockdownHours},
    key::AccessKey,
    regions::ListRegions,
};

use super::*;
use crate::{
    DEMO_KEY, Delivery,
    testing::{Bench, name},
};

fn request(click: Option<&str>, device: &str, hours: i64) -> Request {
    let call = Lockdown { device: name(device), hours: LockdownHours::new(hours).unwrap() }.call();
    let click = click.map(str::to_owned);
    Request { click, ..Request::from((&call, &AccessKey::parse(DEMO_KEY).unwrap())) }
}

#[test]
fn a_click_that_arrives_again_is_answered_from_the_first_time_and_not_executed() {
    let mut bench = Bench::new();
    let device = "Sentinel drops after effect";
    let [first, second, third] = [(); 3].map(|()| bench.simulator.handle(&request(Some("c1"), device, 4)));
    assert_eq!(first.delivery, Delivery::DropConnection);
    assert_eq!((&second, &third), (&first, &first));
    let asked = bench.simulator.asked();
    assert_eq!(asked.clicks["c1"], Click { received: 3, executed: 1 });
    let [execution] = &asked.executions[..] else { panic!("{asked:?}") };
    assert_eq!((execution.device.as_str(), execution.command, execution.user), (device, "Lockdown", "demo"));
    assert_eq!((execution.click.as_deref(), execution.at), (Some("c1"), bench.simulator.now()));
}

#[test]
fn another_click_another_body_and_no_click_are_executed() {
    let mut bench = Bench::new();
    let device = "Security Cabinet 1";
    for (click, hours) in [(Some("c1"), 4), (Some("c2"), 4), (Some("c1"), 5), (None, 4), (None, 4)] {
        bench.simulator.handle(&request(click, device, hours));
    }
    let asked = bench.simulator.asked();
    assert_eq!(asked.executions.len(), 5);
    assert_eq!(asked.clicks["c1"], Click { received: 2, executed: 2 });
}

#[test]
fn a_refused_click_is_received_and_not_executed() {
    let mut bench = Bench::new();
    bench.simulator.handle(&request(Some("c1"), "Sentinel 409", 4));
    bench.simulator.handle(&request(Some("c2"), "Nobody", 4));
    let asked = bench.simulator.asked();
    for click in ["c1", "c2"] {
        assert_eq!(asked.clicks[click], Click { received: 1, executed: 0 });
    }
    assert_eq!(asked.executions, []);
}

#[test]
fn other_changes_count_as_executed_and_reads_do_not() {
    let mut bench = Bench::new();
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
    let mut bench = Bench::new();
    bench.simulator.handle(&request(Some("c1"), "Security Cabinet 1", 4));
    assert_eq!(
        serde_json::to_string(&bench.simulator.asked()).unwrap(),
        r#"{"clicks":{"c1":{"received":1,"executed":1}},"executions":[{"device":"Security Cabinet 1","command":"Lockdown","user":"demo","click":"c1","at":"2026-03-03T15:00:00Z"}]}"#
    );
}
