//! The layers of a device's values, as far as Jetstream knows them.

use jetstream_fleet::configuration::{Layer, LayerStack};

use crate::features::fleet_configuration::model::DeviceConfiguration;

/// Builds the layers of a device's values: factory defaults, policy and own values, as far as Jetstream knows them.
pub fn stack(configuration: &DeviceConfiguration) -> LayerStack {
    let mut stack = LayerStack::default();
    stack.from_layers(Layer::Defaults(configuration.schema.defaults()));
    if let Some(values) = configuration.policy.values() {
        stack.from_layers(Layer::Policy(values.clone()));
        stack.from_layers(Layer::Overrides((*configuration.overrides).clone()));
    }
    stack
}
