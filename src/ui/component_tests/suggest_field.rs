//! Tests of the text field with suggestions and errors of its own language.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, attribute, dispatch, frames, has_focus, press, text, type_text};
use crate::{InputError, SuggestField, Suggestion, SuggestionRequest};

const WORDS: [&str; 3] = ["device:", "door:", "kind:"];

/// Completes a text with each word that begins with it; every word where the list was asked for.
fn suggestions(request: &SuggestionRequest) -> Vec<Suggestion> {
    let typed = request.text.get(..request.cursor).unwrap_or_default();
    let fits = |word: &&str| (request.expressly || !typed.is_empty()) && word.starts_with(typed) && *word != typed;
    let suggestion = |word: &str| Suggestion { word: word.to_owned(), text: word.to_owned(), cursor: word.len() };
    WORDS.into_iter().filter(fits).map(suggestion).collect()
}

async fn page(value: RwSignal<String>, fault: RwSignal<Option<InputError>>) -> Page {
    let page = Page::mount(move || {
        view! {
            <SuggestField
                label="Search"
                value
                on_input=Callback::new(move |text| value.set(text))
                propose=Callback::new(|request| suggestions(&request))
                fault
            />
        }
        .into_any()
    })
    .await;
    page.input("input").focus().unwrap();
    page
}

fn empty() -> (RwSignal<String>, RwSignal<Option<InputError>>) {
    (RwSignal::new(String::new()), RwSignal::new(None))
}

fn listed(page: &Page) -> Vec<String> {
    page.all("[role=option]").iter().map(|option| text(option)).collect()
}

fn is_open(page: &Page) -> bool {
    let list = page.get("[role=listbox]");
    let expanded = attribute(&page.get("input"), "aria-expanded").as_deref() == Some("true");
    assert_eq!(expanded, !list.hidden(), "the field tells whether its list is open");
    expanded
}

/// The option that the field points at, which must be the only selected one.
fn active(page: &Page) -> Option<String> {
    let selected: Vec<_> = page.all("[aria-selected=true]").iter().map(|option| text(option)).collect();
    let id = attribute(&page.get("input"), "aria-activedescendant");
    let active = id.map(|id| text(&page.get(&format!("[id='{id}']"))));
    assert_eq!(selected, active.iter().cloned().collect::<Vec<_>>());
    active
}

#[wasm_bindgen_test]
async fn typing_opens_a_list_of_suggestions_that_the_field_controls() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    assert!(!is_open(&page));
    type_text(&page.input("input"), "d");
    frames(1).await;
    assert!(is_open(&page));
    assert_eq!(listed(&page), ["device:", "door:"]);
    assert_eq!(attribute(&page.get("input"), "aria-controls"), attribute(&page.get("[role=listbox]"), "id"));
    assert_eq!(active(&page), None);
}

#[wasm_bindgen_test]
async fn arrow_keys_open_the_list_and_go_round_in_it_while_the_focus_stays_in_the_field() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    let input = page.input("input");
    let mut seen = Vec::new();
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"] {
        assert!(press(&input, key));
        frames(1).await;
        seen.push(active(&page).unwrap_or_default());
    }
    assert_eq!(seen, ["", "device:", "door:", "kind:", "device:", "kind:", "door:"]);
    assert!(has_focus(&input));
}

#[wasm_bindgen_test]
async fn enter_takes_the_active_suggestion_and_puts_the_cursor_behind_it() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    let input = page.input("input");
    type_text(&input, "d");
    press(&input, "ArrowDown");
    press(&input, "ArrowDown");
    frames(1).await;
    assert!(press(&input, "Enter"));
    frames(1).await;
    assert_eq!((value.get_untracked(), input.value()), ("door:".to_owned(), "door:".to_owned()));
    assert_eq!(input.selection_start().unwrap(), Some(5));
    assert!(!is_open(&page));
}

#[wasm_bindgen_test]
async fn enter_without_an_active_suggestion_is_left_to_the_form() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    let input = page.input("input");
    type_text(&input, "d");
    frames(1).await;
    assert!(!press(&input, "Enter"));
    assert_eq!(value.get_untracked(), "d");
}

#[wasm_bindgen_test]
async fn a_click_takes_a_suggestion_and_leaves_the_focus_in_the_field() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    type_text(&page.input("input"), "k");
    frames(1).await;
    let option = page.get("[role=option]");
    assert!(dispatch(&option, "mousedown"), "or the browser would move the focus");
    option.click();
    assert_eq!(value.get_untracked(), "kind:");
    assert!(has_focus(&page.get("input")));
}

#[wasm_bindgen_test]
async fn escape_closes_the_list_and_keeps_the_text_and_a_second_one_is_not_handled() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    let input = page.input("input");
    type_text(&input, "d");
    frames(1).await;
    assert!(press(&input, "Escape"));
    frames(1).await;
    assert!(!is_open(&page));
    assert_eq!(input.value(), "d");
    assert!(!press(&input, "Escape"), "a dialog around the field may close");
}

#[wasm_bindgen_test]
async fn the_list_closes_when_the_focus_leaves_the_field() {
    let (value, fault) = empty();
    let page = page(value, fault).await;
    type_text(&page.input("input"), "d");
    frames(1).await;
    assert!(is_open(&page));
    page.input("input").blur().unwrap();
    frames(1).await;
    assert!(!is_open(&page));
}

#[wasm_bindgen_test]
async fn an_error_is_announced_with_its_place_and_tied_to_the_field() {
    let (value, fault) = (RwSignal::new("bogus: door:".to_owned()), RwSignal::new(None));
    let page = page(value, fault).await;
    assert!(page.get("[role=status]").hidden());
    fault.set(Some(InputError { words: "Unknown field".to_owned(), at: 0..6 }));
    frames(1).await;
    let (input, error) = (page.get("input"), page.get("[role=status]"));
    assert_eq!(attribute(&input, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(attribute(&input, "aria-describedby"), attribute(&error, "id"));
    assert!(!error.hidden());
    assert_eq!(text(&error), "Unknown field bogus: door:");
    assert_eq!(text(&page.get("mark")), "bogus:");
}

#[wasm_bindgen_test]
async fn an_error_at_the_end_of_the_text_waits_until_the_focus_has_left() {
    let (value, fault) = (RwSignal::new("door: bog".to_owned()), RwSignal::new(None));
    let page = page(value, fault).await;
    fault.set(Some(InputError { words: "Unknown field".to_owned(), at: 6..9 }));
    frames(1).await;
    assert_eq!(attribute(&page.get("input"), "aria-invalid"), None);
    assert!(page.get("[role=status]").hidden());
    page.input("input").blur().unwrap();
    frames(1).await;
    assert_eq!(attribute(&page.get("input"), "aria-invalid").as_deref(), Some("true"));
    assert_eq!(text(&page.get("mark")), "bog");
}
