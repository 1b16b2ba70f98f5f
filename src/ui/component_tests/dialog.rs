//! Tests of the modal dialog: its focus, its keys, and what is out of reach behind it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

use super::page::{Page, dispatch, frames, has_focus, text, until};
use crate::{Dialog, InertBackground};

/// A button behind a dialog with a field that takes the focus.
async fn page(open: RwSignal<bool>, closes: bool, covered: Option<RwSignal<bool>>) -> Page {
    Page::mount(move || {
        if let Some(covered) = covered {
            provide_context(InertBackground(covered.into()));
        }
        view! {
            <button id="behind">"Open"</button>
            <Dialog open title="Rename" on_close=move |()| if closes { open.set(false) }>
                <button>"First"</button>
                <input autofocus />
            </Dialog>
        }
        .into_any()
    })
    .await
}

fn dialog(page: &Page) -> HtmlDialogElement {
    page.get("dialog").unchecked_into()
}

fn is_modal(page: &Page) -> bool {
    dialog(page).matches(":modal").unwrap()
}

#[wasm_bindgen_test]
async fn a_dialog_opens_modal_and_takes_the_focus_to_the_field_that_asks_for_it() {
    let open = RwSignal::new(false);
    let page = page(open, true, None).await;
    assert!(page.find("dialog input").is_none(), "the content is made when it opens");
    page.get("#behind").focus().unwrap();
    open.set(true);
    until("the dialog is modal", || is_modal(&page)).await;
    assert!(has_focus(&page.get("dialog input")));
    let heading = dialog(&page).get_attribute("aria-labelledby").unwrap();
    assert_eq!(text(&page.get(&format!("[id='{heading}']"))), "Rename");
}

#[wasm_bindgen_test]
async fn what_is_behind_an_open_dialog_cannot_take_the_focus() {
    let open = RwSignal::new(true);
    let page = page(open, true, None).await;
    until("the dialog is modal", || is_modal(&page)).await;
    let behind = page.get("#behind");
    behind.focus().unwrap();
    assert!(!has_focus(&behind));
    open.set(false);
    until("the dialog is closed", || !dialog(&page).open()).await;
    behind.focus().unwrap();
    assert!(has_focus(&behind));
}

#[wasm_bindgen_test]
async fn closing_a_dialog_gives_the_focus_back_and_drops_the_content() {
    let open = RwSignal::new(false);
    let page = page(open, true, None).await;
    page.get("#behind").focus().unwrap();
    open.set(true);
    until("the dialog is modal", || is_modal(&page)).await;
    open.set(false);
    until("the dialog is closed", || !dialog(&page).open()).await;
    until("the focus is back", || has_focus(&page.get("#behind"))).await;
    assert!(page.find("dialog input").is_none());
}

#[wasm_bindgen_test]
async fn escape_closes_a_dialog_through_its_owner() {
    let open = RwSignal::new(true);
    let page = page(open, true, None).await;
    until("the dialog is modal", || is_modal(&page)).await;
    // A browser sends `cancel` for Escape, and closes the dialog itself unless that is prevented.
    assert!(dispatch(&dialog(&page), "cancel"));
    until("the dialog is closed", || !dialog(&page).open()).await;
    assert!(!open.get_untracked());
}

#[wasm_bindgen_test]
async fn a_dialog_whose_owner_does_not_agree_survives_every_escape() {
    let open = RwSignal::new(true);
    let page = page(open, false, None).await;
    until("the dialog is modal", || is_modal(&page)).await;
    assert!(dispatch(&dialog(&page), "cancel"));
    frames(2).await;
    assert!(is_modal(&page));
    // The second Escape closes it whatever the page says; the event `close` follows.
    dialog(&page).close();
    assert!(!is_modal(&page));
    until("the dialog is modal again", || is_modal(&page)).await;
}

#[wasm_bindgen_test]
async fn a_dialog_that_opens_behind_a_cover_waits_until_the_cover_is_gone() {
    let (open, covered) = (RwSignal::new(true), RwSignal::new(true));
    let page = page(open, true, Some(covered)).await;
    assert!(page.find("dialog input").is_some() && !dialog(&page).open());
    covered.set(false);
    until("the dialog is modal", || is_modal(&page)).await;
}

#[wasm_bindgen_test]
async fn a_dialog_with_a_form_submits_to_its_owner_and_stays_open() {
    let submitted = RwSignal::new(0);
    let page = Page::mount(move || {
        view! {
            <Dialog open=true title="Rename" on_close=|()| () on_submit=move |()| submitted.update(|count| *count += 1)>
                <button type="submit">"Rename"</button>
            </Dialog>
        }
        .into_any()
    })
    .await;
    page.get("button").click();
    frames(1).await;
    assert_eq!(submitted.get_untracked(), 1);
    assert!(is_modal(&page));
}
