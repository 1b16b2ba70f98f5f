//! Tests of the kinds of devices.

use super::*;

#[test]
fn the_model_number_is_found_wherever_it_stands_as_a_word() {
    for (name, number) in [
        ("TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4", Some("TS032")),
        ("Security Cabinet TS092", Some("TS092")),
        ("large,ts074e,EU", Some("ts074e")),
        ("TS092.v4", Some("TS092")),
        ("XTS092, Cabinet", None),
        ("TS0921", None),
        ("TS09", None),
        ("TS092ab", None),
        ("TSabc", None),
        ("TS", None),
        ("", None),
        ("Schrank-TS083", Some("TS083")),
        ("é TS090 é", Some("TS090")),
        ("éTS090", None),
    ] {
        assert_eq!(model_number(name), number, "{name:?}");
    }
}

#[test]
fn the_model_number_tells_the_kind() {
    for (name, kind) in [
        ("TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4", DeviceKind::RfidEnclosure),
        ("TS097, Refrigerator, US, UHF, v4", DeviceKind::RfidEnclosure),
        ("TS092, Security Cabinet, US, v4", DeviceKind::SecurityCabinet),
        ("ts092", DeviceKind::SecurityCabinet),
        ("TS083, Countertop, EU", DeviceKind::CountertopCabinet),
        ("TS090, Read Point", DeviceKind::ReadPoint),
        ("TS087, Directional Read Point", DeviceKind::ReadPoint),
        ("TS082, Tray", DeviceKind::SurfaceReadPoint),
        ("TS080, Mobile Case", DeviceKind::MobileCase),
        ("TS084, Handheld", DeviceKind::Handheld),
        ("TS999, Security Cabinet", DeviceKind::Unknown),
        ("Security Cabinet", DeviceKind::Unknown),
        ("", DeviceKind::Unknown),
    ] {
        assert_eq!(DeviceKind::of_definition(name), kind, "{name:?}");
    }
}

#[test]
fn the_form_comes_from_the_model_and_else_from_the_name() {
    for (name, form) in [
        ("TS032, Cabinet, US", Some(Form::Cabinet)),
        ("TS098, whatever it says", Some(Form::Fridge)),
        ("TS047e, Freezer", Some(Form::Freezer)),
        ("TS088, Freezer", Some(Form::UltraLowFreezer)),
        ("TS092, Cabinet", Some(Form::Cabinet)),
        ("TS999, Large Freezer, US", Some(Form::Freezer)),
        ("TS999, Ultra-low Freezer, US", Some(Form::UltraLowFreezer)),
        ("TS999, Refrigerator, US", Some(Form::Fridge)),
        ("TS999, Cabinet, US", Some(Form::Cabinet)),
        ("TS999, Thing, Cabinet", None),
        ("Cabinet", None),
    ] {
        assert_eq!(form_of(name), form, "{name:?}");
    }
}

#[test]
fn a_kind_survives_the_way_through_a_url() {
    for kind in DeviceKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert_eq!(kind.as_str().to_ascii_uppercase().parse(), Ok(kind));
    }
    assert_eq!("cabinet".parse::<DeviceKind>(), Err(ParseKindError));
}
