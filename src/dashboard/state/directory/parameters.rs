//! The effective value of a parameter on a device, and its origin: override, policy, or factory default.

use std::collections::HashMap;

use jetstream_api::{
    catalogue::parameter,
    policies::{PolicyDetails, PolicyDevice},
    wire::Pair,
};

use crate::state::directory::device_entry::DeviceEntry;

/// The origin of an effective value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingOrigin {
    /// This device's own value.
    Override,
    /// The value of the policy of this name.
    Policy(String),
    /// The factory default of the catalogue; the device may have another one.
    Default,
    /// Nothing is known.
    Unknown,
}

/// A value with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectiveValue {
    /// The value, if there is one.
    pub value: Option<String>,
    /// Its origin.
    pub origin: SettingOrigin,
}

impl EffectiveValue {
    /// The value as a whole number.
    pub fn number(&self) -> Option<i64> {
        self.value.as_deref()?.trim().parse().ok()
    }

    /// The origin as text, shown after the value.
    pub fn origin(&self) -> String {
        match &self.origin {
            SettingOrigin::Override => "set on this device".to_owned(),
            SettingOrigin::Policy(name) => format!("of policy {name}"),
            SettingOrigin::Default => "factory default".to_owned(),
            SettingOrigin::Unknown => "not known".to_owned(),
        }
    }
}

/// An index of the positions of policies, and of the devices in each, within Jetstream's answer. It avoids a search per lookup: a page
/// may read the settings of 100,000 devices.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PolicyIndex(HashMap<String, (usize, HashMap<String, usize>)>);

impl PolicyIndex {
    /// The index of an answer.
    pub(super) fn of(policies: &[PolicyDetails]) -> Self {
        let places = policies.iter().enumerate().map(|(place, details)| {
            let devices = details.devices.iter().enumerate().map(|(place, device)| (device.name.clone(), place));
            (details.policy.name.clone(), (place, devices.collect()))
        });
        Self(places.collect())
    }

    fn find<'a>(
        &self,
        entry: &DeviceEntry,
        policies: &'a [PolicyDetails],
    ) -> Option<(&'a PolicyDetails, Option<&'a PolicyDevice>)> {
        let (place, devices) = self.0.get(entry.device.policy.as_ref()?)?;
        let details = policies.get(*place)?;
        Some((details, devices.get(&entry.device.name).and_then(|place| details.devices.get(*place))))
    }
}

/// The effective value of a parameter. `places` must be the index of `policies`.
pub(super) fn setting(
    entry: &DeviceEntry,
    key: &str,
    policies: &[PolicyDetails],
    places: &PolicyIndex,
) -> EffectiveValue {
    let find =
        |pairs: &[Pair]| pairs.iter().find(|pair| pair.key.eq_ignore_ascii_case(key)).map(|pair| pair.value.clone());
    let (details, own) = places.find(entry, policies).unzip();
    if let Some(value) = own.flatten().and_then(|device| find(&device.overrides)) {
        return EffectiveValue { value: Some(value), origin: SettingOrigin::Override };
    }
    if let Some((details, value)) = details.and_then(|details| Some((details, find(&details.policy.parameters)?))) {
        return EffectiveValue { value: Some(value), origin: SettingOrigin::Policy(details.policy.name.clone()) };
    }
    match parameter(entry.kind(), key).and_then(|parameter| parameter.default) {
        // A device with a policy that could not be read has some value, but not necessarily the default.
        Some(default) if entry.device.policy.is_none() => {
            EffectiveValue { value: Some(default.to_owned()), origin: SettingOrigin::Default }
        }
        _ => EffectiveValue { value: None, origin: SettingOrigin::Unknown },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jetstream_api::{
        devices::Device,
        policies::{Policy, PolicyDevice},
    };

    fn entry(policy: Option<&str>) -> DeviceEntry {
        let device = Device {
            id: None,
            name: "Cabinet 7".into(),
            serial_number: String::new(),
            definition: "TS092, Security Cabinet".into(),
            region: "US".into(),
            policy: policy.map(str::to_owned),
            aliases: Vec::new(),
        };
        DeviceEntry::new(device, Default::default())
    }

    fn policies(overrides: Vec<Pair>) -> Vec<PolicyDetails> {
        let pair = Pair { key: "commandpollinterval".into(), value: "30".into() };
        let policy = Policy { id: None, name: "Ward".into(), definition: String::new(), parameters: vec![pair] };
        vec![PolicyDetails { policy, devices: vec![PolicyDevice { name: "Cabinet 7".into(), overrides }] }]
    }

    #[test]
    fn an_override_wins_over_the_policy_and_the_policy_over_the_default() {
        let own = vec![Pair { key: "CommandPollInterval".into(), value: "5".into() }];
        let known = |entry: &DeviceEntry, policies: &[_]| {
            setting(entry, "CommandPollInterval", policies, &PolicyIndex::of(policies))
        };
        assert_eq!(
            known(&entry(Some("Ward")), &policies(own)),
            EffectiveValue { value: Some("5".into()), origin: SettingOrigin::Override }
        );
        assert_eq!(
            known(&entry(Some("Ward")), &policies(Vec::new())),
            EffectiveValue { value: Some("30".into()), origin: SettingOrigin::Policy("Ward".into()) }
        );
        assert_eq!(
            known(&entry(None), &[]),
            EffectiveValue { value: Some("60".into()), origin: SettingOrigin::Default }
        );
    }

    #[test]
    fn a_policy_that_could_not_be_read_leaves_the_value_unknown() {
        assert_eq!(
            setting(&entry(Some("Ward")), "CommandPollInterval", &[], &PolicyIndex::default()),
            EffectiveValue { value: None, origin: SettingOrigin::Unknown }
        );
    }
}
