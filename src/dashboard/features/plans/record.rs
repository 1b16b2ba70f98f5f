//! A note on where a plan's journal is stored, shown only where that is a problem.

use leptos::prelude::*;

use crate::state::plans::plan_run::{PlanRun, PlanStorage};
use jetstream_browser as browser;
use jetstream_ui::{Notice, NoticeKind};

/// The consequences of an unavailable database or of missing locks for this plan.
#[component]
pub fn PlanRecord(plan_run: PlanRun) -> AnyView {
    let keeping = Memo::new(move |_| plan_run.keeping());
    let content = move || {
        match keeping.get() {
        PlanStorage::Memory(why) => view! {
            <Notice kind=NoticeKind::Warn title="This plan is in the memory of this page only">
                <p>{format!("The browser does not keep it ({why}). It works all the same, but if this page is closed or reloaded before the plan is done, nobody remembers how far it was. Keep the page open.")}</p>
            </Notice>
        }
        .into_any(),
        PlanStorage::Database if !browser::has_locks() => view! {
            <Notice title="Carry this plan out in one tab only">
                <p>"The browser keeps no locks between tabs on a page that is not served over https. The tabs ask one another instead; should two begin in the same instant, the second stops at its first step."</p>
            </Notice>
        }
        .into_any(),
        PlanStorage::Database => ().into_any(),
    }
    };
    content.into_any()
}
