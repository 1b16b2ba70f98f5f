//! A policy that is to be given to devices: which ones, what becomes of their own values, and what that changes on each.

use std::sync::Arc;

use jetstream_fleet::{configuration::Overrides, plan::Assignment};
use leptos::prelude::*;

use crate::{
    features::{
        assignment::{
            calculation::{AfterAssignment, assignment},
            refusals::GroupedErrors,
        },
        fleet_configuration::policy_view::PolicyView,
        what_if::view::{CandidateFilter, Candidates, ForecastView},
    },
    paths::UrlQuery,
    shared::{debounced_query::DebouncedQuery, selection::Selection, url::use_set_query},
};

/// Somebody wants none of the devices. Where all are chosen from the start, an empty query says something else.
const NONE: &str = "none";
/// The word for what is not done.
const NO: &str = "no";

/// What is chosen. All of it stands in the URL of the page. Copied freely.
#[derive(Clone, Copy)]
pub struct AssignmentForm {
    /// The devices that are offered, those that are chosen, and what the policy would do to these.
    pub sight: ForecastView,
    /// The query of the page.
    pub query: DebouncedQuery,
    put: Callback<UrlQuery>,
    /// What is done when they have it.
    pub afterwards: Memo<AfterAssignment>,
    all_from_the_start: bool,
}

impl AssignmentForm {
    /// The name of the value that says whether the values are sent.
    pub const SYNC: &str = "sync";
    /// The name of the value that says whether they are read back.
    pub const READ_BACK: &str = "read-back";

    /// For a page with its query, a policy as it stands, and the devices that may get it.
    pub fn new(
        page: String,
        query: DebouncedQuery,
        policy: Memo<Option<Arc<PolicyView>>>,
        scope: Candidates,
        all_from_the_start: bool,
    ) -> Self {
        let selection = Memo::new(move |_| {
            query.query.with(|query| match Selection::read(query) {
                selection if !selection.is_none() || !all_from_the_start => selection,
                none if query.get(Selection::DEVICES) == NONE => none,
                _ => Selection::all(),
            })
        });
        let afterwards = Memo::new(move |_| {
            let wants = |key: &str| query.query.with(|query| query.get(key) != NO);
            AfterAssignment { sync: wants(Self::SYNC), read_back: wants(Self::READ_BACK) }
        });
        let sight = ForecastView::from_url(query.query, policy, scope, selection);
        Self { sight, query, put: use_set_query(page), afterwards, all_from_the_start }
    }

    /// Chooses devices.
    pub fn select(&self, selection: &Selection) {
        self.query.flush();
        let query = selection.write(self.query.query.get_untracked());
        let nobody = self.all_from_the_start && selection.is_none();
        self.put.run(if nobody { query.with(Selection::DEVICES, NONE) } else { query });
    }

    /// Chooses those that the search leaves, beside what is chosen already; without a search, all that are offered.
    pub fn select_shown(&self) {
        let searched = self.query.query.with_untracked(|query| !query.get(CandidateFilter::TEXT).trim().is_empty());
        if !searched {
            return self.select(&Selection::all());
        }
        let name = |number| Some(untrack(|| self.sight.entry(number))?.device.name);
        let shown = (0..untrack(|| self.sight.count())).filter_map(|row| untrack(|| self.sight.row_index(row)));
        let chosen = untrack(|| self.sight.chosen());
        let names = shown.chain(chosen.iter().copied()).filter_map(name);
        self.select(&Selection::Only(names.collect()));
    }

    /// Chooses a device, or no longer.
    pub fn toggle(&self, device: &str) {
        self.select(&self.sight.selection.get_untracked().toggled(device));
    }

    /// Sets one of the values that are `no` when something is not wanted.
    pub fn set_own_values_kept(&self, key: &'static str, wanted: bool) {
        self.query.set.run((key, if wanted { String::new() } else { NO.to_owned() }));
    }

    /// Is something wanted? Reactive.
    pub fn includes(&self, key: &str) -> bool {
        self.query.query.with(|query| query.get(key) != NO)
    }

    /// Says what becomes of own values.
    pub fn keep_own_values(&self, keep: bool) {
        let value = if keep { "" } else { CandidateFilter::DROP };
        self.query.set.run((CandidateFilter::OVERRIDES, value.to_owned()));
    }

    /// Do devices keep their own values? Reactive.
    pub fn keeps_own_values(&self) -> bool {
        self.sight.overrides.get() == Overrides::Keep
    }

    /// What a plan takes of each device that is chosen and that would change; or why it cannot, in a few sentences; reactive.
    pub fn assignments(&self) -> Result<Vec<Assignment>, Vec<String>> {
        let afterwards = self.afterwards.get();
        let setup = self.sight.setup.get();
        let (mut assignments, mut refusals) = (Vec::new(), GroupedErrors::default());
        for number in self.sight.chosen().iter() {
            let (Some((entry, place)), Some(forecast)) = (setup.device(*number as usize), self.sight.forecast(*number))
            else {
                continue;
            };
            match assignment(entry, place, &forecast, afterwards) {
                Ok(assignment) => assignments.extend(assignment),
                Err(refusal) => refusals.add(&entry.device.name, refusal),
            }
        }
        let refusals = refusals.sentences();
        if refusals.is_empty() { Ok(assignments) } else { Err(refusals) }
    }
}
