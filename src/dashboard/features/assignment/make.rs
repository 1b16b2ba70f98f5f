//! The last step of a page that makes a plan: what is still wrong, and the button.

use jetstream_fleet::plan::PlanSpec;
use leptos::prelude::*;

use crate::{
    features::parameter_editor::{
        draft::Draft,
        problems::{FormProblem, Problems},
    },
    paths::{self, PolicyPage},
    shared::url::navigate,
    state::{
        plans::Plans,
        session::{READ_ONLY, Session},
    },
};
use jetstream_ui::{Button, ButtonKind};

/// Makes the plan, writes it down and leads to its page. Nothing is sent.
#[component]
pub fn CreatePlanButton(
    /// What the plan is for; or everything that is wrong with it.
    #[prop(into)]
    goal: Callback<(), Result<PlanSpec, Vec<FormProblem>>>,
    /// Brings up to date what the goal is made of, before it is made.
    #[prop(optional, into)]
    prepare: Option<Callback<()>>,
    /// The values, where some are edited.
    #[prop(optional_no_strip)]
    draft: Option<Draft>,
    /// Where "Cancel" leads.
    #[prop(into)]
    back: String,
    /// Has somebody tried? For what is marked elsewhere on the page.
    tried: RwSignal<bool>,
) -> AnyView {
    let (session, plans, lead_on) = (Session::current(), Plans::current(), navigate());
    // What the plan itself refuses: it is made at the click only.
    let refusal = RwSignal::new(None::<String>);
    let problems = Memo::new(move |_| {
        if !tried.get() {
            return Vec::new();
        }
        let wrong = goal.run(()).err().unwrap_or_default();
        wrong.into_iter().chain(refusal.get().map(FormProblem::Message)).collect::<Vec<_>>()
    });
    let make = move |()| {
        if let Some(prepare) = prepare {
            prepare.run(());
        }
        tried.set(true);
        refusal.set(None);
        let Ok(goal) = untrack(|| goal.run(())) else { return };
        match plans.add(goal) {
            Ok(id) => {
                if let Some(draft) = draft {
                    draft.mark_submitted();
                }
                lead_on(&paths::policies(&PolicyPage::Plan(id.to_string())));
            }
            Err(error) => refusal.set(Some(error.to_string())),
        }
    };
    let refused = Signal::derive(move || session.is_read_only().then(|| READ_ONLY.to_owned()));
    view! {
        <Problems draft shown=tried problems title="There is no plan to make yet"/>
        <p class="soft">"Nothing is sent yet: the plan shows every step first, and runs when you say so."</p>
        <div class="actions">
            <a class="button" href=back>"Cancel"</a>
            <Button kind=ButtonKind::Primary refused on_click=make>"Make the plan"</Button>
        </div>
    }
    .into_any()
}
