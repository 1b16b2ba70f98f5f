//! The progress bar of a plan.

use jetstream_fleet::plan::Progress;
use leptos::prelude::*;

use crate::{state::plans::plan_run::PlanRun, text};

/// The progress as a sentence.
pub fn progress_words(progress: Progress) -> String {
    let Progress { done, queued, total } = progress;
    let steps = format!("{done} of {} done", text::plural(total, "step"));
    match queued {
        0 => steps,
        1 => format!("{steps}, 1 waits for its device"),
        _ => format!("{steps}, {queued} wait for their devices"),
    }
}

/// The bar and the sentence.
#[component]
pub fn PlanProgress(plan_run: PlanRun) -> AnyView {
    let progress = Memo::new(move |_| plan_run.with(|plan, journal| plan.progress(journal)));
    view! {
        <div class="plan-progress">
            <progress aria-label="Progress" max=move || progress.get().total value=move || progress.get().done></progress>
            <p>{move || progress_words(progress.get())}</p>
        </div>
    }
    .into_any()
}
