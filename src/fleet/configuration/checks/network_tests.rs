//! Tests of the checks of network settings.

use jetstream_api::kind::DeviceKind;

use super::*;
use crate::configuration::{
    checks::{
        check,
        tests::{gravities, one, only, single},
    },
    samples::{cabinet, definition, values},
};

const WORKING: [(&str, &str); 7] = [
    ("dns", "10.0.0.2"),
    ("gateway", "10.0.0.1"),
    ("ip", "10.0.0.7"),
    ("jetstreamdeviceurl", "us-device.jetstreamrfid.com"),
    ("jetstreamwebsocketappendpoint", "/dwsliveconnection.ashx"),
    ("securesocket", "1"),
    ("subnet", "255.255.255.0"),
];

/// Findings about more than one parameter in the defaults of a security cabinet with these values laid over them.
fn contradictions<const N: usize>(overrides: [(&str, &str); N]) -> Vec<Finding> {
    let schema = cabinet();
    let findings = check(&schema, &schema.defaults().with(&values(overrides)), &one());
    findings.into_iter().filter(|finding| finding.keys.len() > 1).collect()
}

#[test]
fn a_network_setting_that_differs_from_what_works_can_cut_the_device_off() {
    let working = CheckContext { devices: 3, working: Some(values(WORKING)), ..CheckContext::default() };
    for (key, value) in [
        ("DNS", "10.0.0.3"),
        ("Gateway", "10.0.0.254"),
        ("IP", "0.0.0.0"),
        ("JetstreamDeviceUrl", "eu-device.jetstreamrfid.com"),
        ("JetstreamWebsocketAppEndpoint", "#"),
        ("SecureSocket", "0"),
        ("Subnet", "255.255.0.0"),
    ] {
        let finding = only(single(key, value, &working));
        assert_eq!(finding.severity, Severity::CutsOff, "{key} = {value}");
        assert!(finding.text.contains("try one device first"), "{}", finding.text);
        let now = working.working.as_ref().unwrap().get(key).unwrap();
        assert!(finding.text.contains(&format!("It is {now} now")), "{}", finding.text);
    }
}

#[test]
fn a_network_setting_that_is_known_to_work_is_not_warned_of() {
    let working = CheckContext { working: Some(values(WORKING)), ..one() };
    for (key, value) in WORKING {
        assert_eq!(single(key, value, &working), [], "{key} = {value}");
    }
    assert_eq!(single("SecureSocket", "True", &working), [], "the same by meaning");
}

#[test]
fn without_values_that_work_the_factory_default_is_taken_to_work() {
    let finding = only(single("SecureSocket", "0", &one()));
    assert_eq!(finding.severity, Severity::CutsOff);
    assert!(finding.text.contains("The factory default is 1."), "{}", finding.text);
    assert!(!finding.text.contains("try one device first"), "it is for one device: {}", finding.text);
}

#[test]
fn one_address_for_several_devices_is_an_error_and_for_one_a_warning() {
    let for_devices = |devices| CheckContext { devices, ..CheckContext::default() };
    let several = only(single("IP", "10.0.0.7", &for_devices(2)));
    assert_eq!(several.severity, Severity::Error);
    assert!(several.text.contains("as an override"), "{}", several.text);
    assert_eq!(only(single("IP", "10.0.0.7", &for_devices(1))).severity, Severity::CutsOff);
    let unknown = only(single("IP", "10.0.0.7", &for_devices(0)));
    assert_eq!(unknown.severity, Severity::CutsOff);
    assert!(unknown.text.contains("Only one device"), "{}", unknown.text);
    assert_eq!(single("IP", "0.0.0.0", &for_devices(2)), []);
}

#[test]
fn addresses_that_no_device_can_have_and_masks_that_are_none_are_warned_of() {
    for (key, value, warned) in [
        ("IP", "127.0.0.1", true),
        ("IP", "239.1.2.3", true),
        ("Gateway", "255.255.255.255", true),
        ("DNS", "0.0.0.1", true),
        ("DNS", "8.8.8.8", false),
        ("Subnet", "255.0.255.0", true),
        ("Subnet", "192.168.1.0", true),
        ("Subnet", "255.255.255.255", false),
        ("Subnet", "128.0.0.0", false),
    ] {
        let working = CheckContext { working: Some(values([(key, value)])), ..one() };
        let expected: &[Severity] = if warned { &[Severity::CutsOff] } else { &[] };
        assert_eq!(gravities(&single(key, value, &working)), expected, "{key} = {value}");
    }
}

#[test]
fn a_static_address_without_subnet_or_gateway_is_an_error() {
    let findings = contradictions([("ip", "10.0.0.7"), ("dns", "10.0.0.2")]);
    let seen: Vec<_> = findings.iter().map(|finding| (finding.keys.join(" "), finding.severity)).collect();
    assert_eq!(seen, [("subnet ip".to_owned(), Severity::Error), ("gateway ip".to_owned(), Severity::Error)]);
}

#[test]
fn a_static_network_that_fits_together_contradicts_nothing() {
    assert_eq!(contradictions(WORKING), []);
}

#[test]
fn a_static_address_without_a_dns_server_does_not_find_jetstream_by_name() {
    let network = |url| {
        let dhcp = [("dns", "0.0.0.0"), ("jetstreamdeviceurl", url)];
        let network: Vec<_> = WORKING.into_iter().chain(dhcp).collect();
        contradictions::<9>(network.try_into().unwrap())
    };
    let finding = only(network("https://us-device.jetstreamrfid.com:443/"));
    assert_eq!((finding.keys.join(" ").as_str(), finding.severity), ("dns ip", Severity::CutsOff));
    assert_eq!(network("https://10.0.0.5:8443/device"), [], "an address needs no DNS");
}

#[test]
fn a_gateway_outside_the_subnet_of_the_device_is_warned_of() {
    let network = |gateway, subnet, ip| {
        contradictions([("ip", ip), ("subnet", subnet), ("gateway", gateway), ("dns", "10.0.0.2")])
    };
    assert_eq!(network("10.0.1.1", "255.255.0.0", "10.0.0.7"), []);
    let outside = only(network("10.0.1.1", "255.255.255.0", "10.0.0.7"));
    assert_eq!((outside.keys.join(" ").as_str(), outside.severity), ("gateway ip subnet", Severity::CutsOff));
    let itself = only(network("10.0.0.7", "255.255.255.0", "10.0.0.7"));
    assert_eq!((itself.keys.join(" ").as_str(), itself.severity), ("gateway ip", Severity::Error));
    assert_eq!(
        network("10.0.1.1", "255.0.255.0", "10.0.0.7"),
        [],
        "a mask that is none tells nothing about the gateway"
    );
}

#[test]
fn the_first_and_the_last_address_of_a_subnet_are_warned_of() {
    for (ip, subnet, warned) in [
        ("10.0.0.0", "255.255.255.0", true),
        ("10.0.0.255", "255.255.255.0", true),
        ("10.0.0.255", "255.255.0.0", false),
        ("10.0.0.0", "255.255.255.254", false),
    ] {
        let findings = contradictions([("ip", ip), ("subnet", subnet), ("gateway", "10.0.0.1"), ("dns", "10.0.0.2")]);
        assert_eq!(findings.len(), usize::from(warned), "{ip} {subnet}: {findings:?}");
    }
}

#[test]
fn a_static_subnet_or_gateway_beside_an_address_by_dhcp_is_noted() {
    let finding = only(contradictions([("gateway", "10.0.0.1")]));
    assert_eq!((finding.keys.join(" ").as_str(), finding.severity), ("gateway ip", Severity::Note));
    assert_eq!(contradictions([("dns", "8.8.8.8")]), [], "a DNS server of one's own goes with DHCP");
}

#[test]
fn an_address_that_is_wrong_by_itself_contradicts_nothing_more() {
    assert_eq!(contradictions([("ip", "10.0.0")]), []);
    assert_eq!(
        gravities(&contradictions([("ip", "10.0.0.7"), ("subnet", "none"), ("gateway", "10.0.0.1")])),
        [Severity::CutsOff]
    );
}

#[test]
fn a_url_and_a_secure_socket_that_contradict_each_other_are_warned_of() {
    for (url, secure, warned) in [
        ("http://host/", "1", true),
        ("HTTPS://host/", "0", true),
        ("https://host/", "1", false),
        ("http://host/", "False", false),
        ("host", "0", false),
    ] {
        let findings = contradictions([("jetstreamdeviceurl", url), ("securesocket", secure)]);
        assert_eq!(findings.len(), usize::from(warned), "{url} {secure}: {findings:?}");
    }
}

#[test]
fn neither_websocket_nor_polls_leaves_no_way_for_a_command() {
    let finding = only(contradictions([("jetstreamwebsocketappendpoint", "#"), ("commandpollinterval", "0")]));
    assert_eq!(finding.severity, Severity::CutsOff);
    assert_eq!(contradictions([("jetstreamwebsocketappendpoint", "#")]), []);
}

#[test]
fn a_definition_without_an_ip_has_no_contradictions_of_the_network() {
    let schema = Schema::of(&definition("TS083", &[("Gateway", "String")]), DeviceKind::CountertopCabinet);
    let findings = check(&schema, &values([("gateway", "10.0.0.1")]), &one());
    assert_eq!(gravities(&findings), [Severity::CutsOff]);
}
