//! Tests of the layers of values.

use proptest::prelude::*;

use super::*;
use crate::configuration::samples::{any_values, values};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

#[test]
fn a_device_s_own_value_beats_the_policy_which_beats_the_default_and_a_report_beats_none() {
    let mut stack = LayerStack::default();
    assert_eq!(stack.of("ip").effective(), None);
    stack.from_layers(Layer::Reported { values: values([("ip", "10.0.0.9")]), at: at(5) });
    assert_eq!(stack.of("ip").effective(), None);
    assert_eq!(stack.of("IP").reported, Some(("10.0.0.9".to_owned(), at(5))));
    stack.from_layers(Layer::Defaults(values([("ip", "0.0.0.0")])));
    assert_eq!(stack.of("ip").effective(), Some(("0.0.0.0", ValueOrigin::Default)));
    stack.from_layers(Layer::Policy(values([("ip", "10.0.0.1")])));
    assert_eq!(stack.of("ip").effective(), Some(("10.0.0.1", ValueOrigin::Policy)));
    stack.from_layers(Layer::Overrides(values([("ip", "10.0.0.7")])));
    assert_eq!(stack.of("ip").effective(), Some(("10.0.0.7", ValueOrigin::Override)));
    stack.from_layers(Layer::Overrides(Values::default()));
    assert_eq!(stack.of("ip").effective(), Some(("10.0.0.1", ValueOrigin::Policy)), "the override was taken back");
}

#[test]
fn an_older_report_that_comes_later_is_ignored() {
    let mut stack = LayerStack::default();
    stack.from_layers(Layer::Reported { values: values([("ping", "60")]), at: at(9) });
    stack.from_layers(Layer::Reported { values: values([("ping", "0")]), at: at(4) });
    assert_eq!(stack.of("ping").reported, Some(("60".to_owned(), at(9))));
}

fn layers() -> impl Strategy<Value = (Vec<Layer>, Vec<Layer>)> {
    let reports = proptest::collection::vec((any_values(), 0..3_i64), 0..4);
    let layers = (any_values(), any_values(), any_values(), reports).prop_map(|(defaults, policy, own, reports)| {
        let reports = reports.into_iter().map(|(values, second)| Layer::Reported { values, at: at(second) });
        [Layer::Defaults(defaults), Layer::Policy(policy), Layer::Overrides(own)].into_iter().chain(reports).collect()
    });
    layers.prop_flat_map(|layers: Vec<_>| (Just(layers.clone()), Just(layers).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn layers_resolve_the_same_whatever_the_order_of_loading((one, other) in layers()) {
        let loaded = |layers: Vec<Layer>| {
            let mut stack = LayerStack::default();
            layers.into_iter().for_each(|layer| stack.from_layers(layer));
            stack
        };
        let (one, other) = (loaded(one), loaded(other));
        prop_assert_eq!(&one, &other);
        for (key, value) in one.effective().iter() {
            let layers = other.of(key);
            prop_assert_eq!(layers.effective().map(|(value, _)| value), Some(value));
        }
    }
}
