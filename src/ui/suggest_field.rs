//! A text field for a query language: it suggests completions and marks errors. It is a combobox with a listbox, as the ARIA practices
//! describe it: the focus stays in the field, the arrow keys select, Enter accepts, Escape closes.

use std::ops::Range;

use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};

use crate::{
    icon::{self, Icon},
    unique_id::unique_id,
};

/// A completion of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The text that the list shows.
    pub word: String,
    /// The whole text of the field with it.
    pub text: String,
    /// The position of the cursor then, in bytes.
    pub cursor: usize,
}

/// An error in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// The message.
    pub words: String,
    /// Where it is, in bytes of the text.
    pub at: Range<usize>,
}

/// A request for suggestions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionRequest {
    /// The text of the field.
    pub text: String,
    /// The position of the cursor, in bytes.
    pub cursor: usize,
    /// Did the user ask for the list, and not just type?
    pub expressly: bool,
}

/// The signals and callbacks that the handlers of one field share. `Copy`.
#[derive(Clone, Copy)]
struct MenuState {
    node: NodeRef<html::Input>,
    value: Signal<String>,
    on_input: Callback<String>,
    propose: Callback<SuggestionRequest, Vec<Suggestion>>,
    suggestions: RwSignal<Vec<Suggestion>>,
    active: RwSignal<Option<usize>>,
    focused: RwSignal<bool>,
}

impl MenuState {
    fn request(&self, text: String, expressly: bool) {
        let units = self.node.get_untracked().and_then(|input| input.selection_start().ok().flatten());
        let cursor = units.map_or(text.len(), |units| byte_of(&text, units));
        self.active.set(None);
        self.suggestions.set(self.propose.run(SuggestionRequest { text, cursor, expressly }));
    }

    fn close(&self) {
        self.active.set(None);
        self.suggestions.set(Vec::new());
    }

    fn accept(&self, number: usize) {
        let Some(Suggestion { text, cursor, .. }) = self.suggestions.with_untracked(|list| list.get(number).cloned())
        else {
            return;
        };
        self.on_input.run(text.clone());
        if let Some(input) = self.node.get_untracked() {
            input.set_value(&text);
            let units = units_before(&text, cursor);
            // Only refused for inputs that hold no text.
            let _ = input.set_selection_range(units, units);
        }
        self.request(text, false);
    }

    fn step(&self, forward: bool) {
        let count = self.suggestions.with_untracked(Vec::len);
        self.active.update(|active| {
            *active = match (*active, forward) {
                (None, true) => Some(0),
                (None, false) => count.checked_sub(1),
                (Some(number), true) => Some((number + 1) % count.max(1)),
                (Some(number), false) => number.checked_sub(1).or(count.checked_sub(1)),
            };
        });
    }

    fn key(&self, event: &KeyboardEvent) {
        let open = self.suggestions.with_untracked(|list| !list.is_empty());
        match (event.key().as_str(), self.active.get_untracked()) {
            ("ArrowDown" | "ArrowUp", _) if open => self.step(event.key() == "ArrowDown"),
            ("ArrowDown", _) => self.request(self.value.get_untracked(), true),
            ("Enter", Some(number)) => self.accept(number),
            ("Escape", _) if open => self.close(),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The position in bytes of a position that the browser counts in UTF-16 units.
fn byte_of(text: &str, units: u32) -> usize {
    let mut left = usize::try_from(units).unwrap_or(usize::MAX);
    let fits = |character: &char| {
        let rest = left.checked_sub(character.len_utf16());
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    text.chars().take_while(fits).map(char::len_utf8).sum()
}

/// The position in UTF-16 units of a position in bytes.
fn units_before(text: &str, byte: usize) -> u32 {
    let units = text.get(..byte).map_or(0, |before| before.encode_utf16().count());
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// A text field for a query language.
#[component]
pub fn SuggestField(
    /// The label, which is also the placeholder.
    label: &'static str,
    /// The text of the field.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the text after every change.
    on_input: Callback<String>,
    /// Returns the suggestions for a text.
    propose: Callback<SuggestionRequest, Vec<Suggestion>>,
    /// The error in the text. One at its end is not shown while the field has the focus.
    #[prop(into)]
    fault: Signal<Option<InputError>>,
) -> AnyView {
    let state = MenuState {
        node: NodeRef::new(),
        value,
        on_input,
        propose,
        suggestions: RwSignal::new(Vec::new()),
        active: RwSignal::new(None),
        focused: RwSignal::new(false),
    };
    let MenuState { node, suggestions, active, focused, .. } = state;
    let (id, list, error) = (unique_id("field"), unique_id("suggestions"), unique_id("error"));
    let shown_error = Memo::new(move |_| {
        let is_typing = focused.get();
        fault.get().filter(|fault| !is_typing || value.with(|text| fault.at.end < text.len()))
    });
    let on_typed = move |event: Event| {
        let text = event_target_value(&event);
        on_input.run(text.clone());
        state.request(text, false);
    };
    let described_by = {
        let error = error.clone();
        move || shown_error.with(Option::is_some).then(|| error.clone())
    };
    let active_id = {
        let list = list.clone();
        move || active.get().map(|number| format!("{list}-{number}"))
    };
    let options = {
        let list = list.clone();
        move || {
            let option = |(number, suggestion): (usize, Suggestion)| {
                view! {
                    <li
                        role="option"
                        id=format!("{list}-{number}")
                        aria-selected=move || if active.get() == Some(number) { "true" } else { "false" }
                        // The focus stays in the field.
                        on:mousedown=|event: MouseEvent| event.prevent_default()
                        on:click=move |_| state.accept(number)
                    >
                        {suggestion.word}
                    </li>
                }
            };
            suggestions.get().into_iter().enumerate().map(option).collect_view()
        }
    };
    let error_text = move || {
        let InputError { words, at } = shown_error.get()?;
        let text = value.get();
        let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
        let (before, wrong, after) = (part(0..at.start), part(at.clone()), part(at.end..text.len()));
        Some(view! {
            <Icon icon=icon::CIRCLE_ALERT/>
            <span>{words}" "<code>{before}<mark>{wrong}</mark>{after}</code></span>
        })
    };
    view! {
        <div class="field suggest">
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <input
                node_ref=node
                id=id
                type="text"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || if suggestions.with(Vec::is_empty) { "false" } else { "true" }
                aria-controls=list.clone()
                aria-activedescendant=active_id
                aria-invalid=move || shown_error.with(Option::is_some).then_some("true")
                aria-describedby=described_by
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                placeholder=label
                prop:value=move || value.get()
                on:input=on_typed
                on:keydown=move |event| state.key(&event)
                on:focus=move |_| focused.set(true)
                on:blur=move |_| {
                    // It also loses the focus with its page.
                    if focused.try_set(false).is_none() {
                        state.close();
                    }
                }
            />
            <ul role="listbox" id=list aria-label="Ways to go on" hidden=move || suggestions.with(Vec::is_empty)>{options}</ul>
            <p class="field-error" role="status" id=error hidden=move || shown_error.with(Option::is_none)>{error_text}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_counted_as_the_browser_counts_them() {
        for (text, byte, units) in [("device", 3, 3), ("é:x", 2, 1), ("😀x", 4, 2), ("", 0, 0)] {
            assert_eq!((byte_of(text, units), units_before(text, byte)), (byte, units), "{text}");
        }
        assert_eq!(byte_of("ab", 9), 2);
    }
}
