//! Tests of the view model of an entry in the access list, and of its filter.

use jetstream_api::{events::Event, time::parse};
use serde_json::{Value, json};

use super::*;

fn at(clock: &str) -> Timestamp {
    parse(&format!("2026-05-18T{clock}Z")).unwrap()
}

fn event(id: &str, event_type: &str, clock: &str, more: Value) -> Event {
    let time = jetstream_api::time::format(at(clock));
    let mut event = json!({ "Type": event_type, "EventId": id, "Device": "Fridge 1", "EventTime": time });
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    if event_type != "CommandQueuedEvent" {
        event["ReceivedTime"] = json!(time);
    }
    Event::parse(&event.to_string()).unwrap()
}

fn queued(id: &str, name: &str, key: &str, value: &str, clock: &str) -> Event {
    let parameters = json!([{ "Key": key, "Value": value }]);
    let more = json!({ "CommandId": id, "CommandName": name, "User": "maria", "Parameters": parameters });
    event(&format!("q{id}"), "CommandQueuedEvent", clock, more)
}

fn done(id: &str, name: &str, clock: &str) -> Event {
    event(
        &format!("d{id}"),
        "CommandCompletionEvent",
        clock,
        json!({ "CommandId": id, "CommandName": name, "ExceptionList": [] }),
    )
}

fn visits(events: Vec<Event>) -> Vec<(String, Person)> {
    let mut fleet = Fleet::new(1 << 20);
    events.into_iter().for_each(|event| assert!(fleet.ingest(event)));
    collect(&fleet, at("20:00:00")).iter().map(|visit| (visit.said.clone(), visit.who.clone())).collect()
}

fn opened(opener: &str, clock: &str) -> Event {
    event("a", "AggregateEvent", clock, json!({ "PassRfid": opener, "Adds": ["A"], "Removes": [] }))
}

fn refused(message: &str, clock: &str) -> Event {
    let line = json!({ "LogEntries": [{ "Level": "Warning", "Type": "InvalidPass", "Message": message }] });
    event("l", "LogEntryEvent", clock, line)
}

#[test]
fn what_was_opened_with_the_token_of_an_unlock_was_opened_by_its_user() {
    let events = vec![
        queued("c1", "UnlockDoor", "AccessToken", "04TOKEN", "10:00:00"),
        done("c1", "UnlockDoor", "10:00:02"),
        opened("04TOKEN", "10:01:00"),
    ];
    let maria = || Person::User("maria".to_owned());
    assert_eq!(
        visits(events),
        [
            ("Opened with the token of an unlock: 1 tag in, 0 out".to_owned(), maria()),
            ("Unlocked by command".to_owned(), maria())
        ]
    );
}

#[test]
fn an_unlock_that_nothing_was_heard_of_is_not_said_to_have_opened() {
    let said = visits(vec![queued("c1", "UnlockDoor", "AccessToken", "04TOKEN", "10:00:00")]);
    assert!(said[0].0.starts_with("Unlock by command: "), "{said:?}");
}

#[test]
fn a_refusal_during_a_lockdown_is_told_from_one_after_it() {
    let lockdown = || vec![queued("c1", "Lockdown", "Hours", "2", "10:00:00"), done("c1", "Lockdown", "10:00:05")];
    let after = |clock: &str, message: &str| {
        let mut events = lockdown();
        events.push(refused(message, clock));
        visits(events)[0].0.clone()
    };
    assert_eq!(after("11:00:00", "No."), "Pass refused, during a lockdown");
    assert_eq!(after("13:00:00", "No."), "Pass refused");
    assert_eq!(after("09:00:00", "No."), "Pass refused");
    assert_eq!(after("13:00:00", "Refused: lockdown."), "Pass refused: lockdown, says the device");
}

#[test]
fn a_pass_is_found_by_its_end_and_by_when_it_was_shown() {
    let mut fleet = Fleet::new(1 << 20);
    fleet.ingest(opened("04AABBCCDDEEFF", "10:00:00"));
    let visits = collect(&fleet, at("11:00:00"));
    let fits = |query: &str, now: &str| VisitFilter::read(&UrlQuery::parse(query)).fits(&visits[0], at(now));
    assert!(fits("pass=eeff", "11:00:00") && fits("outcome=opened&hours=2", "11:00:00"));
    assert!(fits("pass=99999999DDEEFF", "11:00:00"), "of a longer one only the end counts");
    assert!(!fits("pass=0000", "11:00:00") && !fits("hours=2", "13:00:00") && !fits("user=maria", "11:00:00"));
}

#[test]
fn of_a_pass_number_only_the_last_four_characters_are_looked_for() {
    for (typed, end) in
        [("04AABBCCDDEEFF", "EEFF"), (" 04AABB ", "AABB"), ("EEFF", "EEFF"), ("FF", "FF"), ("", ""), ("äöüßÄÖ", "üßÄÖ")]
    {
        assert_eq!(pass_end(typed), end);
    }
}
