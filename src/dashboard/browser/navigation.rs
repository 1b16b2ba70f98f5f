//! Navigation within the app, held up while somebody is asked.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, convert::FromWasmAbi, prelude::Closure};
use web_sys::{Event, EventTarget, HtmlAnchorElement, MouseEvent};

use super::base_path;

/// Where somebody is about to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Away {
    /// To another page of the app: what stands behind the base path, with its query.
    To(String),
    /// To wherever *back* or *forward* leads; [`back`] leads there again.
    Back,
}

/// Asks `hold` before a link, *back* or *forward* leads to another page of the app. `true` keeps everybody here, at the address
/// that `here` tells. Works until the owner is gone. Navigation by the program itself is not asked about.
pub fn hold_navigation(here: impl Fn() -> String + 'static, hold: impl Fn(Away) -> bool + Clone + 'static) {
    let held = hold.clone();
    // The router listens on the window, which is told after the document.
    listen(&document(), "click", false, move |event: MouseEvent| {
        if let Some(path) = followed(&event)
            && held(Away::To(path))
        {
            event.prevent_default();
        }
    });
    // The address has changed by then, and the router, which listens on the window too, must not hear of it.
    listen(&window(), "popstate", true, move |event: Event| {
        let before = here();
        let page = before.split('?').next();
        if page != window().location().pathname().ok().as_deref() && hold(Away::Back) {
            event.stop_immediate_propagation();
            if let Ok(history) = window().history() {
                // Fails only for an address of another origin.
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&before));
            }
        }
    });
}

/// Goes back in the history of the tab.
pub fn back() {
    if let Ok(history) = window().history() {
        // Without anything to go back to nothing happens.
        let _ = history.back();
    }
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

/// Listens until the owner is gone.
fn listen<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &'static str,
    capture: bool,
    run: impl Fn(E) + 'static,
) {
    let listener = Closure::<dyn Fn(E)>::new(run);
    let function = listener.as_ref().unchecked_ref();
    if target.add_event_listener_with_callback_and_bool(name, function, capture).is_err() {
        return;
    }
    let kept = StoredValue::new_local((target.clone(), listener));
    on_cleanup(move || {
        kept.try_with_value(|(target, listener)| {
            // What does not listen any more needs not to be stopped.
            let _ =
                target.remove_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), capture);
        });
    });
}
