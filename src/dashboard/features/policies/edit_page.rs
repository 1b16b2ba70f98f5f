//! The page that edits a policy. Jetstream cannot change a policy, so the edit becomes a new policy and a plan that assigns it to the
//! devices.

use std::sync::Arc;

use jetstream_api::{
    catalogue::FirmwareVersion,
    names::{NameError, PolicyName},
};
use jetstream_fleet::{
    configuration::{CheckContext, Layer, LayerStack},
    plan::PlanSpec,
};
use leptos::prelude::*;

use crate::{
    features::{
        assignment::{
            changes::ChangedValues, devices::DevicesToChange, form_state::AssignmentForm, make::CreatePlanButton,
        },
        fleet_configuration::policy_view::PolicyView,
        parameter_editor::{
            draft::{Draft, DraftStart},
            draft_rules::Purpose,
            editor::ParameterEditor,
            problems::FormProblem,
        },
        policies::{
            forms::name::{policy_name, unused_name},
            list::copy_link,
            loaded_policy::LoadedPolicy,
        },
        what_if::view::{CandidateFilter, Candidates},
    },
    paths::{self, PolicyPage},
    shared::{
        debounced::Debounced, debounced_query::DebouncedQuery, freshness::StalePolicies, page_title::PageTitle,
        url::use_query,
    },
    state::{directory::Directory, live::LiveState},
    text,
};
use jetstream_ui::{Checkbox, Notice, Panel, TextField};

/// The query key of the new policy's name.
const NAME: &str = "name";
/// The query key that keeps the old policy if its value is `no`.
const DELETE: &str = "delete";

const TRUTH: &str = "Jetstream lets nothing of a policy change but its name. What you change here becomes a new policy; a change \
                     plan then takes the old one off each device, adds the new one with the device's own values, and sends it. \
                     The plan shows every step before anything is sent.";

/// The page.
#[component]
pub fn EditPolicyPage(
    /// The policy's name from the URL.
    name: String,
) -> AnyView {
    let title = format!("Edit {name}");
    view! {
        <PageTitle page=title.clone()/>
        <header class="page-head"><h1>{title}</h1></header>
        <StalePolicies/>
        <LoadedPolicy
            name
            show=|policy_view| match policy_view.with_untracked(|policy_view| policy_view.devices().is_empty()) {
                true => view! { <NobodyHasIt policy_view/> }.into_any(),
                false => view! { <Edit policy_view/> }.into_any(),
            }
        />
    }
    .into_any()
}

/// The notice for a policy without devices: no plan is needed there, so a copy has the same result as an edit.
#[component]
fn NobodyHasIt(policy_view: Signal<Arc<PolicyView>>) -> AnyView {
    let copy = move || policy_view.with(|policy_view| copy_link(policy_view.name()));
    view! {
        <Notice title="No device has it" action=move || view! { <a class="button" href=copy>"Copy as a new policy"</a> }>
            <p>
                "A policy cannot be edited, and there is no device to move to another one. Change a copy of it, and delete \
                this one if nobody needs it."
            </p>
        </Notice>
    }
    .into_any()
}

/// The editor and the plan. The draft is created once, so that a reload of the policies does not discard the user's edits.
#[component]
fn Edit(policy_view: Signal<Arc<PolicyView>>) -> AnyView {
    let first = policy_view.get_untracked();
    let old = first.name().to_owned();
    let page = paths::policies(&PolicyPage::Edit(old.clone()));
    let draft = draft(&first);
    draft.save(&page);

    let (query, set) = use_query(page.clone());
    let query = DebouncedQuery::new(&[NAME, CandidateFilter::TEXT], query, set);
    let directory = Directory::current();
    let names = Memo::new(move |_| {
        let policies = directory.policies();
        let policies = policies.value().map(|policies| &**policies).unwrap_or_default();
        policies.iter().map(|details| details.policy.name.clone()).collect::<Vec<_>>()
    });
    let name = RwSignal::new(untrack(|| {
        let typed = query.query.with(|query| query.get(NAME).to_owned());
        if typed.is_empty() { names.with(|names| unused_name(&old, names)) } else { typed }
    }));
    let name_read =
        Memo::new(move |_| names.with(|names| name.with(|name| policy_name(name, names.iter().map(String::as_str)))));

    let values = Debounced::new(Signal::derive(move || draft.values()));
    let (schema, definition) = (first.schema.clone(), first.definition().to_owned());
    let proposed = Memo::new(move |_| {
        let policy_view = PolicyView::with_values(name.get(), definition.clone(), values.get(), schema.clone());
        Some(Arc::new(policy_view))
    });
    let giving = AssignmentForm::new(page, query, proposed, Candidates::HoldersOf(old.clone()), true);
    keep_informed(draft, giving, &first);

    let holders = Memo::new(move |_| policy_view.with(|policy_view| policy_view.devices().len()));
    let stay = Memo::new(move |_| holders.get().saturating_sub(giving.view.chosen_count()));
    let deletes = Memo::new(move |_| giving.includes(DELETE));
    let spec = {
        let (old, definition) = (old.clone(), first.definition().to_owned());
        move |()| {
            let unchanged = || FormProblem::message("Nothing is changed: change at least one parameter.");
            let nobody = || {
                FormProblem::message("Choose at least one device. Without devices, make a new policy of it instead.")
            };
            let mut problems = Vec::new();
            problems.extend(draft.blocks().then_some(FormProblem::InvalidValues));
            problems.extend(draft.changes().is_empty().then(unchanged));
            problems.extend((giving.view.chosen_count() == 0).then(nobody));
            let policy = name_read.get().map_err(|why| problems.push(FormProblem::Message(why)));
            let devices =
                giving.assignments().map_err(|whys| problems.extend(whys.into_iter().map(FormProblem::Message)));
            let from = PolicyName::parse(&old).map_err(|why| problems.push(FormProblem::message(why)));
            let definition = definition.parse().map_err(|why: NameError| problems.push(FormProblem::message(why)));
            match (policy, devices, from, definition) {
                (Ok(policy), Ok(devices), Ok(from), Ok(definition)) if problems.is_empty() => Ok(PlanSpec {
                    from: Some(from),
                    policy,
                    definition,
                    parameters: draft.values(),
                    create: true,
                    delete_old: deletes.get() && stay.get() == 0,
                    devices,
                }),
                _ => Err(problems),
            }
        }
    };
    let tried = RwSignal::new(false);
    let name_error = Signal::derive(move || name_read.get().err().filter(|_| tried.get()));
    let rename = move |text: String| {
        name.set(text.clone());
        query.set.run((NAME, text));
    };
    let delete_hint = Signal::derive(move || match stay.get() {
        0 => "The last step: only when every device has the new one, and no other has the old one.".to_owned(),
        stay => format!("It is kept anyway: {} would still have it.", text::plural(stay, "device")),
    });
    let (back, delete) = (paths::policies(&PolicyPage::One(old.clone())), format!("Delete {old} in the end"));
    view! {
        <Notice title="A policy cannot be edited"><p>{TRUTH}</p></Notice>
        <ParameterEditor draft/>
        <div on:focusout=move |_| query.flush()>
            <Panel title="The new policy">
                <ChangedValues draft/>
                <TextField label="Name of the new policy" value=name error=name_error on_input=rename
                    hint="It can be renamed when the old one is gone."/>
                <Checkbox label=delete checked=deletes
                    on_change=move |wanted| giving.set_option(DELETE, wanted) hint=delete_hint/>
            </Panel>
        </div>
        <DevicesToChange giving/>
        <CreatePlanButton spec prepare=move |()| values.flush() draft=Some(draft) back tried/>
    }
    .into_any()
}

/// Gives the draft's checks the number of affected devices and the oldest firmware version among them.
fn keep_informed(draft: Draft, giving: AssignmentForm, policy_view: &PolicyView) {
    let live = LiveState::current();
    let working = policy_view.values.clone();
    // Updated once a second: after a reload of the page, firmware versions arrive one by one.
    let firmware = Memo::new(move |_| {
        let (setup, chosen) = (giving.view.setup.get(), giving.view.chosen());
        live.now();
        live.with_untracked(|fleet| {
            let firmware = |number: &u32| {
                let (entry, _) = setup.device(*number as usize)?;
                fleet.health().firmware(&entry.device.name)?.parse::<FirmwareVersion>().ok()
            };
            chosen.iter().filter_map(firmware).min()
        })
    });
    let circumstances = Memo::new(move |_| CheckContext {
        devices: giving.view.chosen_count(),
        firmware: firmware.get(),
        working: Some(working.clone()),
    });
    Effect::new(move || draft.is_for(circumstances.get()));
}

fn draft(policy_view: &PolicyView) -> Draft {
    let mut stack = LayerStack::default();
    stack.from_layers(Layer::Defaults(policy_view.schema.defaults()));
    stack.from_layers(Layer::Policy(policy_view.values.clone()));
    Draft::new(DraftStart {
        purpose: Purpose::Policy,
        definition: policy_view.definition().to_owned(),
        schema: Arc::new(policy_view.schema.clone()),
        stack,
        values: policy_view.values.clone(),
        circumstances: CheckContext::default(),
    })
}
