//! The page that lists the change plans stored in this browser for the current environment.

use leptos::prelude::*;

use crate::{
    features::plans::{
        alarm::PlansAlarm, devices_without_policy::without_policy, progress::progress_words, text::StageBadge,
    },
    paths::{self, PolicyPage},
    shared::{page_title::PageTitle, time_ago::TimeAgo},
    state::plans::{
        Plans, UnreadablePlan,
        plan_run::{PlanRun, PlanStorage},
    },
    text,
};
use jetstream_ui::{Badge, BadgeTone, Button, EmptyState, Notice, NoticeKind, Skeleton, icon};

/// The page.
#[component]
pub fn PlansPage() -> AnyView {
    let plans = Plans::current();
    let list = move || {
        let (runs, unreadable) = (plans.all(), plans.unreadable());
        if !plans.is_open() {
            return view! { <Skeleton what="Loading the change plans" lines=6/> }.into_any();
        }
        if runs.is_empty() && unreadable.is_empty() {
            return view! {
                <EmptyState title="No change plans" icon=icon::LIST>
                    <p>"A plan is made when a policy is edited or given to devices. It is kept here until it is forgotten."</p>
                    <a href=paths::POLICIES>"To the policies"</a>
                </EmptyState>
            }
            .into_any();
        }
        let card = |plan_run: PlanRun| view! { <li><PlanCard plan_run/></li> };
        view! {
            {unreadable.into_iter().map(|record| view! { <UnreadablePlan record/> }).collect_view()}
            <ul class="commands" aria-label="Change plans">{runs.into_iter().map(card).collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <PageTitle page="Change plans"/>
        <PlansAlarm/>
        <header class="page-head">
            <h1>"Change plans"</h1>
            <p class="soft" role="status" aria-label="Count">{move || text::plural(plans.all().len(), "plan")}</p>
        </header>
        <NotKept/>
        {list}
    }
    .into_any()
}

#[component]
fn PlanCard(plan_run: PlanRun) -> AnyView {
    Plans::current().poll(&plan_run);
    let plan = plan_run.plan().clone();
    let href = paths::policies(&PolicyPage::Plan(plan.id().to_string()));
    let devices = text::plural(plan.spec().devices.len(), "device");
    let made_at = plan.made_at();
    let plan_run = StoredValue::new(plan_run);
    let stage = Memo::new(move |_| plan_run.with_value(|plan_run| plan_run.with(|plan, journal| plan.stage(journal))));
    let progress =
        Memo::new(move |_| plan_run.with_value(|plan_run| plan_run.with(|plan, journal| plan.progress(journal))));
    let without = Memo::new(move |_| plan_run.with_value(|plan_run| without_policy(plan_run).len()));
    let alarm = move || {
        let count = without.get();
        let word = format!("{} without a policy", text::plural(count, "device"));
        (count > 0).then(|| view! { <Badge tone=BadgeTone::Bad word/> })
    };
    view! {
        <article class="command">
            <header class="command-head">
                <h2 class="command-name"><a href=href>{format!("Plan for {}", plan.spec().policy)}</a></h2>
                {alarm}
                {move || view! { <StageBadge stage=stage.get()/> }}
                <span class="soft small">{devices} ", made " <TimeAgo time=made_at/></span>
            </header>
            <p class="small">{move || progress_words(progress.get())}</p>
        </article>
    }
    .into_any()
}

/// The notice for a plan record that this version cannot read. The state of its devices is shown on their own pages.
#[component]
fn UnreadablePlan(record: UnreadablePlan) -> AnyView {
    let plans = Plans::current();
    let id = record.id;
    view! {
        <Notice kind=NoticeKind::Warn title="A plan cannot be read"
            action=move || view! { <Button on_click=move |()| plans.forget_unreadable(&id)>"Forget it"</Button> }>
            <p>{record.why}</p>
        </Notice>
    }
    .into_any()
}

/// The notice that plans are not stored. Empty if they are.
#[component]
fn NotKept() -> AnyView {
    let plans = Plans::current();
    let why = Memo::new(move |_| match plans.storage() {
        PlanStorage::Memory(why) => Some(why),
        PlanStorage::Database => None,
    });
    let content = move || {
        let why = why.get()?;
        Some(view! {
            <Notice kind=NoticeKind::Warn title="Plans are not kept in this browser">
                <p>{format!("Its database is not available ({why}). Plans work all the same, in the memory of this page: they are gone when it is closed or reloaded, and so is how far they were.")}</p>
            </Notice>
        })
    };
    content.into_any()
}
