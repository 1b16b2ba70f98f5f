//! A model of the configuration of the whole fleet: for each device its parameters, its policy and its overrides. It is computed
//! once for each response of Jetstream.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{definitions::DeviceDefinition, wire::Pair};
use jetstream_fleet::configuration::{Schema, Values};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    features::fleet_configuration::policy_view::{PolicyView, policy_views, schema},
    shared::natural_sort::by_name,
    state::directory::{Directory, device_entry::DeviceEntry, remote_data::RemoteData},
};

/// The policy of a device, as Jetstream lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssignedPolicy {
    /// The device has no policy.
    None,
    /// The device has a policy of this name, which is not among the loaded ones.
    NotLoaded(String),
    /// The device has this policy.
    Policy(Arc<PolicyView>),
}

impl AssignedPolicy {
    /// The name of the policy.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::NotLoaded(name) => Some(name),
            Self::Policy(known) => Some(known.name()),
        }
    }

    /// The values of the policy; `None` without a policy, or if it is not loaded.
    pub fn values(&self) -> Option<&Values> {
        match self {
            Self::None | Self::NotLoaded(_) => None,
            Self::Policy(known) => Some(&known.values),
        }
    }
}

/// The configuration of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceConfiguration {
    /// The parameters of its definition.
    pub schema: Arc<Schema>,
    /// Its policy.
    pub policy: AssignedPolicy,
    /// The values that are set on the device itself, which win over the policy's.
    pub overrides: Arc<Values>,
}

impl DeviceConfiguration {
    /// The value that a parameter should have on the device: its override, else the policy's value.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.overrides.get(key).or_else(|| self.policy.values()?.get(key))
    }

    /// All values that the device should have; `None` where its policy is not known.
    pub fn values(&self) -> Option<Values> {
        self.policy.values().map(|values| values.with(&self.overrides))
    }
}

/// The configuration of the fleet.
#[derive(Debug, Default)]
pub struct FleetConfiguration {
    /// Its devices, as Jetstream lists them.
    pub devices: Arc<[DeviceEntry]>,
    /// Its policies.
    pub policies: Arc<[Arc<PolicyView>]>,
    /// The indices of the devices, sorted by name.
    pub names: Arc<[u32]>,
    /// When devices and policies were loaded, by the browser's steady clock; the later of the two.
    pub at: Option<Timestamp>,
    configurations: Vec<DeviceConfiguration>,
}

impl FleetConfiguration {
    /// Computes the configuration of each device.
    pub fn new(
        devices: Arc<[DeviceEntry]>,
        policies: Arc<[Arc<PolicyView>]>,
        definitions: &[DeviceDefinition],
        at: Option<Timestamp>,
    ) -> Self {
        let by_policy: HashMap<&str, &Arc<PolicyView>> = policies.iter().map(|known| (known.name(), known)).collect();
        let own: HashMap<(&str, &str), &[Pair]> = policies
            .iter()
            .flat_map(|known| known.devices().iter().map(|one| ((known.name(), &*one.name), &*one.overrides)))
            .collect();
        let mut schemas = Schemas { definitions, policies: &policies, made: HashMap::new() };
        let none = Arc::<Values>::default();
        let configuration = |entry: &DeviceEntry| {
            let name = entry.device.policy.as_deref();
            let overrides = name.and_then(|policy| own.get(&(policy, entry.device.name.as_str())));
            let overrides = overrides.filter(|pairs| !pairs.is_empty());
            DeviceConfiguration {
                schema: schemas.of(entry),
                policy: match name {
                    None => AssignedPolicy::None,
                    Some(name) => match by_policy.get(name) {
                        None => AssignedPolicy::NotLoaded(name.to_owned()),
                        Some(known) => AssignedPolicy::Policy(Arc::clone(known)),
                    },
                },
                overrides: overrides.map_or_else(|| Arc::clone(&none), |pairs| Arc::new(Values::from(*pairs))),
            }
        };
        let configurations = devices.iter().map(configuration).collect();
        Self { names: by_name(&devices), configurations, devices, policies, at }
    }

    /// The configuration from the data in the directory; it is computed again when any of the data changes.
    pub fn current() -> Memo<Arc<Self>> {
        let directory = Directory::current();
        let policies = policy_views();
        // It is computed only after a change, so the result is not compared with the previous one.
        Memo::new_with_compare(
            move |_| {
                let (devices, at) = match directory.devices() {
                    RemoteData::Loaded { value, at, .. } => (value, Some(at)),
                    RemoteData::Loading | RemoteData::Failed(_) => (Arc::default(), None),
                };
                let read = match directory.policies() {
                    RemoteData::Loaded { at, .. } => Some(at),
                    RemoteData::Loading | RemoteData::Failed(_) => None,
                };
                let definitions = directory.definitions();
                let definitions = definitions.value().map(|known| &**known).unwrap_or_default();
                Arc::new(Self::new(devices, policies.get(), definitions, at.max(read)))
            },
            |_, _| true,
        )
    }

    /// A device by its index.
    pub fn device(&self, number: usize) -> Option<(&DeviceEntry, &DeviceConfiguration)> {
        Some((self.devices.get(number)?, self.configurations.get(number)?))
    }

    /// All devices in their order.
    pub fn all(&self) -> impl Iterator<Item = (&DeviceEntry, &DeviceConfiguration)> {
        self.devices.iter().zip(&self.configurations)
    }

    /// The index of a device.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.devices.iter().position(|entry| entry.device.name == name)
    }

    /// A policy by its name.
    pub fn policy(&self, name: &str) -> Option<&Arc<PolicyView>> {
        self.policies.iter().find(|known| known.name() == name)
    }
}

/// A cache of the schemas, by the name of the definition.
struct Schemas<'a> {
    definitions: &'a [DeviceDefinition],
    policies: &'a [Arc<PolicyView>],
    made: HashMap<String, Arc<Schema>>,
}

impl Schemas<'_> {
    fn of(&mut self, entry: &DeviceEntry) -> Arc<Schema> {
        let name = &entry.device.definition;
        if let Some(made) = self.made.get(name) {
            return Arc::clone(made);
        }
        let listed = self.definitions.iter().find(|definition| definition.name == *name).map(schema);
        // If the definition could not be loaded, a policy for it tells the parameters: a policy lists all of them.
        let told = || self.policies.iter().find(|known| known.definition() == name).map(|known| known.schema.clone());
        let made = listed.or_else(told).unwrap_or_else(|| schema(&unknown(name)));
        let made = Arc::new(made);
        self.made.insert(name.clone(), Arc::clone(&made));
        made
    }
}

/// A definition of which only the name is known.
fn unknown(name: &str) -> DeviceDefinition {
    DeviceDefinition {
        id: None,
        name: name.to_owned(),
        firmware_version: None,
        flags: Default::default(),
        device_specific_command_names: Vec::new(),
        config_parameters: Vec::new(),
        sensor_reading_measures: Vec::new(),
    }
}

#[cfg(test)]
#[path = "fleet_configuration_tests.rs"]
pub(crate) mod tests;
