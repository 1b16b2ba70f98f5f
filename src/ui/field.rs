//! Form fields: a control with a label, a hint, and an error that is tied to the control and announced. The value goes in as a signal and
//! comes out through a callback, so a form keeps the typed text whatever happens to it.

use leptos::prelude::*;

use crate::{
    icon::{self, Icon},
    unique_id::unique_id,
};

/// The parts of a field around its control.
pub(crate) struct FieldFrame {
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

    /// For `aria-invalid`; reactive.
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

    /// Draws label, control, error and hint, in the order in which they are read.
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

/// A text field of one line.
#[component]
pub fn TextField(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The text of the field.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text after every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// Help before there is an error.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Why the text is not accepted. Set it after a submit, not during typing: it interrupts a screen reader.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `type` of the input: `text`, `search`, `datetime-local`, …
    #[prop(default = "text")]
    kind: &'static str,
    /// The `step` of the input, in the unit of its type.
    #[prop(optional)]
    step: Option<&'static str>,
    /// The kind of keyboard that a touch screen shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Hides the label visually, in a bar where the placeholder says the same.
    #[prop(optional)]
    hide_label: bool,
    /// Is it in a monospaced font? For keys and codes.
    #[prop(optional)]
    mono: bool,
    /// Does it get the focus when the dialog around it opens?
    #[prop(optional)]
    autofocus: bool,
    /// Is it shown, but cannot be changed now?
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
    /// The value, as the program uses it.
    pub value: String,
    /// The text that is shown.
    pub word: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, word: impl Into<String>) -> Self {
        Self { value: value.into(), word: word.into() }
    }
}

/// A native select. A value that is none of the choices, for example from an old link, is listed as itself, because an active filter must
/// be visible.
#[component]
pub fn SelectField(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value of the selected choice.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of the choice that was selected.
    #[prop(into)]
    on_change: Callback<String>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Help with the choice.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// Hides the label visually, in a bar where the selected text says the same.
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

/// A checkbox with its label beside it.
#[component]
pub fn Checkbox(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Is it checked?
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What follows from it.
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
