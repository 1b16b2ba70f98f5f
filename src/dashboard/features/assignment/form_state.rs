//! Form state of an assignment: the policy, the chosen devices, the handling of their own values, and the forecast for each.

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

/// Query value for no device. Where all devices are chosen by default, an empty query means all of them.
const NONE: &str = "none";
/// Query value of an option that is switched off.
const NO: &str = "no";

/// The state of the form. All of it is stored in the URL of the page. `Copy`.
#[derive(Clone, Copy)]
pub struct AssignmentForm {
    /// The available devices, the chosen ones, and the forecast for those.
    pub view: ForecastView,
    /// The query of the page.
    pub query: DebouncedQuery,
    put: Callback<UrlQuery>,
    /// The commands that follow the assignment.
    pub afterwards: Memo<AfterAssignment>,
    all_from_the_start: bool,
}

impl AssignmentForm {
    /// Name of the query value that decides whether the values are sent.
    pub const SYNC: &str = "sync";
    /// Name of the query value that decides whether the values are read back.
    pub const READ_BACK: &str = "read-back";

    /// Creates the state for a page and its query, the present policy, and the devices that may get it.
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
        let view = ForecastView::from_url(query.query, policy, scope, selection);
        Self { view, query, put: use_set_query(page), afterwards, all_from_the_start }
    }

    /// Sets the chosen devices.
    pub fn select(&self, selection: &Selection) {
        self.query.flush();
        let query = selection.write(self.query.query.get_untracked());
        let nobody = self.all_from_the_start && selection.is_none();
        self.put.run(if nobody { query.with(Selection::DEVICES, NONE) } else { query });
    }

    /// Adds the devices that match the search to the chosen ones; without a search, chooses all devices.
    pub fn select_shown(&self) {
        let searched = self.query.query.with_untracked(|query| !query.get(CandidateFilter::TEXT).trim().is_empty());
        if !searched {
            return self.select(&Selection::all());
        }
        let name = |number| Some(untrack(|| self.view.entry(number))?.device.name);
        let shown = (0..untrack(|| self.view.count())).filter_map(|row| untrack(|| self.view.row_index(row)));
        let chosen = untrack(|| self.view.chosen());
        let names = shown.chain(chosen.iter().copied()).filter_map(name);
        self.select(&Selection::Only(names.collect()));
    }

    /// Adds a device to the chosen ones, or removes it.
    pub fn toggle(&self, device: &str) {
        self.select(&self.view.selection.get_untracked().toggled(device));
    }

    /// Sets an option ([`Self::SYNC`] or [`Self::READ_BACK`]). It is stored as `no` when it is off.
    pub fn set_option(&self, key: &'static str, wanted: bool) {
        self.query.set.run((key, if wanted { String::new() } else { NO.to_owned() }));
    }

    /// Returns whether an option is on. Reactive.
    pub fn includes(&self, key: &str) -> bool {
        self.query.query.with(|query| query.get(key) != NO)
    }

    /// Sets whether devices keep their own values.
    pub fn keep_own_values(&self, keep: bool) {
        let value = if keep { "" } else { CandidateFilter::DROP };
        self.query.set.run((CandidateFilter::OVERRIDES, value.to_owned()));
    }

    /// Returns whether devices keep their own values. Reactive.
    pub fn keeps_own_values(&self) -> bool {
        self.view.overrides.get() == Overrides::Keep
    }

    /// The assignments of the chosen devices that would change; or the reasons why there can be none, in a few sentences. Reactive.
    pub fn assignments(&self) -> Result<Vec<Assignment>, Vec<String>> {
        let afterwards = self.afterwards.get();
        let setup = self.view.setup.get();
        let (mut assignments, mut refusals) = (Vec::new(), GroupedErrors::default());
        for number in self.view.chosen().iter() {
            let (Some((entry, configuration)), Some(forecast)) =
                (setup.device(*number as usize), self.view.forecast(*number))
            else {
                continue;
            };
            match assignment(entry, configuration, &forecast, afterwards) {
                Ok(assignment) => assignments.extend(assignment),
                Err(refusal) => refusals.add(&entry.device.name, refusal),
            }
        }
        let refusals = refusals.sentences();
        if refusals.is_empty() { Ok(assignments) } else { Err(refusals) }
    }
}
