//! Fields: a label that is always there, a hint, an error that is tied to the control and announced. A value goes in as
//! a signal and comes out through a callback, so a form keeps what was typed whatever happens to it.

use leptos::prelude::*;

use crate::{
    icon::{self, Icon},
    unique_id,
};

/// What stands around a control.
pub(super) struct FieldFrame {
    pub id: String,
    pub class: &'static str,
    pub label: Signal<String>,
    pub hide_label: bool,
    pub hint: Option<Signal<String>>,
    pub error: Signal<Option<String>>,
}

impl FieldFrame {
    /// The ids of hint and error, for `aria-describedby`; reactive.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + 'static {
        let (hint, error) = (self.hint, self.error);
        let (hint_id, error_id) = (self.hint_id(), self.error_id());
        move || match (hint.is_some(), error.with(Option::is_some)) {
            (false, false) => None,
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (true, true) => Some(format!("{error_id} {hint_id}")),
        }
    }

    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
        let error = self.error;
        move || error.with(Option::is_some).then_some("true")
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// Label, control, error and hint, in the order in which they are read.
    pub fn field_frame(self, control: AnyView) -> AnyView {
        let (hint_id, error_id) = (self.hint_id(), self.error_id());
        let Self { id, class, label, hide_label, hint, error } = self;
        view! {
            <div class=class>
                <label class:visually-hidden=hide_label for=id>
                    {move || label.get()}
                </label>
                {control}
                {move || {
                    let error = error.get()?;
                    Some(
                        view! {
                            <p class="field-error" role="alert" id=error_id.clone()>
                                <Icon icon=icon::CIRCLE_ALERT />
                                <span>{error}</span>
                            </p>
                        },
                    )
                }}
                {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{move || hint.get()}</p> })}
            </div>
        }
        .into_any()
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    value: Signal<String>,
    /// Called with every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// What to type, before anything went wrong.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What is wrong with it. Set it after a submit, not while somebody types: it interrupts.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `type` of the input: `text`, `search`, `datetime-local`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// How fine a value of that type is, in its own unit.
    #[prop(optional)]
    step: Option<&'static str>,
    /// Which keys a touch screen offers.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// In a bar, where the placeholder says the same.
    #[prop(optional)]
    hide_label: bool,
    /// For keys and codes.
    #[prop(optional)]
    mono: bool,
    /// Gets the focus when the dialog around it opens.
    #[prop(optional)]
    autofocus: bool,
    /// Shown, not to be changed now.
    #[prop(optional, into)]
    readonly: Signal<bool>,
) -> AnyView {
    let id = unique_id("field");
    let frame = FieldFrame { id: id.clone(), class: "field", label, hide_label, hint, error };
    let control = view! {
        <input
            id=id
            class:mono=mono
            type=kind
            step=step
            inputmode=inputmode
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            autofocus=autofocus
            placeholder=move || hide_label.then(|| label.get())
            readonly=move || readonly.get()
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
        />
    };
    frame.field_frame(control.into_any())
}

/// One of the choices of a [`SelectField`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What the program calls it.
    pub value: String,
    /// What people call it.
    pub word: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, word: impl Into<String>) -> Self {
        Self { value: value.into(), word: word.into() }
    }
}

/// A native select. A value that is none of the choices, as an old link may hold, is listed as itself: what filters must
/// be in sight.
#[component]
pub fn SelectField(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The value of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of another one.
    #[prop(into)]
    on_change: Callback<String>,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What the choice means.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// In a bar, where the chosen words say the same.
    #[prop(optional)]
    hide_label: bool,
) -> AnyView {
    let id = unique_id("field");
    let frame = FieldFrame { id: id.clone(), class: "field", label, hide_label, hint, error: Signal::stored(None) };
    let listed = move || with_value(choices.get(), &value.get());
    let option = move |choice: Choice| {
        let Choice { value: own, word } = choice;
        let attribute = own.clone();
        // Each option knows whether it is chosen: a value set on the select is lost when options come later.
        view! { <option value=attribute prop:selected=move || value.with(|value| *value == own)>{word}</option> }
    };
    let control = view! {
        <select
            id=id
            aria-describedby=frame.described_by()
            on:change=move |event| on_change.run(event_target_value(&event))
        >
            <For each=listed key=Choice::clone children=option />
        </select>
    };
    frame.field_frame(control.into_any())
}

fn with_value(mut choices: Vec<Choice>, value: &str) -> Vec<Choice> {
    if choices.iter().all(|choice| choice.value != value) {
        choices.push(Choice::new(value, value));
    }
    choices
}

/// A checkbox with its words beside it.
#[component]
pub fn Checkbox(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// Is it checked?
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with its new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What it entails.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
) -> AnyView {
    let id = unique_id("field");
    let frame = FieldFrame {
        id: id.clone(),
        class: "field check",
        label,
        hide_label: false,
        hint,
        error: Signal::stored(None),
    };
    let control = view! {
        <input
            id=id
            type="checkbox"
            aria-describedby=frame.described_by()
            prop:checked=move || checked.get()
            on:change=move |event| on_change.run(event_target_checked(&event))
        />
    };
    frame.field_frame(control.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_no_choice_is_still_listed() {
        let choices = vec![Choice::new("", "All types"), Choice::new("Fridge", "Fridges")];
        assert_eq!(with_value(choices.clone(), "Fridge"), choices);
        assert_eq!(with_value(choices, "Oven").last(), Some(&Choice::new("Oven", "Oven")));
    }
}
