//! Tests of the checks and comparisons of parameter values.

use super::*;
use crate::catalogue::Confidence;

/// A parameter of which no more matters here than its type.
fn sample(ty: ParameterType) -> Parameter {
    Parameter {
        name: "Sample",
        ty,
        default: None,
        unit: None,
        since: None,
        specials: &[],
        confidence: Confidence::V3,
        limits: Limits::Documented,
        without_effect: false,
    }
}

fn whole_number(min: i32, max: i32) -> Parameter {
    sample(ParameterType::Int(Some(Range { min, max })))
}

fn problem(ty: ParameterType, value: &str) -> Option<Problem> {
    sample(ty).check(value).err().map(|error| error.problem)
}

#[test]
fn a_switch_is_0_or_1_and_tolerates_the_words() {
    for value in ["0", "1", "True", "false"] {
        assert_eq!(problem(ParameterType::Bool, value), None, "{value:?}");
    }
    for value in ["2", "-1", "01", "yes", "0.0"] {
        assert_eq!(problem(ParameterType::Bool, value), Some(Problem::NotASwitch), "{value:?}");
    }
}

#[test]
fn a_whole_number_is_digits_with_at_most_a_minus() {
    let ty = ParameterType::Int(Some(Range { min: -5, max: 600 }));
    for (value, expected) in [
        ("-5", None),
        ("0", None),
        ("-0", None),
        ("007", None),
        ("600", None),
        ("-6", Some(Problem::TooSmall)),
        ("601", Some(Problem::TooLarge)),
        ("99999999999999999999999999", Some(Problem::TooLarge)),
        ("-99999999999999999999999999", Some(Problem::TooSmall)),
        ("1.5", Some(Problem::NotWhole)),
        ("5.0", Some(Problem::NotWhole)),
        ("+5", Some(Problem::NotWhole)),
        ("1e2", Some(Problem::NotWhole)),
        ("0x10", Some(Problem::NotWhole)),
        ("-", Some(Problem::NotWhole)),
        ("--5", Some(Problem::NotWhole)),
        ("nan", Some(Problem::NotWhole)),
        ("inf", Some(Problem::NotWhole)),
        ("sixty", Some(Problem::NotWhole)),
        ("٥", Some(Problem::NotWhole)),
    ] {
        assert_eq!(problem(ty, value), expected, "{value:?}");
    }
    assert_eq!(problem(ParameterType::Int(None), "-99999"), None);
}

#[test]
fn a_decimal_number_has_a_point_and_digits_on_both_sides() {
    let ty = ParameterType::Decimal(Some(Range { min: 0, max: 30 }));
    for (value, expected) in [
        ("23", None),
        ("23.0", None),
        ("0.001", None),
        ("30.0", None),
        ("30.001", Some(Problem::TooLarge)),
        ("-0.1", Some(Problem::TooSmall)),
        ("23,0", Some(Problem::NotANumber)),
        ("23.", Some(Problem::NotANumber)),
        (".5", Some(Problem::NotANumber)),
        ("2.3.0", Some(Problem::NotANumber)),
        ("1e1", Some(Problem::NotANumber)),
        ("full", Some(Problem::NotANumber)),
    ] {
        assert_eq!(problem(ty, value), expected, "{value:?}");
    }
}

#[test]
fn an_address_has_four_numbers_of_a_byte() {
    for value in ["0.0.0.0", "192.168.1.20", "255.255.255.255"] {
        assert_eq!(problem(ParameterType::Ipv4, value), None, "{value:?}");
    }
    for value in ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "::1", "host", "1.2.3.4/24"] {
        assert_eq!(problem(ParameterType::Ipv4, value), Some(Problem::NotAnAddress), "{value:?}");
    }
}

#[test]
fn a_word_is_one_of_the_list_in_any_letter_case() {
    let ty = ParameterType::Enumeration(&["off", "error"]);
    assert_eq!(problem(ty, "Error"), None);
    assert_eq!(problem(ty, "errors"), Some(Problem::NotAWord));
}

#[test]
fn a_url_is_a_host_with_or_without_scheme_port_and_path() {
    for value in [
        "us-device.jetstreamrfid.com",
        "https://us-device.tersosolutions.com/v1.0/device/",
        "HTTP://device:8443/x?y",
        "10.0.0.1",
    ] {
        assert_eq!(problem(ParameterType::Url, value), None, "{value:?}");
    }
    for value in ["ftp://host/", "https://", "us device", "host:port", "-host", "a..b", "/path", "höst", "https:///x"]
    {
        assert_eq!(problem(ParameterType::Url, value), Some(Problem::NotAUrl), "{value:?}");
    }
}

#[test]
fn empty_padded_and_broken_values_are_refused_whatever_the_type() {
    for ty in [
        ParameterType::Bool,
        ParameterType::Int(None),
        ParameterType::Decimal(None),
        ParameterType::Ipv4,
        ParameterType::Enumeration(&["0"]),
        ParameterType::Url,
        ParameterType::Text,
    ] {
        assert_eq!(problem(ty, ""), Some(Problem::Empty), "{ty}");
        assert_eq!(problem(ty, "  \t"), Some(Problem::Empty), "{ty}");
        assert_eq!(problem(ty, " 0"), Some(Problem::Padded), "{ty}");
        assert_eq!(problem(ty, "0 "), Some(Problem::Padded), "{ty}");
        assert_eq!(problem(ty, "0\n"), Some(Problem::ControlCharacter), "{ty}");
    }
}

#[test]
fn ranges_and_words_that_are_not_firm_are_not_held_against_a_value() {
    for limits in [Limits::Assumed, Limits::Contradictory("two pages disagree")] {
        let number = Parameter { limits, ..whole_number(1, 3) };
        assert_eq!(number.check("5"), Ok(()));
        assert_eq!(number.check("five").unwrap_err().problem, Problem::NotWhole);
        let words = Parameter { limits, ..sample(ParameterType::Enumeration(&["off"])) };
        assert_eq!(words.check("trace"), Ok(()));
    }
}

#[test]
fn the_message_says_what_is_wrong_and_what_is_allowed() {
    let interval = Parameter { unit: Some(Unit::Minute), ..whole_number(0, 600) };
    assert_eq!(
        interval.check("601").unwrap_err().to_string(),
        "too large; allowed is a whole number from 0 to 600 minutes"
    );
    assert_eq!(
        sample(ParameterType::Enumeration(&["off", "error"])).check("on").unwrap_err().to_string(),
        "not one of the values; allowed is one of off, error"
    );
    assert_eq!(sample(ParameterType::Bool).check("").unwrap_err().to_string(), "no value; allowed is 0 or 1");
}

#[test]
fn values_are_the_same_when_they_mean_the_same() {
    let whole = ParameterType::Int(None);
    let words = ParameterType::Enumeration(&["error"]);
    for (ty, one, other, same) in [
        (ParameterType::Bool, "0", "False", true),
        (ParameterType::Bool, "1", "true", true),
        (ParameterType::Bool, "0", "1", false),
        (ParameterType::Bool, "maybe", "maybe", true),
        (whole, "23", "23.0", true),
        (whole, "060", "60", true),
        (whole, "60", " 60 ", true),
        (whole, "60", "61", false),
        (whole, "60", "", false),
        (words, "Error", "error", true),
        (ParameterType::Text, "Error", "error", false),
        (ParameterType::Text, "0", "False", false),
        (ParameterType::Ipv4, "0.0.0.0", "0.0.0.0", true),
        (ParameterType::Url, "Host", "host", true),
    ] {
        assert_eq!(ty.same(one, other), same, "{ty}: {one:?} and {other:?}");
    }
}
