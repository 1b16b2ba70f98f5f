//! The alert at the top of a plan's page: devices that the plan may have left without a policy, with a repair button for each.

use jetstream_api::names::DeviceName;
use leptos::prelude::*;

use crate::{
    features::plans::repair::RepairDialog,
    paths::{self, Tab},
    state::plans::plan_run::PlanRun,
    text,
};
use jetstream_ui::{Button, Icon, icon};

/// The devices that a plan may have left without a policy. While the plan is active, only those that need a manual repair: the others get
/// the new policy in a later step.
pub fn without_policy(plan_run: &PlanRun) -> Vec<String> {
    let nobody_at_work = plan_run.is_interrupted();
    plan_run.with(|plan, journal| {
        let names = if nobody_at_work { plan.without_policy(journal) } else { plan.held_up(journal) };
        names.into_iter().map(str::to_owned).collect()
    })
}

/// The alert. Empty if no device is without a policy.
#[component]
pub fn DevicesWithoutPolicy(plan_run: PlanRun) -> AnyView {
    let repairing = RwSignal::new(None::<DeviceName>);
    let devices = {
        let plan_run = plan_run.clone();
        Memo::new(move |_| without_policy(&plan_run))
    };
    let some = Memo::new(move |_| devices.with(|devices| !devices.is_empty()));
    let title = move || match devices.with(Vec::len) {
        1 => "1 device may be without a policy".to_owned(),
        count => format!("{} may be without a policy", text::plural(count, "device")),
    };
    let row = move |name: String| {
        let device = DeviceName::parse(&name).ok();
        let label = format!("Repair {name}");
        view! {
            <li class="line">
                <a href=paths::device(&name, Tab::Overview)>{name.clone()}</a>
                <span class="push"><Button label on_click=move |()| repairing.set(device.clone())>"Repair"</Button></span>
            </li>
        }
    };
    let alert = move || {
        some.get().then(|| {
            view! {
                <div class="notice bad" role="alert" aria-label="Devices without a policy">
                    <Icon icon=icon::OCTAGON_ALERT/>
                    <div class="notice-text stack">
                        <p class="notice-title">{title}</p>
                        <p>"The plan took the old policy off and has not been able to add the new one. The device goes on with the values that it has. No further device loses its policy before this is repaired."</p>
                        <ul class="stack">
                            <For each=move || devices.get() key=String::clone children=row/>
                        </ul>
                    </div>
                </div>
            }
        })
    };
    let dialog = move || {
        let device = repairing.get()?;
        let on_close = Callback::new(move |()| repairing.set(None));
        Some(view! { <RepairDialog plan_run=plan_run.clone() device on_close/> })
    };
    view! { {alert} {dialog} }.into_any()
}
