//! Tests of the latest parameter report of a device.

use jetstream_api::{
    catalogue::Command,
    commands::{CommandResponse, CommandStatus},
    ids::CommandId,
};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    configuration::{
        SentTimes,
        samples::{CABINET, commands_of, synced, values, values_reported},
    },
    test_events::{at, by_device, click, completed, guid, pair, queued, response},
};

const GET: &str = "GetConfigValuesCommand";
const SET: &str = "SetConfigValuesCommand";

fn now() -> Timestamp {
    at("20:00:00")
}

fn report(output: &[(&str, &str)]) -> Reported {
    reported(&commands_of(&[values_reported("g", "10:00:00", output)]), CABINET, now()).unwrap()
}

#[test]
fn a_report_of_names_and_values_is_read() {
    let seen = report(&[("DoorOpenTimeLimit", "300"), ("ip", "0.0.0.0")]);
    let expected = values([("dooropentimelimit", "300"), ("ip", "0.0.0.0")]);
    assert_eq!(seen, Reported { values: expected, without_value: Vec::new(), at: at("10:00:00") });
}

#[test]
fn a_report_of_numbered_names_and_values_is_read() {
    let seen =
        report(&[("Parameter0", "DoorOpenTimeLimit"), ("Parameter1", "ip"), ("Value1", "0.0.0.0"), ("Value0", "300")]);
    assert_eq!(seen.values, values([("dooropentimelimit", "300"), ("ip", "0.0.0.0")]));
    assert_eq!(seen.without_value, [""; 0]);
}

#[test]
fn a_report_of_names_alone_gives_no_values() {
    let seen = report(&[("Parameter0", "IP"), ("Parameter1", "DoorOpenTimeLimit")]);
    assert_eq!(seen.values, Values::default());
    assert_eq!(seen.without_value, ["dooropentimelimit", "ip"]);
}

#[test]
fn an_empty_value_is_none_and_an_echoed_name_takes_the_value_that_comes_with_it() {
    let seen = report(&[("Parameter0", "ip"), ("Parameter1", "dns"), ("IP", "10.0.0.7"), ("subnet", "")]);
    assert_eq!(seen.values, values([("ip", "10.0.0.7")]));
    assert_eq!(seen.without_value, ["dns", "subnet"]);
}

#[test]
fn a_report_of_120_parameters_is_kept_in_its_longest_form() {
    let numbers = 0..120;
    let output: Vec<_> = numbers
        .flat_map(|number| {
            [(format!("Parameter{number}"), format!("name{number}")), (format!("Value{number}"), number.to_string())]
        })
        .collect();
    let output: Vec<_> = output.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    let seen = report(&output);
    assert_eq!((seen.values.len(), seen.values.get("name119")), (120, Some("119")));
}

#[test]
fn the_latest_answer_counts_whoever_asked_and_whenever_it_arrives() {
    let early = values_reported("a", "10:00:00", &[("ip", "1.1.1.1")]);
    let late = values_reported("b", "11:00:00", &[("ip", "2.2.2.2")]);
    // Asked first of all, while the device was not connected.
    let begun = queued("c", GET, CABINET, "maria", &[], "09:00:00");
    let polled = values_reported("c", "12:00:00", &[("ip", "3.3.3.3")]);
    let ip = |events: &[_]| reported(&commands_of(events), CABINET, now()).unwrap().values.get("ip").map(str::to_owned);
    assert_eq!(ip(&[early.clone(), late.clone()]).as_deref(), Some("2.2.2.2"));
    assert_eq!(ip(&[late.clone(), early.clone(), begun.clone()]).as_deref(), Some("2.2.2.2"));
    assert_eq!(ip(&[polled, late, early, begun]).as_deref(), Some("3.3.3.3"));
}

#[test]
fn what_failed_or_said_nothing_or_came_from_elsewhere_is_no_report() {
    let events = [
        completed("a", GET, CABINET, &[], "10:00:00"),
        queued("b", GET, CABINET, "maria", &[("Parameter0", "ip")], "10:00:00"),
        by_device(
            "c",
            "CommandCompletionEvent",
            CABINET,
            "10:00:00",
            json!({ "CommandId": "c", "CommandName": GET, "OutputParameterList": [{ "Key": "ip", "Value": "1.1.1.1" }],
                "ExceptionList": [{ "Key": "Broken", "Value": "" }] }),
        ),
        by_device(
            "d",
            "CommandCompletionEvent",
            CABINET,
            "10:00:00",
            json!({ "CommandId": "d", "CommandName": "GetEPCListCommand", "OutputParameterList": [{ "Key": "EPC", "Value": "AD44" }] }),
        ),
    ];
    assert_eq!(reported(&commands_of(&events), CABINET, now()), None);
    assert_eq!(
        reported(&commands_of(&[values_reported("g", "10:00:00", &[("ip", "1.1.1.1")])]), "Cabinet 8", now()),
        None
    );
}

#[test]
fn our_own_answer_is_a_report_before_its_event_comes_and_completes_what_the_event_leaves_out() {
    let mut commands = Commands::default();
    commands.click(click(1, CABINET, Command::GetPolicyParameters, &[], "10:00:00"));
    assert_eq!(reported(&commands, CABINET, now()), None);
    let output = vec![pair("dns", "1.1.1.1"), pair("ip", "10.0.0.7")];
    let answer = CommandResponse {
        command_id: CommandId::new("g"),
        status: CommandStatus::Completed,
        exceptions: Vec::new(),
        output,
    };
    commands.answer(guid(1), ClickResult::Response(answer), at("10:00:02"));
    let expected = values([("dns", "1.1.1.1"), ("ip", "10.0.0.7")]);
    let by_answer = reported(&commands, CABINET, now()).unwrap();
    assert_eq!((&by_answer.values, by_answer.at), (&expected, at("10:00:02")));

    commands.apply(&values_reported("g", "10:00:01", &[("Parameter0", "dns"), ("Parameter1", "ip")]));
    let by_both = reported(&commands, CABINET, now()).unwrap();
    assert_eq!((by_both.values, by_both.without_value), (expected, Vec::new()));
}

#[test]
fn the_event_may_bring_the_values_where_our_answer_only_repeats_the_names() {
    let mut commands = Commands::default();
    commands.click(click(1, CABINET, Command::GetPolicyParameters, &[], "10:00:00"));
    let ClickResult::Response(mut answer) = response("g", CommandStatus::Completed, &[]) else { panic!("no response") };
    answer.output = vec![pair("Parameter0", "ip")];
    commands.answer(guid(1), ClickResult::Response(answer), at("10:00:02"));
    assert_eq!(reported(&commands, CABINET, now()).unwrap().without_value, ["ip"]);
    commands.apply(&values_reported("g", "10:00:01", &[("ip", "10.0.0.7")]));
    assert_eq!(reported(&commands, CABINET, now()).unwrap().values, values([("ip", "10.0.0.7")]));
}

#[test]
fn a_device_whose_clock_is_wrong_does_not_report_from_another_year() {
    for (clock, expected) in [("2003-01-01T00:00:00Z", "10:00:00"), ("2041-01-01T00:00:00Z", "10:00:00")] {
        let output = json!([{ "Key": "ip", "Value": "0.0.0.0" }]);
        let body = json!({ "CommandId": "g", "CommandName": GET, "OutputParameterList": output, "ReceivedTime": null });
        let events = [
            queued("g", GET, CABINET, "maria", &[], "10:00:00"),
            by_device("g", "CommandCompletionEvent", CABINET, clock, body),
        ];
        assert_eq!(reported(&commands_of(&events), CABINET, now()).unwrap().at, at(expected), "{clock}");
    }
}

#[test]
fn a_clock_of_the_page_that_is_a_moment_behind_does_not_make_a_report_older_than_the_sync_before_it() {
    // A device that polls fetches both at once, and Jetstream notes both in one second: a second ahead of the page.
    let events = [
        synced("s", "10:00:00"),
        queued("g", GET, CABINET, "maria", &[], "10:00:01"),
        completed("s", SET, CABINET, &[], "10:30:07"),
        values_reported("g", "10:30:07", &[("ip", "1.1.1.1")]),
    ];
    let (commands, behind, later) = (commands_of(&events), at("10:30:06"), at("10:31:00"));
    let seen = reported(&commands, CABINET, behind).unwrap();
    assert_eq!(seen.at, at("10:30:07"));
    assert!(!SentTimes::of(&commands, CABINET, behind).is_newer_than(seen.at));
    assert!(!SentTimes::of(&commands, CABINET, later).is_newer_than(seen.at), "also when the report was kept since");
}

proptest! {
    #[test]
    fn the_order_in_which_events_come_does_not_matter(
        events in Just(vec![
            values_reported("a", "10:00:00", &[("ip", "1.1.1.1")]),
            values_reported("b", "10:30:00", &[("Parameter0", "ip")]),
            values_reported("c", "11:00:00", &[("ip", "3.3.3.3")]),
            values_reported("d", "11:00:00", &[("ip", "4.4.4.4")]),
            queued("a", GET, CABINET, "maria", &[], "09:00:00"),
            queued("d", GET, CABINET, "maria", &[], "10:59:00"),
            queued("c", GET, CABINET, "maria", &[], "10:58:00"),
        ]).prop_shuffle()
    ) {
        let seen = reported(&commands_of(&events), CABINET, now()).unwrap();
        prop_assert_eq!(seen, Reported { values: values([("ip", "4.4.4.4")]), without_value: Vec::new(), at: at("11:00:00") });
    }

    #[test]
    fn no_output_makes_it_panic(output in prop::collection::vec((".{0,12}", ".{0,6}"), 0..8)) {
        let output: Vec<_> = output.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        reported(&commands_of(&[values_reported("g", "10:00:00", &output)]), CABINET, now());
    }
}
