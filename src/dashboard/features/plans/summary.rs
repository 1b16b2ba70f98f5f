//! The summary of a plan, before and after it is run.

use jetstream_api::{
    call::Call,
    call::Endpoint,
    device_policy::{GetPolicyParameters, SetPolicyParameters},
};
use jetstream_fleet::plan::{Outcome, Plan, Step};
use leptos::prelude::*;

use crate::{
    features::plans::text::step_label,
    paths::{self, PolicyPage},
    state::{
        plans::{execute_call::PolicyCall, plan_run::PlanRun},
        session::Session,
    },
    text,
};
use jetstream_ui::{Badge, BadgeTone, CopyButton, Disclosure, Panel};

/// The steps as text, the parameters of the new policy, and the calls.
#[component]
pub fn PlanSummary(plan_run: PlanRun) -> AnyView {
    let plan = plan_run.plan().clone();
    let spec = plan.spec();
    let devices = &spec.devices;
    let count =
        |wanted: fn(&jetstream_fleet::plan::Assignment) -> bool| devices.iter().filter(|one| wanted(one)).count();
    let (removed, synced, read) =
        (count(|one| one.before.is_some()), count(|one| one.sync), count(|one| one.read_back));
    let name = spec.policy.to_string();
    let link = |name: &str| view! { <a href=paths::policies(&PolicyPage::One(name.to_owned()))>{name.to_owned()}</a> };
    let create = spec.create.then(|| {
        let parameters = text::plural(spec.parameters.len(), "parameter");
        view! {
            <li>
                {format!("Create the policy {name} for {}, with {parameters}. ", spec.definition)}
                <StepState plan_run=plan_run.clone() step=Step::CreatePolicy/>
            </li>
        }
    });
    let exists = (!spec.create).then(|| view! { <li>"Use the policy " {link(&name)} "."</li> });
    let delete = spec.from.clone().filter(|_| spec.delete_old).map(|from| {
        view! {
            <li>
                "Delete the policy " {link(from.as_str())} ", if no device has it any more. "
                <StepState plan_run=plan_run.clone() step=Step::DeleteOld/>
            </li>
        }
    });
    let line = |count: usize, words: &str| {
        let of = if count < devices.len() { format!(" ({count} of them)") } else { String::new() };
        (count > 0).then(|| view! { <li>{format!("{words}{of}")}</li> })
    };
    let per_device = (!devices.is_empty()).then(|| {
        view! {
            <li>
                {format!("On {}, a few at a time:", text::plural(devices.len(), "device"))}
                <ul>
                    {line(removed, "take the old policy off")}
                    {line(devices.len(), "add the new one, with the values of the device's own")}
                    {line(synced, "send the values to the device")}
                    {line(read, "ask the device for the values that it has then")}
                </ul>
            </li>
        }
    });
    let parameters = spec.parameters.iter().map(|(key, value)| {
        view! { <tr><th scope="row">{key.to_owned()}</th><td>{value.to_owned()}</td></tr> }
    });
    let parameters = parameters.collect_view();
    let calls = calls(&plan);
    view! {
        <Panel title="What it does">
            <ol class="plan-steps">{create} {exists} {per_device} {delete}</ol>
            <Disclosure summary="Parameters of the policy">
                <div class="output" tabindex="0" role="region" aria-label="Parameters of the policy"><table><tbody>{parameters}</tbody></table></div>
            </Disclosure>
            <Disclosure summary="Show the calls">
                <p>"For the first device; they are the same for each."</p>
                <pre tabindex="0"><code>{calls.clone()}</code></pre>
                <CopyButton text=calls>"Copy the calls"</CopyButton>
            </Disclosure>
        </Panel>
    }
    .into_any()
}

/// The state of a step that belongs to no device.
#[component]
fn StepState(plan_run: PlanRun, step: Step) -> AnyView {
    let outcome = {
        let step = step.clone();
        Memo::new(move |_| plan_run.with(|_, journal| journal.outcome(&step).cloned()))
    };
    let content = move || {
        let outcome = outcome.get()?;
        let (word, tone) = match &outcome {
            Outcome::Asked { .. } => ("Asked for", BadgeTone::Plain),
            Outcome::Started { .. } => ("Under way", BadgeTone::Info),
            Outcome::Done { .. } | Outcome::Queued { .. } => ("Done", BadgeTone::Ok),
            Outcome::Skipped { .. } => ("Not done", BadgeTone::Plain),
            Outcome::Failed { .. } | Outcome::Conflict { .. } => ("Failed", BadgeTone::Bad),
            Outcome::Unknown { .. } => ("Outcome unknown", BadgeTone::Unknown),
        };
        let why = outcome.why().map(|why| format!(" {why}"));
        Some(view! { <Badge tone word/> {why} })
    };
    view! { <span>{content}</span> }.into_any()
}

/// The calls of the plan as shell commands, each after a comment with its step. Device steps are shown for the first device only.
fn calls(plan: &Plan) -> String {
    let session = Session::current();
    let first = plan.spec().devices.first().map(|assignment| assignment.device.clone());
    let of_first = |step: &Step| step.device().is_none() || step.device() == first.as_ref();
    let call = |step: &Step| -> Option<Call> {
        match step {
            Step::Sync(device) => Some(SetPolicyParameters(device.clone()).call()),
            Step::Read(device) => Some(GetPolicyParameters(device.clone()).call()),
            _ => PolicyCall::of(plan, step).map(|change| change.call()),
        }
    };
    let lines = plan.steps().filter(of_first).filter_map(|step| {
        let line = session.curl(&call(&step)?);
        Some(format!("# {}\n{line}\n", step_label(&step)))
    });
    lines.collect()
}
