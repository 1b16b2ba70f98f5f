//! The form that adds or replaces a rule.

use jetstream_fleet::configuration::Rule;
use leptos::prelude::*;

use crate::{features::fleet_configuration::rule_store::RuleStore, shared::unsaved_forms::UnsavedForms};
use jetstream_ui::{Button, ButtonKind, TextField};

const HINT: &str = "A parameter, one of = != < <= > >=, a value, and where it holds: DoorOpenTimeLimit <= 300 on freezers, \
    UserBypass = 0 everywhere, LogEntryLevel != off on policy \"Ward A\". On can be followed by a sort of device, or by \
    definition, policy or device with a name.";

/// The form. The typed text stays until it is valid and saved.
#[component]
pub fn RuleForm(
    /// The store that receives the rule.
    rules: RuleStore,
    /// The rule to replace; `None` to add one.
    #[prop(optional, into)]
    in_place_of: Option<Rule>,
    /// Called when the rule was saved, or when the user cancels.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> AnyView {
    let before = in_place_of.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = RwSignal::new(before.clone());
    let error = RwSignal::new(None::<String>);
    UnsavedForms::track(Signal::derive(move || text.with(|text| *text != before)));
    let (label, submit) = if in_place_of.is_some() { ("Rule", "Keep the change") } else { ("New rule", "Add rule") };
    let old = StoredValue::new(in_place_of);
    let put = move || match old.with_value(|old| text.with_untracked(|text| rules.upsert(text, old.as_ref()))) {
        Ok(()) => {
            text.set(old.with_value(|old| old.as_ref().map(ToString::to_string)).unwrap_or_default());
            error.set(None);
            if let Some(on_done) = on_done {
                on_done.run(());
            }
        }
        Err(problem) => error.set(Some(problem.to_string())),
    };
    let typed = move |typed| {
        text.set(typed);
        error.set(None);
    };
    let cancel = on_done.map(|on_done| view! { <Button on_click=on_done>"Leave it as it is"</Button> });
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                put();
            }
        >
            <TextField label=label value=text error=error hint=HINT mono=true on_input=typed/>
            <div class="line">
                <Button kind=ButtonKind::Primary submit=true>{submit}</Button>
                {cancel}
            </div>
        </form>
    }
    .into_any()
}
