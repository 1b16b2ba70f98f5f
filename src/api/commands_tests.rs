//! Tests of commands: requests, and the response that all share.

use super::*;
use crate::{
    call::Reply,
    error::{ApiError, CallOutcome, Cause},
    examples::{example, request, request_body, response, unsafe_calls, variants},
};

fn cabinet() -> DeviceName {
    DeviceName::parse("Cabinet 7, east.").unwrap()
}

fn lockdown(hours: i64) -> Lockdown {
    Lockdown { device: cabinet(), hours: LockdownHours::new(hours).unwrap() }
}

fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.into(), value: value.into() }
}

#[test]
fn hours_are_whole_and_from_0_to_168() {
    assert_eq!(LockdownHours::parse(" 4 ").map(LockdownHours::get), Ok(4));
    assert_eq!(LockdownHours::parse("0").map(LockdownHours::get), Ok(0));
    assert_eq!(LockdownHours::parse("168").map(LockdownHours::get), Ok(168));
    assert_eq!(LockdownHours::parse("-1"), Err(HoursError::Range(-1)));
    assert_eq!(LockdownHours::parse("169"), Err(HoursError::Range(169)));
    assert_eq!(LockdownHours::parse("260"), Err(HoursError::Range(260)));
    assert_eq!(LockdownHours::parse("1.5"), Err(HoursError::NotWhole("1.5".into())));
    assert_eq!(LockdownHours::parse(""), Err(HoursError::Empty));
    assert_eq!(LockdownHours::parse("four"), Err(HoursError::NotWhole("four".into())));
    assert_eq!(LockdownHours::new(i64::MIN), Err(HoursError::Range(i64::MIN)));
}

#[test]
fn a_token_is_a_guid_or_a_pass_and_never_shown() {
    let guid = AccessToken::parse("6BD4B8FB-d964-4d00-ae0a-e3943d58e004").unwrap();
    assert_eq!(guid.reveal(), "6bd4b8fb-d964-4d00-ae0a-e3943d58e004");
    assert_eq!(AccessToken::parse("00a1b2c3d4").unwrap().reveal(), "00A1B2C3D4");
    assert_eq!(format!("{guid:?}"), "AccessToken(••••e004)");
    for text in ["", "123456", "not a token", "6bd4b8fb-d964-4d00-ae0a"] {
        assert_eq!(AccessToken::parse(text), Err(TokenError), "{text}");
    }
}

#[test]
fn a_lockdown_sends_its_hours() {
    let path = "devices/Cabinet%207%2C%20east./lockdown";
    assert_eq!(request_body(&lockdown(1)), unsafe_calls(Method::Post, path, &request("lockdown-request")));
    assert_eq!(request_body(&lockdown(0)), unsafe_calls(Method::Post, path, r#"{"Hours":0}"#));
    assert_eq!(request_body(&lockdown(168)), unsafe_calls(Method::Post, path, r#"{"Hours":168}"#));
}

#[test]
fn an_unlock_sends_its_token() {
    let token = Guid::parse("6bd4b8fb-d964-4d00-ae0a-e3943d58e004").unwrap().into();
    let body = r#"{"AccessToken":"6bd4b8fb-d964-4d00-ae0a-e3943d58e004"}"#;
    assert_eq!(
        request_body(&UnlockDoor { device: cabinet(), token }),
        unsafe_calls(Method::Post, "devices/Cabinet%207%2C%20east./unlockdoor", body)
    );
}

#[test]
fn a_restart_and_a_scan_send_nothing_and_are_not_repeated() {
    assert_eq!(
        request_body(&Restart(cabinet())),
        unsafe_calls(Method::Post, "devices/Cabinet%207%2C%20east./reset", "")
    );
    assert_eq!(
        request_body(&GetTags(cabinet())),
        unsafe_calls(Method::Get, "devices/Cabinet%207%2C%20east./epclist", "")
    );
}

#[test]
fn configuration_values_are_sent_as_texts() {
    let values = ["objecteventscantime", "sensorreadingeventinterval", "heartbeateventinterval"];
    let set = SetConfigurationValues { device: cabinet(), values: values.map(|key| pair(key, "60")).into() };
    let body = request("set-configuration-values-request");
    assert_eq!(request_body(&set), unsafe_calls(Method::Post, "devices/Cabinet%207%2C%20east./configuration", &body));
    assert!(response(&set, example("lockdown-response")).is_ok());
}

#[test]
fn the_documented_answers_are_read_in_any_case() {
    let text = example("lockdown-response");
    let expected = CommandResponse {
        command_id: CommandId::new("6bd4b8fb-d964-4d00-ae0a-e3943d58e004"),
        status: CommandStatus::Completed,
        exceptions: vec![],
        output: vec![],
    };
    for text in [text, &variants(text)[0], &variants(text)[1]] {
        assert_eq!(response(&lockdown(1), text).unwrap(), expected, "{text}");
    }
    let general = response(&lockdown(1), example("command-response")).unwrap();
    assert_eq!(general, CommandResponse { output: vec![pair("...", "...")], ..expected });

    let queued = response(&GetTags(cabinet()), example("get-tags-response")).unwrap();
    assert_eq!(queued.command_id.as_str(), "6f05b39a-a7a8-4bff-b694-00117af4a6d4");
    assert_eq!(queued.status, CommandStatus::Queued);
}

#[test]
fn a_status_is_read_in_any_case_and_an_unknown_one_is_kept() {
    let status = |word: &str| {
        let text = format!(r#"{{"CommandId":"a","Status":{word}}}"#);
        response(&Restart(cabinet()), &text).unwrap().status
    };
    assert_eq!(status(r#""COMPLETED""#), CommandStatus::Completed);
    assert_eq!(status(r#""queued""#), CommandStatus::Queued);
    assert_eq!(status(r#""Delivered""#), CommandStatus::Other("Delivered".into()));
    assert_eq!(status("null"), CommandStatus::Other(String::new()));
    assert_eq!(status("2"), CommandStatus::Other("2".into()));
}

#[test]
fn exceptions_are_pairs_in_a_list_or_in_a_dictionary() {
    let exception = example("command-timed-out-exception");
    let list = format!(r#"{{"CommandId":"a","Status":"Completed","ExceptionList":[{exception}]}}"#);
    let value = "Command timed out after 1440 minutes. Queued Time = 3/8/2021 11:54:01 PM";
    assert_eq!(response(&Restart(cabinet()), &list).unwrap().exceptions, [pair("CommandTimedOut", value)]);
    let dictionary = r#"{"CommandId":"a","ExceptionList":{"DoorJammed":null}}"#;
    assert_eq!(response(&Restart(cabinet()), dictionary).unwrap().exceptions, [pair("DoorJammed", "")]);
}

#[test]
fn an_answer_that_cannot_be_read_may_have_taken_effect() {
    let whole = example("lockdown-response").trim_end();
    for length in 0..whole.len() {
        let error = response(&lockdown(4), &whole[..length]).unwrap_err();
        assert!(matches!(error.cause, Cause::Unreadable(_)), "{length}");
        assert_eq!(error.outcome, CallOutcome::Unknown, "{length}");
    }
    for body in ["<html>", "{}", "[]", r#"{"CommandId":null}"#, r#"{"CommandId":"a","ExceptionList":"none"}"#] {
        assert_eq!(response(&lockdown(4), body).map_err(|error| error.outcome), Err(CallOutcome::Unknown), "{body}");
    }
    let bytes = Reply::new(200, [0xff, 0xfe, 0x00]);
    assert_eq!(lockdown(4).decode(&bytes).map_err(|error| error.outcome), Err(CallOutcome::Unknown));
}

#[test]
fn a_refusal_did_nothing_and_a_failure_of_the_server_may_have() {
    let outcome = |status| lockdown(4).decode(&Reply::new(status, "")).map_err(|error: ApiError| error.outcome);
    for status in [400, 401, 403, 404, 405, 409, 422, 429] {
        assert_eq!(outcome(status), Err(CallOutcome::Failed), "{status}");
    }
    for status in [301, 304, 408, 500, 502, 503, 504] {
        assert_eq!(outcome(status), Err(CallOutcome::Unknown), "{status}");
    }
}
