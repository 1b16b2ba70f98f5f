//! The dialog that assigns a policy to a device again: the new policy of the plan, or the previous one.

use jetstream_api::names::DeviceName;
use jetstream_fleet::plan::Step;
use leptos::prelude::*;

use crate::{
    shared::call_preview::CallPreview,
    state::{
        plans::{Plans, execute_call::PolicyCall, plan_run::PlanRun},
        session::{READ_ONLY, Session},
    },
};
use jetstream_ui::{Button, ButtonKind, Dialog};

/// The choice between the two policies, with the call of each.
#[component]
pub fn RepairDialog(
    /// The plan that removed the policy.
    plan_run: PlanRun,
    /// The device.
    device: DeviceName,
    /// Closes the dialog.
    on_close: Callback<()>,
) -> AnyView {
    let (plans, read_only) = (Plans::current(), Session::current().is_read_only());
    let plan = plan_run.plan();
    let before = plan.assignment(device.as_str()).and_then(|assignment| assignment.before.clone());
    let (new, old) = (plan.spec().policy.to_string(), before.map(|held| held.policy.to_string()));
    let call = |step: Step| PolicyCall::of(plan, &step).map(|change| change.call());
    let calls = (call(Step::Add(device.clone())), call(Step::Restore(device.clone())));
    let title = format!("Repair {device}");
    let plan_run = StoredValue::new(plan_run);
    let device = StoredValue::new(device);
    let give = move |with_old: bool| {
        plan_run.with_value(|plan_run| plans.repair(plan_run, device.get_value(), with_old));
        on_close.run(());
    };
    let refused = Signal::stored(read_only.then(|| READ_ONLY.to_owned()));
    let content = move || {
        let (new_call, old_call) = calls.clone();
        let restore = old.clone().map(|old| {
            let words = format!("Give {old} back");
            view! {
                <p>{format!("Or give it {old} back, with the values of its own that it had. The plan then leaves it alone.")}</p>
                <CallPreview call=Signal::stored(old_call)/>
                <div class="actions"><Button refused on_click=move |()| give(true)>{words}</Button></div>
            }
        });
        view! {
            <p>{format!("Jetstream is asked first whether it really has none. Then add {new}, as planned:")}</p>
            <CallPreview call=Signal::stored(new_call)/>
            <div class="actions">
                <Button kind=ButtonKind::Primary refused on_click=move |()| give(false)>{format!("Add {new}")}</Button>
            </div>
            {restore}
            <div class="actions"><Button on_click=on_close>"Cancel"</Button></div>
        }
    };
    view! { <Dialog open=true title on_close>{content.clone()()}</Dialog> }.into_any()
}
