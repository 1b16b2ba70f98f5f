//! A guard for navigation within the app: links, *back* and *forward* can be blocked while the user is asked to confirm.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, HtmlAnchorElement, MouseEvent};

use crate::document::base_path;

/// Where a navigation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavigationTarget {
    /// To another page of the app: its path below the base path, with its query.
    Url(String),
    /// To where *back* or *forward* leads; [`back`] leads there again.
    Back,
}

/// Decides about navigation off a page; `true` blocks it.
#[derive(Clone)]
struct Guard {
    /// Called after *back* or *forward*.
    on_history: Rc<dyn Fn() -> bool>,
    /// Called before any other navigation.
    on_navigation: Rc<dyn Fn(NavigationTarget) -> bool>,
}

thread_local! {
    /// The guard of the page, with its number.
    static GUARD: RefCell<(u64, Option<Guard>)> = const { RefCell::new((0, None)) };
}

/// Lets pages block *back* and *forward*. Called once, before the router starts to listen: listeners on the window are called in the
/// order in which they were added.
pub fn watch_history() {
    let listener = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let guard = GUARD.with_borrow(|(_, guard)| guard.clone());
        if guard.is_some_and(|guard| (guard.on_history)()) {
            event.stop_immediate_propagation();
        }
    });
    if window().add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref()).is_ok() {
        // It listens as long as the page lives.
        listener.forget();
    }
}

/// Does the guard block a navigation to this path, which is relative to the base path? It asks the user then.
pub fn is_guarded(path: &str) -> bool {
    let guard = GUARD.with_borrow(|(_, guard)| guard.clone());
    guard.is_some_and(|guard| (guard.on_navigation)(NavigationTarget::Url(path.to_owned())))
}

/// Calls `hold` before a link, *back* or *forward* leads to another page of the app. `true` blocks the navigation, and the address stays
/// the one that `here` returns. Works until the owner is gone. Navigation by the program itself is not guarded.
pub fn block_navigation(
    here: impl Fn() -> String + 'static,
    hold: impl Fn(NavigationTarget) -> bool + Clone + 'static,
) {
    let (hold_link, on_navigation) = (hold.clone(), Rc::new(hold.clone()));
    // The address has changed by the time that the guard is asked.
    let on_history = move || {
        let before = here();
        let page = before.split('?').next();
        let holds = page != window().location().pathname().ok().as_deref() && hold(NavigationTarget::Back);
        if holds && let Ok(history) = window().history() {
            // Fails only for an address of another origin.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&before));
        }
        holds
    };
    let number = GUARD.with_borrow_mut(|(number, guard)| {
        *guard = Some(Guard { on_history: Rc::new(on_history), on_navigation });
        *number += 1;
        *number
    });
    // The router listens on the window, which gets the event after the document.
    let listener = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(path) = followed(&event)
            && hold_link(NavigationTarget::Url(path))
        {
            event.prevent_default();
        }
    });
    let document = document();
    if document.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref()).is_err() {
        return;
    }
    let stored = StoredValue::new_local((document, listener));
    on_cleanup(move || {
        stored.try_with_value(|(document, listener)| {
            // A listener that is removed already is no error.
            let _ = document.remove_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
        });
        GUARD.with_borrow_mut(|(newest, guard)| {
            // The next page may have come before this one went.
            if *newest == number {
                *guard = None;
            }
        });
    });
}

/// Goes back in the history of the tab.
pub fn back() {
    if let Ok(history) = window().history() {
        // At the first entry nothing happens.
        let _ = history.back();
    }
}

/// Reloads the page.
pub fn reload() {
    // Fails only for a page that is being left.
    let _ = window().location().reload();
}

/// The page that a click leads to, if the router would follow the link and it is another page.
fn followed(event: &MouseEvent) -> Option<String> {
    let plain = event.button() == 0 && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let mut path = event.composed_path().into_iter();
    let link = path.find_map(|element| element.dyn_into::<HtmlAnchorElement>().ok())?;
    let opens_elsewhere = !link.target().is_empty() || link.has_attribute("download");
    let there = web_sys::Url::new(&link.href()).ok()?;
    let same_app = Some(there.origin()) == window().location().origin().ok();
    if opens_elsewhere || !same_app || Some(there.pathname()) == window().location().pathname().ok() {
        return None;
    }
    let below = there.pathname().strip_prefix(&base_path())?.trim_start_matches('/').to_owned();
    Some(below + &there.search())
}
