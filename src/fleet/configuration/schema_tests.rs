//! Tests of the schema of a device definition.

use super::*;
use crate::configuration::samples::{CABINETS, cabinet, definition};

#[test]
fn the_definition_decides_which_parameters_exist_and_the_catalogue_adds_what_it_knows() {
    let definition = definition(CABINETS, &[("dooropentimelimit", "Int"), ("doorchime", "Bool")]);
    let schema = Schema::of(&definition, DeviceKind::SecurityCabinet);
    assert!(!schema.assumed);
    let names: Vec<_> = schema.fields().iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["doorchime", "DoorOpenTimeLimit"]);
    let limit = schema.field("DOOROPENTIMELIMIT").unwrap();
    assert_eq!((limit.default(), limit.unit()), (Some("300"), Some(Unit::Second)));
    let chime = schema.field("doorchime").unwrap();
    assert_eq!((chime.ty, chime.known, chime.borrowed), (ParameterType::Bool, None, None));
    assert!(schema.field("userbypass").is_none(), "the catalogue has it, the definition has not");
}

#[test]
fn a_definition_without_parameters_falls_back_to_the_catalogue_and_says_so() {
    let schema = Schema::of(&definition(CABINETS, &[]), DeviceKind::SecurityCabinet);
    assert!(schema.assumed);
    assert_eq!(schema.fields().len(), 29);
    let unknown = Schema::of(&definition("Something", &[]), DeviceKind::Unknown);
    assert!(unknown.assumed && unknown.fields().is_empty());
}

#[test]
fn what_another_kind_has_lends_its_description_but_neither_range_nor_default() {
    let definition = definition("TS090, Portal", &[("DoorOpenTimeLimit", "Int")]);
    let schema = Schema::of(&definition, DeviceKind::ReadPoint);
    let field = schema.field("dooropentimelimit").unwrap();
    assert!(field.known.is_none() && field.borrowed.is_some());
    assert_eq!((field.ty, field.default(), field.unit()), (ParameterType::Int(None), None, None));
    assert_eq!(field.check("999999"), Ok(()));
    assert!(field.check("long").is_err());
}

#[test]
fn type_names_are_taken_in_every_form_that_net_knows() {
    for (declared, expected) in [
        ("Int", ParameterType::Int(None)),
        ("INT32", ParameterType::Int(None)),
        ("boolean", ParameterType::Bool),
        ("Float", ParameterType::Decimal(None)),
        ("DateTime", ParameterType::Text),
        ("", ParameterType::Text),
        ("Whatever", ParameterType::Text),
    ] {
        let schema = Schema::of(&definition("x", &[("frobnicate", declared)]), DeviceKind::Unknown);
        assert_eq!(schema.field("frobnicate").unwrap().ty, expected, "{declared:?}");
    }
}

#[test]
fn the_catalogue_knows_the_type_better_than_a_definition_that_says_string() {
    let schema = cabinet();
    assert!(matches!(schema.field("batterythreshold").unwrap().ty, ParameterType::Decimal(Some(_))));
    assert_eq!(schema.field("ip").unwrap().ty, ParameterType::Ipv4);
}

#[test]
fn where_only_the_name_is_known_the_definition_knows_the_type_better() {
    let parameters = [("DoorOpenTimeLimit", "Float"), ("HeartbeatEventInterval", "String")];
    let schema = Schema::of(&definition("TS032", &parameters), DeviceKind::RfidEnclosure);
    assert_eq!(schema.field("dooropentimelimit").unwrap().ty, ParameterType::Decimal(None));
    assert!(matches!(schema.field("heartbeateventinterval").unwrap().ty, ParameterType::Int(_)));
}

#[test]
fn enclosures_with_firmware_3_have_a_table_of_their_own() {
    let mut old = definition("TS032, Cabinet", &[("LockdownOnHighTemp", "Bool")]);
    old.firmware_version = Some("3.2".to_owned());
    assert!(Schema::of(&old, DeviceKind::RfidEnclosure).field("lockdownonhightemp").unwrap().known.is_some());
    old.firmware_version = Some("4.5".to_owned());
    assert!(Schema::of(&old, DeviceKind::RfidEnclosure).field("lockdownonhightemp").unwrap().known.is_none());
}

#[test]
fn a_parameter_that_is_listed_twice_in_different_letter_case_is_one() {
    let schema = Schema::of(&definition("x", &[("Frob", "Int"), ("FROB", "Bool")]), DeviceKind::Unknown);
    assert_eq!(schema.fields().len(), 1);
    assert_eq!((schema.fields()[0].name.as_str(), schema.fields()[0].ty), ("Frob", ParameterType::Int(None)));
}

#[test]
fn fields_come_by_group_and_then_by_name_and_every_one_is_found_by_its_key() {
    let schema = cabinet();
    let order: Vec<_> = schema.fields().iter().map(|field| (field.group, field.key.clone())).collect();
    assert!(order.is_sorted());
    for field in schema.fields() {
        assert_eq!(schema.field(&field.name), Some(field));
    }
    assert_eq!(schema.field("nosuchthing"), None);
}

#[test]
fn every_parameter_of_a_security_cabinet_has_a_factory_default() {
    let (schema, defaults) = (cabinet(), cabinet().defaults());
    assert_eq!(defaults.len(), 29);
    assert_eq!(defaults.get("dooropentimelimit"), Some("300"));
    assert!(schema.same("UserBypass", "0", "False"));
    assert!(!schema.same("nosuchthing", "0", "False"), "nobody knows that it is a switch");
}
