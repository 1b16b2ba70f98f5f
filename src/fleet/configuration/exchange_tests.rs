//! Tests of the exporter and the importer of values.

use proptest::prelude::*;

use super::*;
use crate::configuration::samples::{any_values, values};

fn refusal(text: &str) -> String {
    import(text).unwrap_err().to_string()
}

#[test]
fn an_export_names_its_format_its_version_and_the_definition() {
    let text = export("TS092, Cabinet, v4", &values([("IP", "0.0.0.0")]));
    assert_eq!(
        text,
        "{\n  \"definition\": \"TS092, Cabinet, v4\",\n  \"format\": \"jetstream-configuration\",\n  \"values\": {\n    \
         \"ip\": \"0.0.0.0\"\n  },\n  \"version\": 1\n}"
    );
    assert_eq!(import(&text).unwrap().definition.as_deref(), Some("TS092, Cabinet, v4"));
}

#[test]
fn a_plain_json_object_is_taken_with_texts_numbers_and_truth_values() {
    let imported = import(r#"{ "Ping": 30, "UserBypass": false, "LogEntryLevel": "error", "DNS": null }"#).unwrap();
    assert_eq!(imported.definition, None);
    let expected = [("ping", "30"), ("userbypass", "false"), ("logentrylevel", "error"), ("dns", "")];
    assert_eq!(imported.values, values(expected));
}

#[test]
fn a_policy_of_the_api_is_taken_with_its_definition() {
    let policy =
        r#"{ "Id": 7, "Name": "Wards", "DeviceDefinition": "TS092, Cabinet, v4", "Parameters": { "ping": "30" } }"#;
    let imported = import(policy).unwrap();
    assert_eq!(imported.definition.as_deref(), Some("TS092, Cabinet, v4"));
    assert_eq!(imported.values, values([("ping", "30")]));
    let of_device = import(r#"{ "Name": "Wards", "parameters": [ { "Key": "Ping", "Value": "30" } ] }"#).unwrap();
    assert_eq!(of_device, Imported { definition: None, values: values([("ping", "30")]) });
}

#[test]
fn lines_are_taken_with_comments_empty_lines_and_spaces() {
    let text = "\u{feff}# of ward 3\r\n\r\n  DoorOpenTimeLimit = 300\r\nJetstreamWebsocketAppEndpoint=#\nLogFileLevel=\n\
                JetstreamDeviceUrl=https://host/?a=b";
    let expected = values([
        ("dooropentimelimit", "300"),
        ("jetstreamwebsocketappendpoint", "#"),
        ("logfilelevel", ""),
        ("jetstreamdeviceurl", "https://host/?a=b"),
    ]);
    assert_eq!(import(text).unwrap(), Imported { definition: None, values: expected });
}

#[test]
fn a_refusal_says_what_is_wrong_where_and_what_is_allowed() {
    assert_eq!(
        refusal("ping=30\nDoorOpenTimeLimit: 300"),
        "At line 2: \"DoorOpenTimeLimit: 300\" has no \"=\". Allowed is one name=value per line, and comments that start \
         with #."
    );
    for (text, start) in [
        ("", "At the text: there is nothing."),
        (" \n\t", "At the text: there is nothing."),
        ("# nothing\n", "At the text: there are only comments."),
        ("=5", "At line 1: there is no name before the \"=\"."),
        ("ip=1\n\nIP=2", "At line 3: IP was given before, in line 1."),
        ("Door Open=1", "At line 1: the name \"Door Open\" has spaces."),
        ("{\n \"ip\": \"1\",\n", "At the end: the JSON is cut off."),
        ("{ip=1}", "At line 1, column 2: this is not JSON."),
        ("[]", "At the text: there is a list, perhaps of several policies."),
        (r#"{"ip":["1"]}"#, "At ip: there is a list or an object."),
        (r#"{"ip":"1","IP":"2"}"#, "At ip: the name is given twice."),
        (r#"{"Parameters":{"ip":{}}}"#, "At policy.Parameters.ip: there is {}."),
        (r#"{"Parameters":{"ip":"1","IP":"2"}}"#, "At policy.Parameters.ip: the name is given twice."),
        (r#"{"values":{"ip":"1"}}"#, "At export.format: it is missing."),
        (r#"{"format":"x","version":1,"values":{}}"#, "At export.format: it is of another program."),
        (r#"{"format":"jetstream-configuration","values":{}}"#, "At export.version: it is missing."),
        (
            r#"{"format":"jetstream-configuration","version":2,"values":{}}"#,
            "At export.version: 2 cannot be read here. Allowed is version 1.",
        ),
    ] {
        let refusal = refusal(text);
        assert!(refusal.starts_with(start), "{text:?}: {refusal}");
    }
}

#[test]
fn a_long_line_is_shortened_in_the_refusal() {
    assert!(refusal(&"é".repeat(10_000)).len() < 250);
}

/// Texts that come near to what is taken, so that they are not refused at their first character.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
            proptest::sample::select(
                &[
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ":",
                    ",",
                    "=",
                    "#",
                    "\n",
                    "\r",
                    "\u{feff}",
                    "\"values\":",
                    "\"Parameters\":"
                ][..]
            )
            .prop_map(str::to_owned),
            proptest::sample::select(
                &["\"format\":\"jetstream-configuration\",", "\"version\":1,", "\"Key\"", "null", "1e9", "ip", "\\u00"]
                    [..]
            )
            .prop_map(str::to_owned),
            ".{0,4}",
        ];
    (any::<bool>(), proptest::collection::vec(piece, 0..24))
        .prop_map(|(brace, pieces)| format!("{}{}", if brace { "{" } else { "" }, pieces.concat()))
}

fn is_a_message(text: &str) -> bool {
    import(text).map_or_else(|error| !error.to_string().is_empty(), |_| true)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_import_of_any_export_gives_the_same(definition in ".{0,20}", values in any_values()) {
        let imported = import(&export(&definition, &values)).unwrap();
        prop_assert_eq!(imported.definition.unwrap_or_default(), definition);
        prop_assert_eq!(imported.values, values);
    }

    #[test]
    fn any_parameters_and_any_values_survive_an_export(
        entries in proptest::collection::btree_map("(?s).{0,6}", "(?s).{0,9}", 0..6)
    ) {
        let values: Values = entries.into_iter().collect();
        prop_assert_eq!(import(&export("", &values)).unwrap().values, values);
    }

    #[test]
    fn pasted_lines_give_the_same_values(
        entries in proptest::collection::btree_map("[a-zA-Z0-9_.]{1,12}", "[!-~]([ -~é]{0,12}[!-~])?|", 1..8)
    ) {
        let values: Values = entries.into_iter().collect();
        prop_assert_eq!(import(&lines(&values)).unwrap().values, values);
    }

    #[test]
    fn random_bytes_give_a_message_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(is_a_message(&String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn random_text_gives_a_message_and_never_a_panic(text in "(?s).*") {
        prop_assert!(is_a_message(&text));
    }

    #[test]
    fn what_is_nearly_right_gives_a_message_and_never_a_panic(text in nearly()) {
        prop_assert!(is_a_message(&text));
    }
}

#[test]
fn a_text_of_a_hundred_thousand_brackets_gives_a_message() {
    assert!(refusal(&"[".repeat(100_000)).starts_with("At line 1"));
    assert!(refusal(&r#"{"a":"#.repeat(100_000)).starts_with("At line 1"));
}
