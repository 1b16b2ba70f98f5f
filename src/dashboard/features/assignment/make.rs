//! The last step of a form that creates a plan: the remaining problems, and the button.

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

/// The button. It creates and stores the plan, and navigates to its page. It sends no command.
#[component]
pub fn CreatePlanButton(
    /// Returns the specification of the plan, or all problems of the form.
    #[prop(into)]
    spec: Callback<(), Result<PlanSpec, Vec<FormProblem>>>,
    /// Updates the inputs of the specification before it is read.
    #[prop(optional, into)]
    prepare: Option<Callback<()>>,
    /// The draft of the edited values, if the form has one.
    #[prop(optional_no_strip)]
    draft: Option<Draft>,
    /// The address of "Cancel".
    #[prop(into)]
    back: String,
    /// Whether the button was clicked. Other parts of the page show their problems only then.
    tried: RwSignal<bool>,
) -> AnyView {
    let (session, plans, lead_on) = (Session::current(), Plans::current(), navigate());
    // The plan's own validation runs only at the click.
    let refusal = RwSignal::new(None::<String>);
    let problems = Memo::new(move |_| {
        if !tried.get() {
            return Vec::new();
        }
        let wrong = spec.run(()).err().unwrap_or_default();
        wrong.into_iter().chain(refusal.get().map(FormProblem::Message)).collect::<Vec<_>>()
    });
    let make = move |()| {
        if let Some(prepare) = prepare {
            prepare.run(());
        }
        tried.set(true);
        refusal.set(None);
        let Ok(spec) = untrack(|| spec.run(())) else { return };
        match plans.add(spec) {
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
