//! How one device is set up in Jetstream: the parameters of its definition, its policy, its own values.

use std::sync::Arc;

use jetstream_api::{definitions::DeviceDefinition, policies::PolicyDetails};
use jetstream_fleet::configuration::{Layer, Schema, Stack, Values};

use crate::{
    components::policies::{Known, schema},
    directory::Entry,
};

/// The policy of a device, as Jetstream lists it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Held {
    /// It has none.
    Nothing,
    /// It has one of this name, which is not among those that were read.
    Unread(String),
    /// It has this one.
    Policy {
        /// Its name.
        name: String,
        /// Its values.
        values: Values,
        /// The device's own values.
        own: Values,
    },
}

/// The set-up of one device.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub schema: Arc<Schema>,
    pub held: Held,
}

impl Place {
    /// Finds it in what Jetstream answered.
    pub fn of(entry: &Entry, policies: &[PolicyDetails], definitions: &[DeviceDefinition]) -> Self {
        let policy = entry.device.policy.as_deref();
        let details = policies.iter().find(|details| Some(details.policy.name.as_str()) == policy);
        let known = details.map(|details| Known::new(details.clone(), definitions));
        let definition = definitions.iter().find(|definition| definition.name == entry.device.definition);
        // A definition that could not be read is told by the policy, which has every parameter.
        let schema = match (definition, &known) {
            (Some(definition), _) => schema(definition),
            (None, Some(known)) => known.schema.clone(),
            (None, None) => schema(&unknown(&entry.device.definition)),
        };
        let held = match (policy, known) {
            (None, _) => Held::Nothing,
            (Some(name), None) => Held::Unread(name.to_owned()),
            (Some(name), Some(known)) => {
                let own = known.devices().iter().find(|device| device.name == entry.device.name);
                let own = own.map(|device| Values::from(device.overrides.as_slice())).unwrap_or_default();
                Held::Policy { name: name.to_owned(), values: known.values, own }
            }
        };
        Self { schema: Arc::new(schema), held }
    }

    /// Where values stand, as far as Jetstream knows.
    pub fn stack(&self) -> Stack {
        let mut stack = Stack::default();
        stack.load(Layer::Defaults(self.schema.defaults()));
        if let Held::Policy { values, own, .. } = &self.held {
            stack.load(Layer::Policy(values.clone()));
            stack.load(Layer::Overrides(own.clone()));
        }
        stack
    }
}

/// A definition of which nothing but the name is known.
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
