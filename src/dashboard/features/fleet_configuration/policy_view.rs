//! A view model of a policy: its values and its schema, computed once for each response of Jetstream.

use std::sync::Arc;

use jetstream_api::{
    capabilities::{CommandFlags, DeviceProfile},
    definitions::DeviceDefinition,
    policies::{Policy, PolicyDetails, PolicyDevice},
    wire::Pair,
};
use jetstream_fleet::configuration::{Schema, Values};
use leptos::prelude::*;

use crate::state::directory::Directory;

/// A policy with its values and its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyView {
    /// The policy as Jetstream returned it.
    pub details: PolicyDetails,
    /// Its values.
    pub values: Values,
    /// The parameters of its definition.
    pub schema: Schema,
    /// Whether the schema comes from the policy's own parameters, because the definition is not loaded.
    pub guessed: bool,
}

impl PolicyView {
    /// Creates the view of a policy. `definitions` are the loaded ones.
    pub fn new(details: PolicyDetails, definitions: &[DeviceDefinition]) -> Self {
        let policy = &details.policy;
        let definition = definitions.iter().find(|definition| definition.name == policy.definition);
        let schema = definition.map_or_else(|| schema(&definition_of(policy)), schema);
        let values = Values::from(policy.parameters.as_slice());
        Self { guessed: definition.is_none(), values, schema, details }
    }

    /// Creates the view of a policy that does not exist yet and has no devices.
    pub fn with_values(name: String, definition: String, values: Values, schema: Schema) -> Self {
        let policy = Policy { id: None, name, definition, parameters: values.pairs() };
        Self { details: PolicyDetails { policy, devices: Vec::new() }, values, schema, guessed: false }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.details.policy.name
    }

    /// The name of its definition.
    pub fn definition(&self) -> &str {
        &self.details.policy.definition
    }

    /// The devices that have it.
    pub fn devices(&self) -> &[PolicyDevice] {
        &self.details.devices
    }
}

/// The schema of a definition.
pub fn schema(definition: &DeviceDefinition) -> Schema {
    Schema::of(definition, DeviceProfile::new(&definition.name, definition.flags).kind)
}

/// A definition made from a policy for it: a policy lists every parameter.
fn definition_of(policy: &Policy) -> DeviceDefinition {
    let text = |pair: &Pair| Pair { key: pair.key.clone(), value: "String".to_owned() };
    DeviceDefinition {
        id: None,
        name: policy.definition.clone(),
        firmware_version: None,
        flags: CommandFlags::default(),
        device_specific_command_names: Vec::new(),
        config_parameters: policy.parameters.iter().map(text).collect(),
        sensor_reading_measures: Vec::new(),
    }
}

/// All policies, in the order of Jetstream's response; empty until they are loaded.
pub fn policy_views() -> Memo<Arc<[Arc<PolicyView>]>> {
    let directory = Directory::current();
    Memo::new(move |_| {
        let (policies, definitions) = (directory.policies(), directory.definitions());
        let definitions = definitions.value().map(|known| &**known).unwrap_or_default();
        let known = |details: &PolicyDetails| Arc::new(PolicyView::new(details.clone(), definitions));
        policies.value().map(|policies| policies.iter().map(known).collect()).unwrap_or_default()
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn details(name: &str, devices: &[(&str, &[(&str, &str)])]) -> PolicyDetails {
        let pair = |(key, value): &(&str, &str)| Pair { key: (*key).into(), value: (*value).into() };
        let parameters = [("dooropentimelimit", "300"), ("userbypass", "0")].iter().map(pair).collect();
        let definition = "TS092, Security Cabinet".into();
        let policy = Policy { id: None, name: name.into(), definition, parameters };
        let device = |(name, own): &(&str, &[(&str, &str)])| PolicyDevice {
            name: (*name).into(),
            overrides: own.iter().map(pair).collect(),
        };
        PolicyDetails { policy, devices: devices.iter().map(device).collect() }
    }

    #[test]
    fn a_definition_that_could_not_be_read_is_told_by_the_policy_itself() {
        let known = PolicyView::new(details("Ward", &[]), &[]);
        assert!(known.guessed && !known.schema.assumed);
        let names: Vec<_> = known.schema.fields().iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["DoorOpenTimeLimit", "UserBypass"]);
        assert_eq!(known.values.get("dooropentimelimit"), Some("300"));
    }
}
