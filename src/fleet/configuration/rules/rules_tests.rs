//! Tests of rules: their results for values, and which texts are rules.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::configuration::samples::values;

const CABINETS: &str = "TS092, Cabinet, v4";
const FREEZERS: &str = "TS034, Freezer, US, v4";

fn rule(text: &str) -> Rule {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(text: &str) -> RuleParseError {
    text.parse::<Rule>().err().unwrap_or_else(|| panic!("{text} is taken"))
}

fn keeps(text: &str, value: &str) -> bool {
    rule(text).is_kept_by(value)
}

#[test]
fn numbers_are_compared_as_numbers_and_not_as_texts() {
    assert!(keeps("DoorOpenTimeLimit <= 300 everywhere", "60"));
    assert!(keeps("DoorOpenTimeLimit <= 300 everywhere", "300"));
    assert!(!keeps("DoorOpenTimeLimit <= 300 everywhere", "1000"));
    assert!(!keeps("DoorOpenTimeLimit < 300 everywhere", "300"));
    assert!(keeps("ObjectEventHour > -1 everywhere", "0"));
    assert!(!keeps("ObjectEventHour > -1 everywhere", "-1"));
    assert!(keeps("BatteryThreshold >= 22.5 everywhere", "23"));
    assert!(!keeps("BatteryThreshold >= 22.5 everywhere", "22.49"));
    assert!(keeps("BatteryThreshold = 23 everywhere", "23.0"));
    assert!(keeps("DoorOpenTimeLimit <= 9223372036854775808 everywhere", "300"));
}

#[test]
fn switches_and_words_are_compared_by_meaning() {
    assert!(keeps("UserBypass = 0 everywhere", "False"));
    assert!(!keeps("UserBypass = 0 everywhere", "true"));
    assert!(keeps("UserBypass != true everywhere", "0"));
    assert!(keeps("LogEntryLevel != off everywhere", "error"));
    assert!(!keeps("LogEntryLevel != off everywhere", "Off"));
    assert!(!keeps("IP = 0.0.0.0 everywhere", "10.0.0.1"));
}

#[test]
fn a_parameter_that_nobody_knows_is_compared_as_what_it_looks_like() {
    assert!(keeps("Frobnication <= 10 everywhere", "9"));
    assert!(!keeps("Frobnication <= 10 everywhere", "11"));
    assert!(keeps("Frobnication = 0 everywhere", "false"));
    assert!(keeps("Frobnication = 7 everywhere", "7.0"));
    assert!(!keeps("Frobnication = lots everywhere", "few"));
    assert_eq!(refused("Frobnication < lots everywhere").part, Part::Value);
}

#[test]
fn what_is_no_number_keeps_no_rule_about_numbers() {
    for operator in ["<", "<=", ">", ">="] {
        assert!(!keeps(&format!("DoorOpenTimeLimit {operator} 300 everywhere"), "soon"));
    }
    assert!(!keeps("DoorOpenTimeLimit = 300 everywhere", ""));
    assert!(keeps("DoorOpenTimeLimit != 300 everywhere", "soon"));
}

#[test]
fn a_rule_says_nothing_of_devices_that_it_is_not_for_and_of_values_that_are_not_known() {
    let long = values([("dooropentimelimit", "600")]);
    let freezer = Subject::new(FREEZERS).device("Freezer 2").policy("Cold");
    let cabinet = Subject::new(CABINETS).device("Cabinet 7").policy(None);
    for (scope, of_freezer, of_cabinet) in [
        ("everywhere", Some(false), Some(false)),
        ("on freezers", Some(false), None),
        ("on ultra-low freezers", None, None),
        ("on RFID enclosures", Some(false), None),
        ("on RFID cabinets", None, None),
        ("on security cabinets", None, Some(false)),
        ("on definition \"TS034, freezer, US, v4\"", Some(false), None),
        ("on policy \"COLD\"", Some(false), None),
        ("on device \"cabinet 7\"", None, Some(false)),
        ("on device \"\\\"\"", None, None),
    ] {
        let rule = rule(&format!("DoorOpenTimeLimit <= 300 {scope}"));
        assert_eq!(rule.holds(&freezer, &long), of_freezer, "{scope}");
        assert_eq!(rule.holds(&cabinet, &long), of_cabinet, "{scope}");
        assert_eq!(rule.holds(&freezer, &Values::default()), None, "{scope}");
    }
}

#[test]
fn models_tell_sorts_apart_and_where_the_model_is_new_its_name_does() {
    let sorts = |definition: &str| -> Vec<_> {
        let subject = Subject::new(definition);
        DeviceClass::ALL
            .into_iter()
            .filter(|sort| Scope::Sort(*sort).matches(&subject))
            .map(DeviceClass::as_str)
            .collect()
    };
    assert_eq!(sorts("TS092, Cabinet, v4"), ["security cabinets"]);
    assert_eq!(sorts("TS032, Cabinet, US, UHF"), ["RFID enclosures", "RFID cabinets"]);
    assert_eq!(sorts("TS074e, Fridge"), ["RFID enclosures", "fridges"]);
    assert_eq!(sorts("TS047, Freezer"), ["RFID enclosures", "freezers"]);
    assert_eq!(sorts("TS088"), ["RFID enclosures", "freezers", "ultra-low freezers"]);
    assert_eq!(sorts("TS083"), ["countertop cabinets"]);
    assert_eq!(sorts("TS090"), ["read points"]);
    assert_eq!(sorts("TS082"), ["surface read points"]);
    assert_eq!(sorts("TS080"), ["mobile cases"]);
    assert_eq!(sorts("TS999, Freezer, v5"), ["freezers"]);
    assert_eq!(sorts("My own"), [""; 0]);
}

#[test]
fn the_same_rule_may_be_written_in_many_ways() {
    let plain = "DoorOpenTimeLimit <= 300 on security cabinets";
    for written in [
        "dooropentimelimit<=300 on security cabinets",
        "  DOOROPENTIMELIMIT  <=  300  ON  Security Cabinets ",
        "\"DoorOpenTimeLimit\"<=\"300\"security cabinets",
    ] {
        assert_eq!(rule(written), rule(plain), "{written}");
        assert_eq!(rule(written).to_string(), plain);
    }
    let named = rule("UserBypass = 0 on device Ward 3, east.");
    assert_eq!(named.to_string(), "UserBypass = 0 on device \"Ward 3, east.\"");
    assert_eq!(named, rule(&named.to_string()));
    assert_eq!(rule("UserBypass=0 Everywhere").to_string(), "UserBypass = 0 everywhere");
}

#[test]
fn a_refusal_says_which_part_is_wrong_and_what_is_allowed() {
    for (text, part, says) in [
        ("", Part::Operator, "There is no rule; allowed are = != < <= > >="),
        ("UserBypass", Part::Operator, "no operator after `UserBypass`; allowed are = != < <= > >="),
        ("UserBypass == 0 everywhere", Part::Operator, "`==` is no operator; allowed are"),
        ("= 0 everywhere", Part::Parameter, "The parameter is missing."),
        ("UserBypass = ", Part::Scope, "not said where"),
        ("UserBypass = \"\" everywhere", Part::Value, "The value is missing."),
        ("UserBypass = \"0 \" everywhere", Part::Value, "spaces before or after the value"),
        ("UserBypass = \"0\u{7}\" everywhere", Part::Value, "a control character in the value"),
        ("UserBypass = \"0 everywhere", Part::Value, "quotation marks around the value are not closed"),
        ("UserBypass < 1 everywhere", Part::Operator, "UserBypass is 0 or 1; allowed are = and !=."),
        ("LogEntryLevel > error everywhere", Part::Operator, "allowed are = and !=."),
        ("UserBypass = 2 everywhere", Part::Value, "neither 0 nor 1; allowed is 0 or 1"),
        (
            "DoorOpenTimeLimit <= soon on security cabinets",
            Part::Value,
            "`soon` for DoorOpenTimeLimit: not a whole number; allowed is a whole number from 1 to 43200 seconds.",
        ),
        ("LogEntryLevel = eror everywhere", Part::Value, "not one of the values; allowed is one of "),
        ("IP = 10.0.0 everywhere", Part::Value, "not an IPv4 address"),
        ("UserBypass = 0", Part::Scope, "allowed are everywhere, on security cabinets, on RFID enclosures"),
        ("UserBypass = 0 on cabinets", Part::Scope, "`on cabinets` is not a place where a rule holds; allowed are"),
        ("UserBypass = 0 on device", Part::Scope, "on device \"NAME\""),
        ("UserBypass = 0 on device \"a\" b", Part::Scope, "on device \"NAME\""),
        ("UserBypass = 0 on policy \"\"", Part::Scope, "missing"),
        ("UserBypass = 0 on handhelds", Part::Scope, "on mobile cases"),
    ] {
        let error = refused(text);
        assert!(error.part == part && error.to_string().contains(says), "{text}: {error:?}");
    }
}

#[test]
fn a_rule_may_be_stricter_or_laxer_than_the_range() {
    assert!(keeps("DoorOpenTimeLimit < 50000 on security cabinets", "43200"));
    assert!(!keeps("DoorOpenTimeLimit < 0 on security cabinets", "1"));
}

#[test]
fn a_parameter_has_the_same_type_on_every_kind_of_device() {
    // The type of a rule is decided once, also for scopes that hold several kinds.
    use jetstream_api::catalogue::parameters;
    use std::mem::discriminant;
    for (one, other) in DeviceKind::ALL.into_iter().flat_map(|one| DeviceKind::ALL.map(|other| (one, other))) {
        for known in parameters(one) {
            let there = parameter(other, known.name).filter(|there| discriminant(&there.ty) != discriminant(&known.ty));
            assert_eq!(there, None, "{one} and {other}");
        }
    }
}

#[test]
fn a_list_of_rules_is_kept_as_json_that_one_can_read() {
    let rules = [rule("DoorOpenTimeLimit <= 300 on freezers"), rule("UserBypass = 0 on policy \"Night, 2.\"")];
    let text = to_json(&rules);
    assert_eq!(
        text,
        r#"{
  "format": "jetstream-rules",
  "rules": [
    "DoorOpenTimeLimit <= 300 on freezers",
    "UserBypass = 0 on policy \"Night, 2.\""
  ],
  "version": 1
}"#
    );
    assert_eq!(from_json(&text).unwrap(), rules);
    assert_eq!(from_json("\u{feff}[]").unwrap(), []);
    assert_eq!(from_json(r#"["UserBypass = 0 everywhere"]"#).unwrap(), [rule("UserBypass = 0 everywhere")]);
    let newer = text.replace("\"version\": 1", "\"version\": 2");
    assert!(from_json(&newer).unwrap_err().to_string().contains("version 2"));
}

#[test]
fn json_that_holds_no_rules_is_refused_with_what_is_wrong() {
    for (text, says) in [
        ("", "JSON was expected"),
        ("UserBypass = 0 everywhere", "line 1, column 1"),
        ("{}", "the format must be jetstream-rules"),
        (r#"{"format":"jetstream-rules"}"#, "with rules"),
        (r#"{"format":"jetstream-rules","rules":"x"}"#, "a list was expected"),
        (r#"{"format":"jetstream-rules","rules":[{}]}"#, "at the text.rules.0, a text was expected"),
        ("7", "an object was expected"),
        (
            r#"["UserBypass = 0 everywhere", "UserBypass = 2 everywhere"]"#,
            "Rule 2, `UserBypass = 2 everywhere`: `2` for UserBypass: neither 0 nor 1",
        ),
    ] {
        let error = from_json(text).unwrap_err().to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
}

/// Texts as a rule may hold them: anything without control characters and without spaces at its ends.
fn text() -> impl Strategy<Value = String> {
    let any = vec(any::<char>(), 1..12).prop_map(String::from_iter);
    let awkward =
        vec(select(&['"', '\\', ' ', '=', '<', 'a', 'é', '\u{a0}', '.'][..]), 1..8).prop_map(String::from_iter);
    prop_oneof![any, awkward]
        .prop_map(|text: String| text.replace(char::is_control, "").trim().to_owned())
        .prop_filter("a text", |text| !text.is_empty())
}

fn scopes() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::Everywhere),
        select(&DeviceClass::ALL[..]).prop_map(Scope::Sort),
        text().prop_map(Scope::Definition),
        text().prop_map(Scope::Policy),
        text().prop_map(Scope::Device),
    ]
}

fn rules() -> impl Strategy<Value = Rule> {
    let parts = prop_oneof![
        (text(), text()),
        select(&[("UserBypass", "False"), ("dns", "1.1.1.1"), ("BatteryThreshold", "22.5"), ("x", "7")][..])
            .prop_map(|(parameter, value)| (parameter.to_owned(), value.to_owned())),
    ];
    (parts, select(&Operator::ALL[..]), scopes()).prop_filter_map("fits", |((parameter, value), operator, scope)| {
        let equal = |_| Rule::new(&parameter, Operator::Equal, &value, scope.clone());
        Rule::new(&parameter, operator, &value, scope.clone()).or_else(equal).ok()
    })
}

proptest! {
    #[test]
    fn a_rule_that_is_written_and_read_again_is_the_same_rule(rule in rules()) {
        prop_assert_eq!(rule.to_string().parse(), Ok(rule.clone()));
    }

    #[test]
    fn rules_that_are_exported_and_imported_are_the_same_rules(rules in vec(rules(), 0..4)) {
        prop_assert_eq!(from_json(&to_json(&rules)), Ok(rules));
    }

    #[test]
    fn any_text_is_a_rule_or_is_refused_with_words(text in any::<String>()) {
        if let Err(error) = text.parse::<Rule>() {
            prop_assert!(!error.to_string().is_empty());
        }
        if let Err(error) = from_json(&text) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn what_looks_like_a_rule_never_panics(
        words in vec(select(&["UserBypass", "DoorOpenTimeLimit", "=", "<=", "\"", "\\", "300", "on", " ", "freezers", "device", "é", "everywhere"][..]), 0..9)
    ) {
        let text = words.concat();
        if let Ok(rule) = text.parse::<Rule>() {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule.clone()));
        }
    }

    #[test]
    fn exactly_one_of_less_equal_and_greater_holds_between_two_numbers(value: i32, limit: i32) {
        let holds = |operator| {
            let rule = Rule::new("DoorOpenTimeLimit", operator, &limit.to_string(), Scope::Everywhere).unwrap();
            rule.is_kept_by(&value.to_string())
        };
        prop_assert_eq!(holds(Operator::Less), value < limit);
        prop_assert_eq!(holds(Operator::AtMost), value <= limit);
        prop_assert_eq!(holds(Operator::Greater), value > limit);
        prop_assert_eq!(holds(Operator::AtLeast), value >= limit);
        prop_assert_eq!(holds(Operator::Equal), value == limit);
        prop_assert_eq!(holds(Operator::NotEqual), value != limit);
    }
}
