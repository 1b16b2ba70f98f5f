//! Tests of the matching of events with clicks whose response was lost.

use super::*;
use crate::commands::local_commands::ClickResult;
use crate::test_events::{at, click, guid, response};
use jetstream_api::{commands::CommandStatus, events::Body};

fn queued(command: &str, uri: Option<&str>, parameters: &[(&str, &str)]) -> Queued {
    let event = crate::test_events::queued("c1", command, "Cabinet 7", "maria", parameters, "10:00:00");
    let Body::CommandQueued(mut body) = event.body.clone() else { panic!("{}", event.raw) };
    body.uri = uri.map(str::to_owned);
    Queued::of(&event, &body)
}

#[test]
fn parameters_are_compared_by_meaning() {
    let lockdown = click(1, "Cabinet 7", Command::Lockdown, &[("Hours", "4")], "10:00:00");
    for (echo, same) in
        [(("Hours", "4"), true), (("hours", " 4.0 "), true), (("Hours", "5"), false), (("Minutes", "4"), false)]
    {
        assert_eq!(same_call(&lockdown, &queued("Lockdown", None, &[echo])), same, "{echo:?}");
    }
    assert!(!same_call(&lockdown, &queued("Lockdown", None, &[])));
    assert!(!same_call(&lockdown, &queued("UnlockDoor", None, &[("Hours", "4")])));
}

#[test]
fn an_unlock_is_recognised_by_its_token_under_any_name() {
    let token = "6bd4b8fb-d964-4d00-ae0a-e3943d58e004";
    let unlock = click(1, "Cabinet 7", Command::UnlockDoor, &[("AccessToken", token)], "10:00:00");
    assert!(same_call(&unlock, &queued("UnlockDoor", None, &[("Token", &token.to_uppercase())])));
    assert!(!same_call(
        &unlock,
        &queued("UnlockDoor", None, &[("AccessToken", "6bd4b8fb-d964-4d00-ae0a-e3943d58e005")])
    ));
}

#[test]
fn configuration_values_must_be_the_same_ones_in_any_order() {
    let values = [("dooropentimelimit", "300"), ("heartbeateventinterval", "60")];
    let set = click(1, "Cabinet 7", Command::SetConfigurationValues, &values, "10:00:00");
    let same = |echo: &[(&str, &str)]| {
        same_call(&set, &queued("SetConfigValuesCommand", Some("/3/Devices/Cabinet 7/configuration"), echo))
    };
    assert!(same(&[("HeartbeatEventInterval", "60"), ("DoorOpenTimeLimit", "300")]));
    assert!(!same(&[("HeartbeatEventInterval", "60")]));
    assert!(!same(&[("HeartbeatEventInterval", "60"), ("DoorOpenTimeLimit", "300"), ("fieldofview", "1")]));
}

#[test]
fn the_path_tells_two_commands_of_one_name_apart() {
    let sync = click(1, "Cabinet 7", Command::SetPolicyParameters, &[], "10:00:00");
    let same = |uri| same_call(&sync, &queued("SetConfigValuesCommand", uri, &[("aggregateeventscancount", "4")]));
    assert!(same(Some("/2/Devices/Cabinet 7/policy/sync")));
    assert!(same(None), "nothing says that it is the other one");
    assert!(!same(Some("/3/Devices/Cabinet 7/configuration")));
}

#[test]
fn either_documented_name_of_a_sync_is_taken() {
    let sync = click(1, "Cabinet 7", Command::SyncCredentials, &[], "10:00:00");
    assert!(same_call(&sync, &queued("SyncCredentials", None, &[])));
    assert!(same_call(&sync, &queued("updatepasses", None, &[("Passes", "3")])));
}

#[test]
fn the_window_runs_from_before_the_click_to_after_the_answer() {
    let click = click(1, "Cabinet 7", Command::Restart, &[], "10:00:00");
    let mut own = LocalCommands::new(guid(1));
    assert_eq!(window(&own, &click), (at("09:58:00"), at("10:03:30")), "no answer yet: 90 seconds are allowed for one");
    own.apply_answer(ClickResult::Unknown("the connection broke".into()), at("10:00:10"));
    assert_eq!(window(&own, &click), (at("09:58:00"), at("10:02:10")));
    own.apply_answer(response("c1", CommandStatus::Completed, &[]), at("10:00:20"));
    assert_eq!(window(&own, &click), (at("09:58:00"), at("10:02:20")));
}

#[test]
fn values_are_equal_by_meaning() {
    for (one, other) in [("4", "4"), ("23", "23.0"), ("Error", "error"), ("0", "False"), ("TRUE", "1")] {
        assert!(same_value(one, other), "{one} {other}");
    }
    for (one, other) in [("4", "5"), ("0", ""), ("1", "yes"), ("a", "b")] {
        assert!(!same_value(one, other), "{one} {other}");
    }
}
