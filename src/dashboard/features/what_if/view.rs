//! The view model of the what-if page: the listed devices, the selected devices, and their forecasts.

use std::sync::Arc;

use jetstream_fleet::configuration::{Forecast, Overrides};
use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::{model::FleetConfiguration, policy_view::PolicyView, rule_store::RuleStore},
        what_if::{
            forecast::Forecasts,
            text::{Summary, summary},
        },
    },
    paths::UrlQuery,
    shared::selection::Selection,
    state::directory::device_entry::DeviceEntry,
};

/// The filter of the list, as stored in the query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CandidateFilter {
    /// In lower case, like the text that is searched.
    text: String,
    show: String,
}

impl CandidateFilter {
    /// The query key of the policy.
    pub const POLICY: &str = "policy";
    /// The query key for the handling of own values: `drop`, or empty.
    pub const OVERRIDES: &str = "overrides";
    /// The query key of the text filter.
    pub const TEXT: &str = "q";
    /// The query key of the list filter: `fitting`, `chosen`, or empty for all.
    pub const SHOW: &str = "show";
    /// The value for devices of the policy's definition.
    pub const FITTING: &str = "fitting";
    /// The value for selected devices.
    pub const CHOSEN: &str = "chosen";
    /// The value for dropping own values.
    pub const DROP: &str = "drop";

    fn read(query: &UrlQuery) -> Self {
        Self { text: query.get(Self::TEXT).trim().to_ascii_lowercase(), show: query.get(Self::SHOW).to_owned() }
    }
}

/// The view model. All fields are signals or memos.
#[derive(Clone, Copy)]
pub struct ForecastView {
    /// The devices and policies.
    pub setup: Memo<Arc<FleetConfiguration>>,
    /// The policy of the forecast, once one is selected.
    pub policy: Memo<Option<Arc<PolicyView>>>,
    /// The handling of own values.
    pub overrides: Memo<Overrides>,
    /// The rules that the forecasts are checked against.
    pub rules: RuleStore,
    /// The selected devices.
    pub selection: Memo<Selection>,
    shown: Memo<Arc<[u32]>>,
    chosen: Memo<Arc<[u32]>>,
    forecasts: Forecasts,
}

/// The devices that can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Candidates {
    /// All, including those of other definitions, so that the forecast can say why the policy does not fit.
    All,
    /// Devices of one definition.
    Of(String),
    /// Devices that have one policy.
    HoldersOf(String),
}

impl Candidates {
    fn offers(&self, entry: &DeviceEntry) -> bool {
        match self {
            Self::All => true,
            Self::Of(definition) => entry.device.definition == *definition,
            Self::HoldersOf(policy) => entry.device.policy.as_ref() == Some(policy),
        }
    }
}

impl ForecastView {
    /// The view model for a query that names the policy.
    pub fn new(query: Memo<UrlQuery>) -> Self {
        let setup = FleetConfiguration::current();
        let name = Memo::new(move |_| query.with(|query| query.get(CandidateFilter::POLICY).to_owned()));
        let policy = Memo::new(move |_| setup.with(|setup| setup.policy(&name.get()).cloned()));
        let selection = Memo::new(move |_| query.with(Selection::read));
        Self::from_url(query, policy, Candidates::All, selection)
    }

    /// The view model for a policy that is given by the caller. `scope` limits the devices.
    pub fn from_url(
        query: Memo<UrlQuery>,
        policy: Memo<Option<Arc<PolicyView>>>,
        scope: Candidates,
        selection: Memo<Selection>,
    ) -> Self {
        let (setup, rules) = (FleetConfiguration::current(), RuleStore::open());
        let filter = Memo::new(move |_| query.with(CandidateFilter::read));
        let overrides = Memo::new(move |_| {
            let drop = query.with(|query| query.get(CandidateFilter::OVERRIDES) == CandidateFilter::DROP);
            if drop { Overrides::Drop } else { Overrides::Keep }
        });
        // If only some devices are offered, "all" selects all of those. Otherwise it selects the devices that match the search and the
        // "fitting" filter.
        let follows = scope == Candidates::All;
        let offered = Memo::new(move |_| {
            let setup = setup.get();
            let offers = |number: &u32| setup.device(*number as usize).is_some_and(|(entry, _)| scope.offers(entry));
            setup.names.iter().copied().filter(offers).collect::<Arc<[_]>>()
        });
        let found = Memo::new(move |_| {
            let (setup, offered, filter) = (setup.get(), offered.get(), filter.get());
            let definition = policy.with(|policy| policy.as_ref().map(|known| known.definition().to_owned()));
            let definition = definition.filter(|_| filter.show == CandidateFilter::FITTING);
            let fits = |number: &u32| {
                setup.device(*number as usize).is_some_and(|(entry, _)| {
                    entry.haystack.contains(&filter.text)
                        && definition.as_ref().is_none_or(|definition| entry.device.definition == *definition)
                })
            };
            offered.iter().copied().filter(fits).collect::<Arc<[_]>>()
        });
        let chosen = Memo::new(move |_| {
            let (setup, selection) = (setup.get(), selection.read());
            let is_chosen = |number: &u32| {
                setup.device(*number as usize).is_some_and(|(entry, _)| selection.has(&entry.device.name))
            };
            // Devices selected by name stay selected when a filter hides them. A selection by filter follows the filter.
            let of = match selection.is_all() {
                true if follows => found.get(),
                true => offered.get(),
                false => Arc::clone(&setup.names),
            };
            if selection.is_none() {
                Arc::default()
            } else {
                of.iter().copied().filter(is_chosen).collect::<Arc<[_]>>()
            }
        });
        let shown = Memo::new(move |_| {
            if filter.with(|filter| filter.show != CandidateFilter::CHOSEN) {
                return found.get();
            }
            let (setup, filter) = (setup.get(), filter.get());
            let found = |number: &u32| {
                setup.device(*number as usize).is_some_and(|(entry, _)| entry.haystack.contains(&filter.text))
            };
            chosen.with(|chosen| chosen.iter().copied().filter(found).collect())
        });
        let forecasts = Forecasts::new(setup, policy, overrides, chosen, Signal::derive(move || rules.all()));
        Self { setup, policy, overrides, rules, selection, shown, chosen, forecasts }
    }

    /// The number of listed devices.
    pub fn count(&self) -> usize {
        self.shown.with(|shown| shown.len())
    }

    /// The number of selected devices.
    pub fn chosen_count(&self) -> usize {
        self.chosen.with(|chosen| chosen.len())
    }

    /// The indices of the selected devices.
    pub fn chosen(&self) -> Arc<[u32]> {
        self.chosen.get()
    }

    /// The index of the device in a row; `None` after the last row.
    pub fn row_index(&self, row: usize) -> Option<u32> {
        self.shown.with(|shown| shown.get(row).copied())
    }

    /// A device by its index.
    pub fn entry(&self, number: u32) -> Option<DeviceEntry> {
        self.setup.with(|setup| setup.device(number as usize).map(|(entry, _)| entry.clone()))
    }

    /// The forecast of a device, if the device is selected.
    pub fn forecast(&self, number: u32) -> Option<Arc<Forecast>> {
        self.forecasts.of(number)
    }

    /// The summary of all forecasts.
    pub fn summary(&self) -> Summary {
        summary(self.forecasts.all().values().map(|forecast| &**forecast))
    }
}
