//! Navigation within the app, held up while somebody is asked.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, HtmlAnchorElement, MouseEvent};

use crate::base_path;

/// Where somebody is about to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavigationTarget {
    /// To another page of the app: what stands behind the base path, with its query.
    Url(String),
    /// To wherever *back* or *forward* leads; [`back`] leads there again.
    Back,
}

/// Decides about ways off a page; `true` keeps everybody here.
#[derive(Clone)]
struct Guard {
    /// After *back* or *forward*.
    turned: Rc<dyn Fn() -> bool>,
    /// Before anything else.
    asked: Rc<dyn Fn(NavigationTarget) -> bool>,
}

thread_local! {
    /// The guard of the page, with its number.
    static GUARD: RefCell<(u64, Option<Guard>)> = const { RefCell::new((0, None)) };
}

/// Lets pages hold up *back* and *forward*. Called once, before the router begins to listen: on the window listeners are called
/// in the order in which they came.
pub fn watch_history() {
    let listener = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let guard = GUARD.with_borrow(|(_, guard)| guard.clone());
        if guard.is_some_and(|guard| (guard.turned)()) {
            event.stop_immediate_propagation();
        }
    });
    if window().add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref()).is_ok() {
        // It listens as long as the page lives.
        listener.forget();
    }
}

/// Is somebody asked now whether to leave for this page, given as it stands behind the base path?
pub fn is_guarded(path: &str) -> bool {
    let guard = GUARD.with_borrow(|(_, guard)| guard.clone());
    guard.is_some_and(|guard| (guard.asked)(NavigationTarget::Url(path.to_owned())))
}

/// Asks `hold` before a link, *back* or *forward* leads to another page of the app. `true` keeps everybody here, at the address
/// that `here` tells. Works until the owner is gone. Navigation by the program itself is not asked about.
pub fn block_navigation(
    here: impl Fn() -> String + 'static,
    hold: impl Fn(NavigationTarget) -> bool + Clone + 'static,
) {
    let (held, asked) = (hold.clone(), Rc::new(hold.clone()));
    // The address has changed by the time that the guard is asked.
    let turned = move || {
        let before = here();
        let page = before.split('?').next();
        let holds = page != window().location().pathname().ok().as_deref() && hold(NavigationTarget::Back);
        if holds && let Ok(history) = window().history() {
            // Fails only for an address of another origin.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&before));
        }
        holds
    };
    let number = GUARD.with_borrow_mut(|(number, kept)| {
        *kept = Some(Guard { turned: Rc::new(turned), asked });
        *number += 1;
        *number
    });
    // The router listens on the window, which is told after the document.
    let listener = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(path) = followed(&event)
            && held(NavigationTarget::Url(path))
        {
            event.prevent_default();
        }
    });
    let document = document();
    if document.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref()).is_err() {
        return;
    }
    let kept = StoredValue::new_local((document, listener));
    on_cleanup(move || {
        kept.try_with_value(|(document, listener)| {
            // What does not listen any more needs not to be stopped.
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
        // Without anything to go back to nothing happens.
        let _ = history.back();
    }
}

/// Loads the page anew.
pub fn reload() {
    // Fails only for a page that is being left.
    let _ = window().location().reload();
}

/// The page that a click leads to, if the router would follow it and it is another one.
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
