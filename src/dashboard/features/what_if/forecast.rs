//! The forecast of a policy for many devices: worked out for those that are chosen, all at once, when something about it has
//! changed.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::catalogue::FirmwareVersion;
use jetstream_fleet::configuration::{Forecast, Overrides, ProposedPolicy, Rule, Target, what_if};
use leptos::prelude::*;

use crate::{
    features::fleet_configuration::{
        model::FleetConfiguration,
        policy_view::PolicyView,
        report_cache::{DeviceReport, ReportCache},
    },
    state::live::LiveState,
};

/// What a forecast depends on beyond policy and devices: what the devices have said.
#[derive(Debug, Clone, Default, PartialEq)]
struct CachedForecast {
    heard: Arc<DeviceReport>,
    firmware: Option<FirmwareVersion>,
}

/// Forecasts by the number of the device. Copied freely.
#[derive(Clone, Copy)]
pub struct Forecasts {
    by_number: Memo<Arc<HashMap<u32, Arc<Forecast>>>>,
}

impl Forecasts {
    /// Works them out, and again when something has changed.
    pub fn new(
        setup: Memo<Arc<FleetConfiguration>>,
        policy: Memo<Option<Arc<PolicyView>>>,
        overrides: Memo<Overrides>,
        devices: Memo<Arc<[u32]>>,
        rules: Signal<Arc<[Rule]>>,
    ) -> Self {
        let live = LiveState::current();
        let heard = StoredValue::new(ReportCache::default());
        // Looked at once a second: a forecast does not hurry, and each look is one at all devices that are chosen.
        let said = Memo::new(move |_| {
            let (setup, devices, now) = (setup.get(), devices.get(), live.now());
            let mut said = Vec::with_capacity(devices.len());
            heard.update_value(|heard| {
                live.with_untracked(|fleet| {
                    for number in devices.iter() {
                        let name = setup.device(*number as usize).map_or("", |(entry, _)| &entry.device.name);
                        let firmware = fleet.health().firmware(name).and_then(|text| text.parse().ok());
                        said.push(CachedForecast { heard: heard.of(fleet, name, now), firmware });
                    }
                });
            });
            said
        });
        let by_number = Memo::new_with_compare(
            move |_| {
                let (setup, devices, said) = (setup.get(), devices.get(), said.read());
                let forecasts = policy.with(|policy| {
                    let policy = policy.as_deref()?;
                    Some(forecasts(&setup, policy, overrides.get(), &devices, &said, &rules.read()))
                });
                let forecasts = forecasts.unwrap_or_default().into_iter().map(Arc::new);
                Arc::new(devices.iter().copied().zip(forecasts).collect())
            },
            |_, _| true,
        );
        Self { by_number }
    }

    /// The forecast of a device, if it is chosen and there is a policy.
    pub fn of(&self, number: u32) -> Option<Arc<Forecast>> {
        self.by_number.with(|all| all.get(&number).cloned())
    }

    /// All of them, in no particular order.
    pub fn all(&self) -> Arc<HashMap<u32, Arc<Forecast>>> {
        self.by_number.get()
    }
}

fn forecasts<'a>(
    setup: &'a FleetConfiguration,
    policy: &PolicyView,
    overrides: Overrides,
    devices: &[u32],
    said: &'a [CachedForecast],
    rules: &[Rule],
) -> Vec<Forecast> {
    let target = |(number, said): (&u32, &'a CachedForecast)| {
        let (entry, place) = setup.device(*number as usize)?;
        Some(Target {
            device: &entry.device.name,
            definition: &entry.device.definition,
            policy: place.policy.name(),
            values: place.policy.values(),
            overrides: &place.overrides,
            reported: said.heard.current(),
            firmware: said.firmware,
        })
    };
    let targets: Vec<_> = devices.iter().zip(said).filter_map(target).collect();
    let (name, definition, holders) = (policy.name(), policy.definition(), policy.devices());
    let proposal = ProposedPolicy { policy: name, definition, values: &policy.values, overrides, holders };
    what_if(&policy.schema, &proposal, &targets, rules)
}
