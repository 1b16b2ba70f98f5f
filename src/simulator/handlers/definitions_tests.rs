//! Tests of the handlers of device definitions.

use jetstream_api::{
    call::Method,
    definitions::{GetDeviceDefinition, GetDeviceDefinitionByOldId, ListDeviceDefinitions},
    ids::Guid,
    kind::DeviceKind,
};

use crate::testing::{TestBed, refusal};

#[test]
fn definitions_of_every_kind_are_listed_with_their_parameters() {
    let mut bed = TestBed::new();
    let definitions = bed.send(&ListDeviceDefinitions).unwrap();
    for kind in DeviceKind::ALL {
        assert!(definitions.iter().any(|definition| DeviceKind::of_definition(&definition.name) == kind), "{kind}");
    }
    let cabinet = definitions.iter().find(|definition| definition.name.starts_with("TS092")).unwrap();
    let kind_of =
        |key: &str| cabinet.config_parameters.iter().find(|pair| pair.key == key).map(|pair| pair.value.as_str());
    assert_eq!(cabinet.config_parameters.len(), 29);
    assert_eq!(kind_of("heartbeateventinterval"), Some("Int"));
    assert_eq!(kind_of("userbypass"), Some("Bool"));
    assert_eq!(kind_of("batterythreshold"), Some("String"));
    assert_eq!((cabinet.flags.get_epc_list, cabinet.flags.reset), (Some(false), Some(true)));
    assert!(cabinet.sensor_reading_measures.is_empty());
    let fridge = definitions.iter().find(|definition| definition.name.starts_with("TS097")).unwrap();
    assert!(
        fridge.sensor_reading_measures.iter().any(|pair| (&*pair.key, &*pair.value) == ("TemperatureA", "Celsius"))
    );
}

#[test]
fn a_definition_is_found_by_its_name_and_by_its_old_id() {
    let mut bed = TestBed::new();
    let name = "TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4".parse().unwrap();
    let definition = bed.send(&GetDeviceDefinition(name)).unwrap();
    let old = Guid::from_random([2; 16]);
    assert_eq!(bed.send(&GetDeviceDefinitionByOldId(old)), Ok(definition));
    assert_eq!(refusal(bed.send(&GetDeviceDefinition("TS000".parse().unwrap()))).0, 404);
    assert_eq!(refusal(bed.send(&GetDeviceDefinitionByOldId(Guid::from_random([99; 16])))).0, 404);
    assert_eq!(bed.raw(Method::Get, "devicedefinitions/oldid/7", "").status, 400);
}

#[test]
fn values_are_checked_by_type_and_not_by_range() {
    let all = crate::model::definition::all();
    let cabinet = &all[0];
    let accepts = |key: &str, value: &str| cabinet.parameter(key).unwrap().accepts(value);
    assert!(accepts("ping", "5") && accepts("ping", "-99999") && !accepts("ping", "5.5") && !accepts("ping", ""));
    assert!(accepts("userbypass", "True") && accepts("userbypass", "0") && !accepts("userbypass", "2"));
    assert!(accepts("ip", "anything"));
    assert!(cabinet.parameter("antenna1txpower").is_none());
}
