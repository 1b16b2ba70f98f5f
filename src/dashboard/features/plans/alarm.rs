//! An alert for pages that are not about one plan: lists the plans that have left devices without a policy.

use leptos::prelude::*;

use crate::{
    features::plans::devices_without_policy::without_policy,
    paths::{self, PolicyPage},
    state::plans::Plans,
    text,
};
use jetstream_ui::{Icon, icon};

/// The alert, with a link to each such plan. Empty if there is none.
#[component]
pub fn PlansAlarm() -> AnyView {
    let plans = Plans::current();
    let found = Memo::new(move |_| {
        let of = |plan_run: &crate::state::plans::plan_run::PlanRun| {
            let count = without_policy(plan_run).len();
            let plan = plan_run.plan();
            (count > 0).then(|| (plan.id().to_string(), plan.spec().policy.to_string(), count))
        };
        plans.all().iter().filter_map(of).collect::<Vec<_>>()
    });
    let row = |(id, policy, count): (String, String, usize)| {
        view! {
            <li>
                <a href=paths::policies(&PolicyPage::Plan(id))>{format!("Plan for {policy}")}</a>
                {format!(": {}", text::plural(count, "device"))}
            </li>
        }
    };
    let alert = move || {
        found.with(|found| !found.is_empty()).then(|| {
            view! {
                <div class="notice bad" role="alert" aria-label="Devices without a policy">
                    <Icon icon=icon::OCTAGON_ALERT/>
                    <div class="notice-text stack">
                        <p class="notice-title">"A change plan has left devices without a policy"</p>
                        <ul>{move || found.get().into_iter().map(row).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    };
    alert.into_any()
}
