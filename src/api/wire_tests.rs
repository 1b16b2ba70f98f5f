//! Tests of lenient reading: which forms are accepted for which type.

use serde_json::Value;

use super::*;

fn object(text: &str) -> Object<'_> {
    Object::parse(text).unwrap()
}

fn found(error: DecodeError) -> String {
    error.to_string()
}

#[test]
fn the_exact_name_wins_over_one_in_another_case() {
    let mut both = object(r#"{"id":1,"ID":2,"Id":3}"#);
    assert_eq!(both.optional_integer::<u64>("Id"), Ok(Some(3)));
    assert_eq!(both.unknown_fields().unwrap().len(), 2);
}

#[test]
fn what_was_taken_is_gone_and_what_was_not_claimed_stays() {
    let mut fields = object(r#"{"A":"1","B":[1],"c":null}"#);
    assert_eq!(fields.take_known("a", |text| Some(text.to_owned())).as_deref(), Some("1"));
    assert_eq!(fields.take_known("b", |text| Some(text.to_owned())), None);
    assert_eq!(fields.take_known("C", |text| Some(text.to_owned())), None);
    assert!(fields.has("b") && !fields.has("a"));
    assert_eq!(Value::Object(fields.unknown_fields().unwrap()).to_string(), r#"{"B":[1]}"#);
}

#[test]
fn numbers_and_truth_values_are_texts_too() {
    let mut fields = object(r#"{"a":18446744073709551615,"b":-0.5,"c":true,"d":"x","e":null,"f":{}}"#);
    let mut text = |name| fields.optional_text(name);
    assert_eq!(text("a"), Ok(Some("18446744073709551615".into())));
    assert_eq!(text("b"), Ok(Some("-0.5".into())));
    assert_eq!(text("c"), Ok(Some("true".into())));
    assert_eq!(text("d"), Ok(Some("x".into())));
    assert_eq!((text("e"), text("nowhere")), (Ok(None), Ok(None)));
    assert_eq!(text("f").map_err(found), Err("answer.f: expected a text, found {}".into()));
    assert_eq!(fields.text("e").map_err(found), Err("answer.e: expected a text, found nothing".into()));
}

#[test]
fn texts_are_numbers_and_truth_values_too() {
    let mut fields = object(r#"{"a":" 7 ","b":300,"c":"TRUE","d":0,"e":2,"f":"yes","g":-1}"#);
    assert_eq!(fields.optional_integer::<u8>("a"), Ok(Some(7)));
    assert_eq!(
        fields.optional_integer::<u8>("b").map_err(found),
        Err("answer.b: expected a whole number, found 300".into())
    );
    assert_eq!(
        fields.optional_integer::<u64>("g").map_err(found),
        Err("answer.g: expected a whole number, found -1".into())
    );
    assert_eq!((fields.optional_bool("c"), fields.optional_bool("d")), (Ok(Some(true)), Ok(Some(false))));
    assert_eq!(fields.optional_bool("e").map_err(found), Err("answer.e: expected true or false, found 2".into()));
    assert_eq!(fields.optional_bool("f").map_err(found), Err("answer.f: expected true or false, found \"yes\"".into()));
}

#[test]
fn an_error_names_the_place_and_shortens_what_stood_there() {
    let mut fields = object(r#"{"List":["a",["b"]],"Objects":[{},7],"Pairs":[{"Value":"no key"}]}"#);
    assert_eq!(fields.texts("list").map_err(found), Err("answer.list.1: expected a text, found [\"b\"]".into()));
    assert_eq!(
        fields.objects("Objects").map(|objects| objects.len()).map_err(found),
        Err("answer.Objects.1: expected an object, found a number".into())
    );
    assert_eq!(fields.pairs("Pairs").map_err(found), Err("answer.Pairs.0.Key: expected a text, found nothing".into()));
    let long = DecodeError::new("x", "y", "ä".repeat(100));
    assert_eq!(long.found, "ä".repeat(80) + "…");
    assert_eq!(DecodeError::new("x", "y", "ä".repeat(80)).found, "ä".repeat(80));
}

#[test]
fn an_object_gives_its_values_as_they_stand() {
    let mut raw =
        object("\u{feff}{ \"list\" : [ 1.0 , {\"b\":1,\"a\":2} ], \"Te\\u0078t\":\"\\u00fc\", \"none\":null }");
    let entries: Vec<_> = raw.entries().collect();
    assert_eq!(entries, [("list", "[ 1.0 , {\"b\":1,\"a\":2} ]"), ("Text", "\"\\u00fc\""), ("none", "null")]);
    let list: Vec<_> = raw.list("List").unwrap().iter().map(|item| item.get().to_owned()).collect();
    assert_eq!(list, ["1.0", "{\"b\":1,\"a\":2}"]);
    assert_eq!(
        raw.clone().list("text").map(|_| ()).map_err(found),
        Err("answer.text: expected a list, found \"\\u00fc\"".into())
    );
    assert_eq!(raw.optional_text("text"), Ok(Some("ü".into())));
    assert!(raw.list("none").unwrap().is_empty() && raw.list("nowhere").unwrap().is_empty());
    assert_eq!(Object::parse("[]").map(|_| ()).map_err(|error| error.expected), Err("an object"));
}

#[test]
fn of_two_of_one_name_the_last_counts() {
    let mut twice = object(r#"{"A":"1","A":"2"}"#);
    assert_eq!(twice.optional_text("A"), Ok(Some("2".into())));
    assert!(twice.unknown_fields().unwrap().is_empty());
    let mut twice = object(r#"{"A":"1","A":"2","Dictionary":{"b":1,"a":2,"b":3}}"#);
    assert_eq!(twice.take_known("a", |text| Some(text.to_owned())).as_deref(), Some("2"));
    assert!(!twice.has("A"));
    let pair = |key: &str, value: &str| Pair { key: key.into(), value: value.into() };
    assert_eq!(twice.pairs("dictionary").unwrap(), [pair("a", "2"), pair("b", "3")]);
}

#[test]
fn a_value_becomes_an_object_as_well_as_a_text_does() {
    let value =
        serde_json::json!({ "List": [{ "Key": "a", "Value": 1 }], "Inner": { "Number": 7, "Texts": ["x", true] } });
    let mut fields = Object::new(value, "value").unwrap();
    assert_eq!(fields.pairs("list").unwrap(), [Pair { key: "a".into(), value: "1".into() }]);
    let mut inner = fields.object("Inner").unwrap().unwrap();
    assert_eq!(
        (inner.optional_integer::<u8>("number"), inner.texts("texts")),
        (Ok(Some(7)), Ok(vec!["x".into(), "true".into()]))
    );
    assert_eq!(
        Object::new(Value::Null, "value").map(|_| ()).map_err(found),
        Err("value: expected an object, found null".into())
    );
}

#[test]
fn what_is_nested_too_deep_is_told_where_somebody_wants_it() {
    let deep = format!("{{\"A\":{}{}}}", "[".repeat(200), "]".repeat(200));
    assert_eq!(object(&deep).unknown_fields().map_err(|error| error.at), Err("answer.A".into()));
}
