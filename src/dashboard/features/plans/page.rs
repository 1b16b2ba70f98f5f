//! The page of one change plan: its steps, its progress, and the actions for failed steps.

use leptos::prelude::*;

use crate::{
    features::plans::{
        controls::PlanControls, devices::PlanDevices, devices_without_policy::DevicesWithoutPolicy,
        progress::PlanProgress, record::PlanRecord, summary::PlanSummary, text::StageBadge,
    },
    paths::{self, PolicyPage},
    shared::{
        page_title::PageTitle,
        time_ago::TimeAgo,
        url::{navigate, use_query},
    },
    state::plans::{Plans, plan_run::PlanRun},
};
use jetstream_ui::{Button, EmptyState, Skeleton, icon};

/// The query key of the device filter.
const SHOW: &str = "show";

/// The page.
#[component]
pub fn PlanPage(
    /// The plan's id from the URL.
    id: String,
) -> AnyView {
    let plans = Plans::current();
    let wanted = id.clone();
    let plan_run = Memo::new(move |_| (plans.one(&wanted), plans.is_open()));
    let content = move || {
        match plan_run.get() {
        (Some(plan_run), _) => view! { <Known plan_run/> }.into_any(),
        (None, false) => view! { <Skeleton what="Loading the plan" lines=8/> }.into_any(),
        (None, true) => view! {
            <PageTitle page="Change plan"/>
            <h1>"Change plan"</h1>
            <EmptyState title="No plan of this id" icon=icon::LIST>
                <p>"Plans are kept in the browser that made them, for the environment that they were made for. This one was forgotten, or made elsewhere."</p>
                <a href=paths::policies(&PolicyPage::Plans)>"To the change plans"</a>
            </EmptyState>
        }
        .into_any(),
    }
    };
    content.into_any()
}

#[component]
fn Known(plan_run: PlanRun) -> AnyView {
    let plans = Plans::current();
    plans.poll(&plan_run);
    let plan = plan_run.plan().clone();
    let title = format!("Plan for {}", plan.spec().policy);
    let (query, set) = use_query(paths::policies(&PolicyPage::Plan(plan.id().to_string())));
    let filter = Memo::new(move |_| query.with(|query| query.get(SHOW).to_owned()));
    let stage = {
        let plan_run = plan_run.clone();
        Memo::new(move |_| plan_run.with(|plan, journal| plan.stage(journal)))
    };
    let made_at = plan.made_at();
    view! {
        <PageTitle page=title.clone()/>
        <DevicesWithoutPolicy plan_run=plan_run.clone()/>
        <header class="page-head">
            <h1>{title}</h1>
            {move || view! { <StageBadge stage=stage.get()/> }}
            <p class="soft">"Made " <TimeAgo time=made_at/> ", for " {plan.environment().to_owned()}</p>
        </header>
        <PlanRecord plan_run=plan_run.clone()/>
        <PlanControls plan_run=plan_run.clone()/>
        <PlanProgress plan_run=plan_run.clone()/>
        <PlanSummary plan_run=plan_run.clone()/>
        <PlanDevices plan_run=plan_run.clone() filter on_filter=move |word| set.run((SHOW, word))/>
        <Forget plan_run/>
    }
    .into_any()
}

#[component]
fn Forget(plan_run: PlanRun) -> AnyView {
    let (plans, lead_on) = (Plans::current(), navigate());
    let plan_run = StoredValue::new(plan_run);
    let refused =
        Signal::derive(move || plan_run.with_value(|plan_run| plans.storage_problem(plan_run)).map(str::to_owned));
    let forget = move |()| {
        plan_run.with_value(|plan_run| plans.forget(plan_run));
        lead_on(&paths::policies(&PolicyPage::Plans));
    };
    view! {
        <div class="stack">
            <p class="soft small">"Forgetting the plan takes nothing back: what was done stays done."</p>
            <Button refused on_click=forget>"Forget this plan"</Button>
        </div>
    }
    .into_any()
}
