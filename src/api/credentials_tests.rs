//! Tests of the calls about credentials: requests, responses, and secrets that must not be shown.

use super::*;
use crate::{
    call::Reply,
    commands::CommandStatus,
    examples::{example, idempotent_calls, read_calls, request, request_body, response, unsafe_calls},
};

const PATH: &str = "devices/Cabinet%207/credentials";

fn cabinet() -> DeviceName {
    DeviceName::parse("Cabinet 7").unwrap()
}

fn passes() -> Credentials {
    Credentials::Basic(vec![Pass::parse("00a1b2c3d4").unwrap()])
}

fn users() -> Vec<(String, String)> {
    vec![("User1".into(), "1234".into()), ("User2".into(), "5678".into())]
}

#[test]
fn a_pass_has_10_to_40_hexadecimal_digits_in_upper_case() {
    assert_eq!(Pass::parse(" 00a1b2c3d4 ").unwrap().reveal(), "00A1B2C3D4");
    assert_eq!(Pass::parse(&"f".repeat(40)).unwrap().reveal(), "F".repeat(40));
    assert_eq!(Pass::parse("123456"), Err(PassError::Length(6)));
    assert_eq!(Pass::parse("123456789"), Err(PassError::Length(9)));
    assert_eq!(Pass::parse(&"A".repeat(41)), Err(PassError::Length(41)));
    assert_eq!(Pass::parse(""), Err(PassError::Length(0)));
    assert_eq!(Pass::parse("12345G7890"), Err(PassError::Digit('G')));
    assert_eq!(Pass::parse("12345 67890"), Err(PassError::Digit(' ')));
}

#[test]
fn no_debug_form_shows_a_secret() {
    assert_eq!(format!("{:?}", Pass::parse("00A1B2C3D4").unwrap()), "Pass(••••C3D4)");
    let add = AddCredentials { device: cabinet(), credentials: Credentials::User(users()) };
    let replace = ReplaceCredentials { device: cabinet(), credentials: Credentials::Pin(users()) };
    let remove = RemoveCredentials {
        device: cabinet(),
        kind: CredentialType::Basic,
        names: vec!["00A1B2C3D4".into()],
        by_patch: false,
    };
    let shown = format!("{add:?} {replace:?} {remove:?} {:?} {:?}", add.call(), remove.call());
    for secret in ["1234", "5678", "00A1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn the_stored_list_is_read() {
    for (kind, segment) in
        [(CredentialType::Basic, "basic"), (CredentialType::User, "user"), (CredentialType::Pin, "pin")]
    {
        assert_eq!(
            request_body(&ListCredentials { device: cabinet(), kind }),
            read_calls(&format!("{PATH}/{segment}"))
        );
    }
    let list = ListCredentials { device: cabinet(), kind: CredentialType::Basic };
    let documented = response(&list, example("credentials-basic")).unwrap();
    assert_eq!(documented, ["MYBASICCREDENTIALS1_VALUE", "MYBASICCREDENTIALS2_VALUE"]);
    assert_eq!(response(&list, "[]").unwrap(), [""; 0]);
}

#[test]
fn passes_are_appended_and_answered_as_a_list() {
    let add = AddCredentials { device: cabinet(), credentials: passes() };
    assert_eq!(request_body(&add), unsafe_calls(Method::Post, &format!("{PATH}/basic"), r#"["00A1B2C3D4"]"#));
    let answered = add.decode(&Reply::new(201, example("credentials-basic"))).unwrap();
    assert_eq!(answered, ["MYBASICCREDENTIALS1_VALUE", "MYBASICCREDENTIALS2_VALUE"]);
}

#[test]
fn users_and_pins_carry_a_secret_for_each_name_and_are_answered_by_their_names() {
    let body = request("credentials-user-request");
    assert_eq!(body, r#"{"User1":"1234","User2":"5678"}"#);
    let add = AddCredentials { device: cabinet(), credentials: Credentials::User(users()) };
    assert_eq!(request_body(&add), unsafe_calls(Method::Post, &format!("{PATH}/user"), &body));
    for text in [r#"["User1","User2"]"#, example("credentials-user-request")] {
        assert_eq!(response(&add, text).unwrap(), ["User1", "User2"]);
    }
    let replace = ReplaceCredentials { device: cabinet(), credentials: Credentials::Pin(users()) };
    assert_eq!(request_body(&replace), idempotent_calls(Method::Put, &format!("{PATH}/pin"), &body));
}

#[test]
fn an_empty_list_clears() {
    let clear = ReplaceCredentials { device: cabinet(), credentials: Credentials::Basic(vec![]) };
    assert_eq!(request_body(&clear), idempotent_calls(Method::Put, &format!("{PATH}/basic"), "[]"));
    assert_eq!(response(&clear, "[]").unwrap(), [""; 0]);
}

#[test]
fn removing_answers_nothing_or_what_remains() {
    let remove = |by_patch| RemoveCredentials {
        device: cabinet(),
        kind: CredentialType::Basic,
        names: vec!["00A1B2C3D4".into(), "old one".into()],
        by_patch,
    };
    let body = r#"["00A1B2C3D4","old one"]"#;
    assert_eq!(request_body(&remove(false)), unsafe_calls(Method::Delete, &format!("{PATH}/basic"), body));
    assert_eq!(request_body(&remove(true)), unsafe_calls(Method::Patch, &format!("{PATH}/basic"), body));
    for nothing in ["", "null", "[]"] {
        assert_eq!(remove(false).decode(&Reply::new(204, nothing)).unwrap(), [""; 0]);
    }
    assert_eq!(response(&remove(false), r#"["ABCDEF0123"]"#).unwrap(), ["ABCDEF0123"]);
}

#[test]
fn an_unreadable_answer_does_not_quote_a_pass() {
    let list = ListCredentials { device: cabinet(), kind: CredentialType::Basic };
    for text in [r#""00A1B2C3D4""#, r#"[["00A1B2C3D4"]]"#, r#"["00A1B2C3D4""#, r#"["00A1B2C3D4"#, "00A1B2C3D4"] {
        let error = response(&list, text).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("00A1"), "{error:?}");
    }
}

#[test]
fn a_sync_is_a_command() {
    assert_eq!(request_body(&SyncCredentials(cabinet())), unsafe_calls(Method::Post, &format!("{PATH}/sync"), ""));
    let response = response(&SyncCredentials(cabinet()), example("lockdown-response")).unwrap();
    assert_eq!(response.status, CommandStatus::Completed);
}

#[test]
fn the_last_sync_is_a_bare_date_or_none() {
    let last = LastCredentialsSync(cabinet());
    assert_eq!(request_body(&last), read_calls(&format!("{PATH}/sync")));
    let documented = response(&last, example("last-credentials-sync")).unwrap();
    assert_eq!(documented, Some("2018-05-16T02:32:00Z".parse().unwrap()));
    for never in ["null", "", "\u{feff}null", r#""0001-01-01T00:00:00""#] {
        assert_eq!(response(&last, never).unwrap(), None, "{never}");
    }
    for bad in [r#""yesterday""#, "17", "{}", "2018-05-16T01:16:00Z"] {
        assert!(response(&last, bad).is_err(), "{bad}");
    }
}
