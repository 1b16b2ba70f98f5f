//! The devices of the what-if page: what the query leaves of them, which are chosen, and what the policy would do to those.

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

/// What the query says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CandidateFilter {
    /// In lower case, like what it is searched in.
    text: String,
    show: String,
}

impl CandidateFilter {
    /// The policy that devices may get.
    pub const POLICY: &str = "policy";
    /// What becomes of the devices' own values: `drop`, or nothing.
    pub const OVERRIDES: &str = "overrides";
    /// The search.
    pub const TEXT: &str = "q";
    /// Which devices are listed: `fitting`, `chosen`, or nothing for all.
    pub const SHOW: &str = "show";
    /// The word for those of the policy's definition.
    pub const FITTING: &str = "fitting";
    /// The word for those that are chosen.
    pub const CHOSEN: &str = "chosen";
    /// The word for giving up own values.
    pub const DROP: &str = "drop";

    fn read(query: &UrlQuery) -> Self {
        Self { text: query.get(Self::TEXT).trim().to_ascii_lowercase(), show: query.get(Self::SHOW).to_owned() }
    }
}

/// What is shown. Copied freely.
#[derive(Clone, Copy)]
pub struct ForecastView {
    /// The fleet.
    pub setup: Memo<Arc<FleetConfiguration>>,
    /// The policy that is asked about, once one is chosen.
    pub policy: Memo<Option<Arc<PolicyView>>>,
    /// What becomes of own values.
    pub overrides: Memo<Overrides>,
    /// The rules that the forecasts are held against.
    pub rules: RuleStore,
    /// The devices that are chosen.
    pub selection: Memo<Selection>,
    shown: Memo<Arc<[u32]>>,
    chosen: Memo<Arc<[u32]>>,
    forecasts: Forecasts,
}

/// Which devices are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Candidates {
    /// All: those of another definition than the policy's, too, since somebody may ask why not.
    All,
    /// Those of one definition.
    Of(String),
    /// Those that have one policy.
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
    /// The page, as a query has it.
    pub fn new(query: Memo<UrlQuery>) -> Self {
        let setup = FleetConfiguration::current();
        let name = Memo::new(move |_| query.with(|query| query.get(CandidateFilter::POLICY).to_owned()));
        let policy = Memo::new(move |_| setup.with(|setup| setup.policy(&name.get()).cloned()));
        let selection = Memo::new(move |_| query.with(Selection::read));
        Self::from_url(query, policy, Candidates::All, selection)
    }

    /// For a policy that is told by something else than the query.
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
        // Where only some devices are offered, "all of them" means these; else what the search leaves, and for "fitting" the
        // definition.
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
            // What was chosen by name stays chosen when a filter hides it; what was chosen by filters follows them.
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

    /// How many devices are listed.
    pub fn count(&self) -> usize {
        self.shown.with(|shown| shown.len())
    }

    /// How many devices are chosen.
    pub fn chosen_count(&self) -> usize {
        self.chosen.with(|chosen| chosen.len())
    }

    /// The numbers of the devices that are chosen.
    pub fn chosen(&self) -> Arc<[u32]> {
        self.chosen.get()
    }

    /// The number of the device in a row; `None` behind the last one.
    pub fn row_index(&self, row: usize) -> Option<u32> {
        self.shown.with(|shown| shown.get(row).copied())
    }

    /// A device by its number.
    pub fn entry(&self, number: u32) -> Option<DeviceEntry> {
        self.setup.with(|setup| setup.device(number as usize).map(|(entry, _)| entry.clone()))
    }

    /// What the policy would do to a device, if that is chosen.
    pub fn forecast(&self, number: u32) -> Option<Arc<Forecast>> {
        self.forecasts.of(number)
    }

    /// All forecasts together.
    pub fn summary(&self) -> Summary {
        summary(self.forecasts.all().values().map(|forecast| &**forecast))
    }
}
