//! Tests of the calls about aliases: requests and responses.

use super::*;
use crate::{
    call::Reply,
    examples::{example, idempotent_calls, read_calls, request_body, response, unsafe_calls, variants},
};

fn name(name: &str) -> AliasName {
    AliasName::parse(name).unwrap()
}

fn documented() -> Alias {
    Alias { id: Some(Id(1)), name: "MyAliasName".into(), devices: vec!["MyDeviceName1".into()], region: "US".into() }
}

fn draft() -> AliasDraft {
    AliasDraft { name: name("Room 1"), devices: vec![DeviceName::parse("Scanner, red").unwrap()], region: "EU".into() }
}

#[test]
fn the_documented_alias_is_read_in_any_case() {
    let text = example("alias");
    for text in [text, &variants(text)[0], &variants(text)[1]] {
        assert_eq!(response(&GetAlias(name("x")), text).unwrap(), documented(), "{text}");
        assert_eq!(response(&ListAliases, &format!("[{text}]")).unwrap(), [documented()], "{text}");
    }
}

#[test]
fn aliases_are_read() {
    assert_eq!(request_body(&ListAliases), read_calls("aliases"));
    assert_eq!(request_body(&GetAlias(name("Room 1"))), read_calls("aliases/Room%201"));
    assert_eq!(request_body(&ListAliasNames), read_calls("aliases/property/names"));
    assert_eq!(response(&ListAliasNames, r#"["Room 1", 2]"#).unwrap(), ["Room 1", "2"]);
}

#[test]
fn aliases_are_created_modified_and_deleted() {
    let body = r#"{"Devices":["Scanner, red"],"Name":"Room 1","Region":"EU"}"#;
    assert_eq!(request_body(&CreateAlias(draft())), unsafe_calls(Method::Post, "aliases", body));
    assert_eq!(CreateAlias(draft()).decode(&Reply::new(201, example("alias"))).unwrap(), documented());

    let modify = ModifyAlias { name: name("Old"), alias: AliasDraft { devices: vec![], ..draft() } };
    assert_eq!(
        request_body(&modify),
        idempotent_calls(Method::Put, "aliases/Old", r#"{"Devices":[],"Name":"Room 1","Region":"EU"}"#)
    );
    assert_eq!(response(&modify, example("alias")).unwrap(), documented());

    assert_eq!(request_body(&DeleteAlias(name("Old"))), unsafe_calls(Method::Delete, "aliases/Old", ""));
    assert_eq!(DeleteAlias(name("Old")).decode(&Reply::new(204, "")), Ok(()));
}
