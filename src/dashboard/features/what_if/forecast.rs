//! A memo of the forecasts of a policy for the selected devices. All are computed together when one of their inputs changes.

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

/// The inputs of a forecast that come from the device: its reported values and its firmware version.
#[derive(Debug, Clone, Default, PartialEq)]
struct CachedForecast {
    reports: Arc<DeviceReport>,
    firmware: Option<FirmwareVersion>,
}

/// The forecasts by device index.
#[derive(Clone, Copy)]
pub struct Forecasts {
    by_number: Memo<Arc<HashMap<u32, Arc<Forecast>>>>,
}

impl Forecasts {
    /// Computes the forecasts, and again after each change of an input.
    pub fn new(
        setup: Memo<Arc<FleetConfiguration>>,
        policy: Memo<Option<Arc<PolicyView>>>,
        overrides: Memo<Overrides>,
        devices: Memo<Arc<[u32]>>,
        rules: Signal<Arc<[Rule]>>,
    ) -> Self {
        let live = LiveState::current();
        let reports = StoredValue::new(ReportCache::default());
        // Updated once a second: each update reads all selected devices, and forecasts need not be faster.
        let said = Memo::new(move |_| {
            let (setup, devices, now) = (setup.get(), devices.get(), live.now());
            let mut said = Vec::with_capacity(devices.len());
            reports.update_value(|reports| {
                live.with_untracked(|fleet| {
                    for number in devices.iter() {
                        let name = setup.device(*number as usize).map_or("", |(entry, _)| &entry.device.name);
                        let firmware = fleet.health().firmware(name).and_then(|text| text.parse().ok());
                        said.push(CachedForecast { reports: reports.of(fleet, name, now), firmware });
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

    /// The forecast of a device, if the device is selected and there is a policy.
    pub fn of(&self, number: u32) -> Option<Arc<Forecast>> {
        self.by_number.with(|all| all.get(&number).cloned())
    }

    /// All forecasts by device index.
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
        let (entry, configuration) = setup.device(*number as usize)?;
        Some(Target {
            device: &entry.device.name,
            definition: &entry.device.definition,
            policy: configuration.policy.name(),
            values: configuration.policy.values(),
            overrides: &configuration.overrides,
            reported: said.reports.current(),
            firmware: said.firmware,
        })
    };
    let targets: Vec<_> = devices.iter().zip(said).filter_map(target).collect();
    let (name, definition, holders) = (policy.name(), policy.definition(), policy.devices());
    let proposal = ProposedPolicy { policy: name, definition, values: &policy.values, overrides, holders };
    what_if(&policy.schema, &proposal, &targets, rules)
}
