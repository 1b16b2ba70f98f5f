//! What is sent for aliases, and what is read.

use super::*;
use crate::{
    call::Reply,
    examples::{acts, answer, example, other_cases, reads, repeats, sent},
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
    for text in [text, &other_cases(text)[0], &other_cases(text)[1]] {
        assert_eq!(answer(&GetAlias(name("x")), text).unwrap(), documented(), "{text}");
        assert_eq!(answer(&ListAliases, &format!("[{text}]")).unwrap(), [documented()], "{text}");
    }
}

#[test]
fn aliases_are_read() {
    assert_eq!(sent(&ListAliases), reads("aliases"));
    assert_eq!(sent(&GetAlias(name("Room 1"))), reads("aliases/Room%201"));
    assert_eq!(sent(&ListAliasNames), reads("aliases/property/names"));
    assert_eq!(answer(&ListAliasNames, r#"["Room 1", 2]"#).unwrap(), ["Room 1", "2"]);
}

#[test]
fn aliases_are_created_modified_and_deleted() {
    let body = r#"{"Devices":["Scanner, red"],"Name":"Room 1","Region":"EU"}"#;
    assert_eq!(sent(&CreateAlias(draft())), acts(Method::Post, "aliases", body));
    assert_eq!(CreateAlias(draft()).decode(&Reply::new(201, example("alias"))).unwrap(), documented());

    let modify = ModifyAlias { name: name("Old"), alias: AliasDraft { devices: vec![], ..draft() } };
    assert_eq!(sent(&modify), repeats(Method::Put, "aliases/Old", r#"{"Devices":[],"Name":"Room 1","Region":"EU"}"#));
    assert_eq!(answer(&modify, example("alias")).unwrap(), documented());

    assert_eq!(sent(&DeleteAlias(name("Old"))), acts(Method::Delete, "aliases/Old", ""));
    assert_eq!(DeleteAlias(name("Old")).decode(&Reply::new(204, "")), Ok(()));
}
