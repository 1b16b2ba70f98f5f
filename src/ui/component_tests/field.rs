//! Tests of the error and the hint of a field.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, attribute, frames, text, type_text};
use crate::{SecretField, TextField};

#[wasm_bindgen_test]
async fn a_field_without_an_error_is_described_by_its_hint_alone() {
    let page = Page::mount(|| {
        view! { <TextField label="Serial" value="" on_input=|_: String| () hint="Ten digits" /> }.into_any()
    })
    .await;
    let input = page.get("input");
    assert_eq!(attribute(&input, "aria-invalid"), None);
    let described_by = attribute(&input, "aria-describedby").unwrap();
    assert_eq!(text(&page.get(&format!("[id='{described_by}']"))), "Ten digits");
    assert!(page.find("[role=alert]").is_none());
    assert_eq!(attribute(&page.get("label"), "for"), attribute(&input, "id"));
}

#[wasm_bindgen_test]
async fn an_error_marks_the_field_and_describes_it_before_the_hint_until_it_is_gone() {
    let error = RwSignal::new(None::<String>);
    let page = Page::mount(move || {
        view! { <TextField label="Serial" value="" on_input=|_: String| () hint="Ten digits" error=error /> }.into_any()
    })
    .await;
    error.set(Some("Too short".to_owned()));
    frames(1).await;
    let input = page.get("input");
    assert_eq!(attribute(&input, "aria-invalid").as_deref(), Some("true"));
    let described_by = attribute(&input, "aria-describedby").unwrap();
    let texts: Vec<_> = described_by.split(' ').map(|id| text(&page.get(&format!("[id='{id}']")))).collect();
    assert_eq!(texts, ["Too short", "Ten digits"]);
    assert_eq!(text(&page.get("[role=alert]")), "Too short");

    error.set(None);
    frames(1).await;
    assert_eq!(attribute(&input, "aria-invalid"), None);
    assert!(page.find("[role=alert]").is_none());
}

#[wasm_bindgen_test]
async fn an_error_leaves_what_was_typed_in_the_field() {
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let page = Page::mount(move || {
        view! { <TextField label="Serial" value on_input=move |text| value.set(text) error=error /> }.into_any()
    })
    .await;
    let input = page.input("input");
    type_text(&input, "12x");
    error.set(Some("Digits only".to_owned()));
    frames(1).await;
    assert_eq!((value.get_untracked(), input.value()), ("12x".to_owned(), "12x".to_owned()));
    assert_eq!(page.input("input"), input);
}

#[wasm_bindgen_test]
async fn a_secret_field_with_an_error_is_marked_and_stays_masked() {
    let page = Page::mount(|| {
        let error = Signal::stored(Some("Unknown key".to_owned()));
        view! { <SecretField label="Key" noun="key" value="s3cret" on_input=|_: String| () error /> }.into_any()
    })
    .await;
    let input = page.input("input");
    assert_eq!(attribute(&input, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(input.type_(), "password");
    page.get("button").click();
    frames(1).await;
    assert_eq!((input.type_().as_str(), input.value().as_str()), ("text", "s3cret"));
}
