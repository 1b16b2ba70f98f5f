//! The layers of values: factory default, policy, override of the device, and last report of the device.

use jiff::Timestamp;

use super::Values;

/// The values of one parameter in all layers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layers {
    /// The factory default.
    pub default: Option<String>,
    /// The policy's value.
    pub policy: Option<String>,
    /// The device's own value, its override of the policy.
    pub own: Option<String>,
    /// The value that the device last reported, and when. It does not count for the effective value: it is compared with that.
    pub reported: Option<(String, Timestamp)>,
}

/// The layer that a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueOrigin {
    /// The device's own value.
    Override,
    /// The policy.
    Policy,
    /// The factory default.
    Default,
}

impl Layers {
    /// The value that the device should have, and the layer that it comes from; `None` where no layer has one.
    pub fn effective(&self) -> Option<(&str, ValueOrigin)> {
        let layers = [
            (&self.own, ValueOrigin::Override),
            (&self.policy, ValueOrigin::Policy),
            (&self.default, ValueOrigin::Default),
        ];
        layers.into_iter().find_map(|(value, origin)| Some((value.as_deref()?, origin)))
    }
}

/// All values of one layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layer {
    /// The factory defaults.
    Defaults(Values),
    /// The policy's.
    Policy(Values),
    /// The device's own.
    Overrides(Values),
    /// The last report of the device.
    Reported {
        /// The values.
        values: Values,
        /// When.
        at: Timestamp,
    },
}

/// The layers of all parameters of one device. They are loaded in any order, as the responses come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayerStack {
    defaults: Values,
    policy: Values,
    overrides: Values,
    reported: Option<(Timestamp, Values)>,
}

impl LayerStack {
    /// Sets or replaces a layer. A report that is older than the present one is ignored.
    pub fn from_layers(&mut self, layer: Layer) {
        match layer {
            Layer::Defaults(values) => self.defaults = values,
            Layer::Policy(values) => self.policy = values,
            Layer::Overrides(values) => self.overrides = values,
            // Compared with their values too, so that two reports of one second give the same in either order.
            Layer::Reported { values, at } => self.reported = self.reported.take().max(Some((at, values))),
        }
    }

    /// The layers of one parameter.
    pub fn of(&self, key: &str) -> Layers {
        let value = |values: &Values| values.get(key).map(str::to_owned);
        let reported = self.reported.as_ref().and_then(|(at, values)| Some((value(values)?, *at)));
        Layers { default: value(&self.defaults), policy: value(&self.policy), own: value(&self.overrides), reported }
    }

    /// The values that the device should have.
    pub fn effective(&self) -> Values {
        self.defaults.with(&self.policy).with(&self.overrides)
    }
}

#[cfg(test)]
#[path = "layers_tests.rs"]
mod tests;
