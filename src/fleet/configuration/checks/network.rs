//! Checks of the settings by which a device reaches Jetstream: the consequences of a change, and contradictions between them.
//!
//! The reference says no more than that 0.0.0.0 leaves each address to DHCP on its own. What follows from how IP networks
//! work, and not from the reference, is a warning and no error, unless it cannot work in any network.

use std::net::Ipv4Addr;

use super::{
    context::CheckContext,
    finding::{Finding, Severity},
};
use crate::configuration::{Field, Schema, Values};

pub(in crate::configuration) const IP: &str = "ip";
const SUBNET: &str = "subnet";
const GATEWAY: &str = "gateway";
const DNS: &str = "dns";
const URL: &str = "jetstreamdeviceurl";
const SECURE: &str = "securesocket";
const WEBSOCKET: &str = "jetstreamwebsocketappendpoint";
const POLL: &str = "commandpollinterval";

/// The settings whose values can contradict each other in a way that is an error.
pub(in crate::configuration) const ADDRESSED: [&str; 3] = [IP, SUBNET, GATEWAY];

/// The settings in which a wrong value cuts a device off.
const CUT_OFF: [&str; 7] = [DNS, GATEWAY, IP, URL, WEBSOCKET, SECURE, SUBNET];

/// Adds findings on the consequences of a valid value of a network setting.
pub(super) fn of_value(field: &Field, value: &str, context: &CheckContext, findings: &mut Vec<Finding>) {
    let key = field.key.as_str();
    if !CUT_OFF.contains(&key) {
        return;
    }
    let mut find = |severity, text: String| findings.push(Finding::new(&[key], severity, text));
    let address = static_address(value);
    match (key, address) {
        (IP, Some(address)) if context.devices > 1 => {
            return findings.push(address_of_many(address, context.devices, "here"));
        }
        (IP | GATEWAY | DNS, Some(address)) if !can_be_a_host(address) => {
            find(Severity::CutsOff, format!("{address} is not an address that a single device can have."));
        }
        (SUBNET, Some(mask)) if prefix(mask).is_none() => {
            find(Severity::CutsOff, format!("{mask} is not a subnet mask such as 255.255.255.0."));
        }
        _ => {}
    }
    let working = context.working.as_ref().and_then(|values| values.get(key));
    let reference = working.or_else(|| field.default());
    if reference.is_some_and(|reference| field.same(reference, value)) {
        return;
    }
    let compared = match (working, field.default()) {
        (Some(working), _) => format!("It is {working} now, which works. "),
        (None, Some(default)) => format!("The factory default is {default}. "),
        (None, None) => String::new(),
    };
    let special = match (key, value) {
        (WEBSOCKET, "#") => "Without a WebSocket commands wait for the next poll. ",
        (IP, _) if address.is_some() && context.devices == 0 => "Only one device can have this address. ",
        _ => "",
    };
    let advice = if context.devices == 1 { "have somebody near the device" } else { "try one device first" };
    find(
        Severity::CutsOff,
        format!("{special}{compared}A wrong value cuts the device off until somebody stands before it: {advice}."),
    );
}

/// An address that is not left to DHCP.
pub(in crate::configuration) fn static_address(value: &str) -> Option<Ipv4Addr> {
    value.parse::<Ipv4Addr>().ok().filter(|address| !address.is_unspecified())
}

/// The finding that several devices would have one address; `place` tells where it can be corrected.
pub(in crate::configuration) fn address_of_many(address: Ipv4Addr, devices: usize, place: &str) -> Finding {
    let text = format!(
        "{address} would be the address of {devices} devices. Give 0.0.0.0 {place}, and each device its own address as an override."
    );
    Finding::new(&[IP], Severity::Error, text)
}

/// The network settings that cannot work together in any network; `value` gives those of [`ADDRESSED`].
pub(in crate::configuration) fn errors_of_addresses<'a>(
    schema: &Schema,
    value: impl Fn(&str) -> Option<&'a str>,
) -> Vec<Finding> {
    let values = ADDRESSED.iter().filter_map(|key| Some((key, value(key)?))).collect();
    let mut findings = Vec::new();
    contradictions(schema, &values, &mut findings);
    findings.retain(|finding| finding.severity.is_blocking());
    findings
}

/// The network settings that contradict one another. Those that are wrong by themselves are left out.
pub(super) fn contradictions(schema: &Schema, values: &Values, findings: &mut Vec<Finding>) {
    let mut find = |keys: &[&str], severity, text: String| findings.push(Finding::new(keys, severity, text));
    let valid = |key: &str| {
        let value = values.get(key)?;
        schema.field(key)?.check(value).is_ok().then_some(value)
    };
    let address = |key: &str| valid(key)?.parse::<Ipv4Addr>().ok();
    let given = |key: &str| address(key).filter(|address| !address.is_unspecified());
    let by_dhcp = |key: &str| address(key).is_some_and(|address| address.is_unspecified());

    let (subnet, gateway) = (given(SUBNET), given(GATEWAY));
    if let Some(ip) = given(IP) {
        if by_dhcp(SUBNET) {
            find(
                &[SUBNET, IP],
                Severity::Error,
                format!("The static IP {ip} needs a subnet mask such as 255.255.255.0."),
            );
        }
        if by_dhcp(GATEWAY) {
            find(&[GATEWAY, IP], Severity::Error, format!("The static IP {ip} needs a gateway."));
        }
        if gateway == Some(ip) {
            find(&[GATEWAY, IP], Severity::Error, format!("{ip} cannot be the device and its gateway."));
        }
        if by_dhcp(DNS) && valid(URL).is_some_and(|url| host(url).parse::<Ipv4Addr>().is_err()) {
            let text =
                "The IP is static and the DNS server is left to DHCP: without one the device does not find Jetstream.";
            find(&[DNS, IP], Severity::CutsOff, text.to_owned());
        }
        if let Some((mask, prefix)) = subnet.and_then(|mask| Some((mask, prefix(mask)?))) {
            // A subnet of one or two addresses has no other use for them.
            if prefix < 31 && is_first_or_last(ip, mask) {
                let text = format!("{ip} is the first or last address of the subnet {mask}, which no device can have.");
                find(&[IP, SUBNET], Severity::CutsOff, text);
            }
            if let Some(gateway) = gateway
                && gateway & mask != ip & mask
            {
                let text = format!("The gateway {gateway} is not in the subnet {mask} of {ip}.");
                find(&[GATEWAY, IP, SUBNET], Severity::CutsOff, text);
            }
        }
    } else if by_dhcp(IP) {
        for (key, name) in [(SUBNET, "subnet mask"), (GATEWAY, "gateway")] {
            if given(key).is_some() {
                let text = format!("The {name} is static while the IP is left to DHCP, which would assign both.");
                find(&[key, IP], Severity::Note, text);
            }
        }
    }

    let is = |key: &str, value: &str| valid(key).is_some_and(|given| schema.same(key, given, value));
    if let Some(url) = valid(URL) {
        for (scheme, secure, says) in [("http://", "1", "plain HTTP"), ("https://", "0", "HTTPS")] {
            let spoken = url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
            if spoken && is(SECURE, secure) {
                let text = format!(
                    "JetstreamDeviceUrl says {says}, SecureSocket the opposite. Which one counts is not known."
                );
                find(&[SECURE, URL], Severity::CutsOff, text);
            }
        }
    }
    if is(WEBSOCKET, "#") && is(POLL, "0") {
        let text = "Without WebSocket and without polls no command may reach the device any more.";
        find(&[POLL, WEBSOCKET], Severity::CutsOff, text.to_owned());
    }
}

fn can_be_a_host(address: Ipv4Addr) -> bool {
    let [first, ..] = address.octets();
    first != 0 && !address.is_loopback() && first < 224
}

/// The length of a subnet mask's run of ones; `None` if they are no single run.
fn prefix(mask: Ipv4Addr) -> Option<u32> {
    let bits = mask.to_bits();
    (bits.leading_ones() + bits.trailing_zeros() == u32::BITS).then(|| bits.leading_ones())
}

fn is_first_or_last(address: Ipv4Addr, mask: Ipv4Addr) -> bool {
    let host = address & !mask;
    host.is_unspecified() || host == !mask
}

/// The host of a URL with or without scheme, port and path.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split([':', '/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
#[path = "network_tests.rs"]
mod tests;
