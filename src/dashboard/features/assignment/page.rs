//! The page that assigns a policy as it is to devices. It creates a plan, and shows first what would change on each device.

use std::sync::Arc;

use jetstream_api::names::{NameError, PolicyName};
use jetstream_fleet::plan::PlanSpec;
use leptos::prelude::*;

use crate::{
    features::{
        assignment::{devices::DevicesToChange, form_state::AssignmentForm, make::CreatePlanButton},
        fleet_configuration::policy_view::PolicyView,
        parameter_editor::problems::FormProblem,
        what_if::view::Candidates,
    },
    paths::{self, PolicyPage},
    shared::debounced_query::DebouncedQuery,
};

/// The page: the devices, their forecast, and the button for the plan.
#[component]
pub fn AssignPolicy(policy_view: Signal<Arc<PolicyView>>, query: DebouncedQuery) -> AnyView {
    let (name, definition) =
        policy_view.with_untracked(|policy_view| (policy_view.name().to_owned(), policy_view.definition().to_owned()));
    let page = paths::policies(&PolicyPage::One(name.clone()));
    let policy = Memo::new(move |_| Some(policy_view.get()));
    let giving = AssignmentForm::new(page.clone(), query, policy, Candidates::Of(definition.clone()), false);
    let spec = move |()| {
        let mut problems = Vec::new();
        let devices = giving.assignments().map_err(|whys| problems.extend(whys.into_iter().map(FormProblem::Message)));
        if giving.view.chosen_count() == 0 {
            problems.push(FormProblem::message("Choose at least one device."));
        } else if devices.as_ref().is_ok_and(Vec::is_empty) {
            problems.push(FormProblem::message("Nothing would change: the chosen devices have this policy already."));
        }
        let policy = PolicyName::parse(&name).map_err(|why| problems.push(FormProblem::message(why)));
        let definition = definition.parse().map_err(|why: NameError| problems.push(FormProblem::message(why)));
        match (policy, devices, definition) {
            (Ok(policy), Ok(devices), Ok(definition)) if problems.is_empty() => {
                let parameters = policy_view.with(|policy_view| policy_view.values.clone());
                Ok(PlanSpec { parameters, create: false, devices, ..PlanSpec::new(policy, definition) })
            }
            _ => Err(problems),
        }
    };
    let tried = RwSignal::new(false);
    view! {
        <section class="stack" aria-labelledby="assign">
            <h2 id="assign">"Give it to devices"</h2>
            <DevicesToChange giving/>
            <CreatePlanButton spec draft=None back=page tried/>
        </section>
    }
    .into_any()
}
