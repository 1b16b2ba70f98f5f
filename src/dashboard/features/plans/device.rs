//! A row of the plan page: one device of a plan.

use jetstream_fleet::{
    configuration::ValueChange,
    plan::{Assignment, DeviceState, Step},
};
use leptos::prelude::*;

use crate::{
    features::plans::text::{state_description, state_label},
    paths::{self, Tab},
    state::{
        plans::{
            Plans,
            plan_run::{PlanRun, RunState},
        },
        session::Session,
    },
    text,
};
use jetstream_ui::{Badge, Button};

/// The largest number of changes that are listed; the rest is only counted.
const LISTED: usize = 8;

/// The changes on the device, its state, and the available actions.
#[component]
pub fn PlanDevice(
    /// The plan.
    plan_run: PlanRun,
    /// The index of the device in the plan.
    number: usize,
) -> AnyView {
    let Some(assignment) = plan_run.plan().spec().devices.get(number).cloned() else { return ().into_any() };
    let name = assignment.device.to_string();
    let facts = facts(&assignment, plan_run.plan().spec().policy.as_str());
    let changes = changes(&assignment.changes);
    let state = {
        let (plan_run, assignment) = (plan_run.clone(), assignment.clone());
        Memo::new(move |_| plan_run.with(|_, journal| assignment.state(journal)))
    };
    let interrupted = {
        let plan_run = plan_run.clone();
        Memo::new(move |_| plan_run.is_interrupted())
    };
    let badge = move || {
        let (word, tone) = state_label(&state.get(), interrupted.get());
        view! { <Badge tone word/> }
    };
    let sentence = move || {
        let sentence = state_description(&state.get(), interrupted.get());
        (!sentence.is_empty()).then(|| view! { <p class="small">{sentence}</p> })
    };
    view! {
        <article class="command">
            <header class="command-head">
                <h3 class="command-name"><a href=paths::device(&name, Tab::Overview)>{name.clone()}</a></h3>
                {badge}
                <span class="soft small">{facts}</span>
            </header>
            {changes}
            {sentence}
            <Actions plan_run assignment state/>
        </article>
    }
    .into_any()
}

/// The actions for a device on which a step has failed or has an unknown outcome.
#[component]
fn Actions(plan_run: PlanRun, assignment: Assignment, state: Memo<DeviceState>) -> AnyView {
    let (plans, read_only) = (Plans::current(), Session::current().is_read_only());
    let plan_run = StoredValue::new(plan_run);
    let device = StoredValue::new(assignment.device);
    let lacks = Memo::new(move |_| {
        let name = device.with_value(ToString::to_string);
        plan_run
            .with_value(|plan_run| plan_run.with(|plan, journal| plan.without_policy(journal).contains(&name.as_str())))
    });
    let elsewhere = Memo::new(move |_| plan_run.with_value(|plan_run| plan_run.activity() == RunState::InAnotherTab));
    let leave_out = move |()| plan_run.with_value(|plan_run| plans.skip(plan_run, &device.get_value()));
    let content = move || {
        let (DeviceState::Failed { step, .. } | DeviceState::Unknown { step, .. }) = state.get() else { return None };
        if read_only || elsewhere.get() {
            return None;
        }
        let unknown = matches!(state.get(), DeviceState::Unknown { .. });
        let name = device.with_value(ToString::to_string);
        let again = (unknown && step.is_command()).then(|| {
            let words = if matches!(step, Step::Read(_)) { "Ask again" } else { "Send again" };
            let step = step.clone();
            let send = move |()| plan_run.with_value(|plan_run| plans.retry(plan_run, step.clone()));
            view! { <Button label=format!("{words}, {name}") on_click=send>{words}</Button> }
        });
        // A device without a policy must be repaired, at the top of the page. It cannot be skipped.
        let leave = (!lacks.get()).then(|| {
            view! { <Button label=format!("Leave it out, {name}") on_click=leave_out>"Leave it out"</Button> }
        });
        Some(view! { <div class="line">{again} {leave}</div> })
    };
    content.into_any()
}

/// The previous policy, and the device's own values that stay.
fn facts(assignment: &Assignment, policy: &str) -> String {
    let mut facts = match &assignment.before {
        Some(held) if held.policy.as_str() == policy => "keeps its policy".to_owned(),
        Some(held) => format!("from {}", held.policy),
        None => "had no policy".to_owned(),
    };
    let kept = assignment.overrides.len();
    if kept > 0 {
        let keys: Vec<&str> = assignment.overrides.iter().map(|(key, _)| key).take(LISTED).collect();
        facts.push_str(&format!(", with {} of its own ({})", text::plural(kept, "value"), keys.join(", ")));
    }
    facts
}

fn changes(changes: &[ValueChange]) -> Option<AnyView> {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let line = |change: &ValueChange| {
        view! {
            <li>
                {change.name.clone()} ": " <code>{value(&change.from)}</code> " → " <code>{value(&change.to)}</code>
            </li>
        }
    };
    let more = changes.len().saturating_sub(LISTED);
    let more = (more > 0).then(|| view! { <li class="soft">{format!("and {more} more")}</li> });
    let lines = changes.iter().take(LISTED).map(line).collect_view();
    (!changes.is_empty()).then(|| view! { <ul class="plan-changes small">{lines} {more}</ul> }.into_any())
}
