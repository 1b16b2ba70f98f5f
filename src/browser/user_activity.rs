//! Events that show that a user is present: input, and the tab becoming visible.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{AddEventListenerOptions, Event, MouseEvent};

/// Events of input by a user. `scroll` is not among them: lists scroll by themselves when new rows arrive.
const INPUT_EVENTS: [&str; 5] = ["pointerdown", "keydown", "wheel", "touchmove", "input"];
/// Events when the user comes back to a tab, or a computer wakes.
const RETURN_EVENTS: [&str; 3] = ["visibilitychange", "focus", "pageshow"];

/// Calls `run` at each input by the user, until the owner is gone.
pub fn on_activity(run: impl Fn() + 'static) {
    let run = Rc::new(run);
    let on_input = Rc::clone(&run);
    // Clicks and keys of a program are no input by the user.
    listen(&INPUT_EVENTS, true, move |event| _ = event.is_trusted().then(|| on_input()));
    let position = Cell::new(None);
    listen(&["pointermove"], true, move |event| {
        let pointer: &MouseEvent = event.unchecked_ref();
        let now = Some((pointer.screen_x(), pointer.screen_y()));
        // Some browsers send a move when the page moves below a pointer that rests.
        if event.is_trusted() && position.replace(now) != now {
            run();
        }
    });
}

/// Calls `run` when the user comes back to this tab, or to this computer, until the owner is gone.
pub fn on_visible(run: impl Fn() + 'static) {
    listen(&RETURN_EVENTS, false, move |_| _ = is_visible().then(&run));
}

/// Is this tab the visible one of its window?
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Listens on the window; with `first` in the capture phase, before handlers that could stop the event.
fn listen(names: &'static [&str], first: bool, run: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(run);
    let options = AddEventListenerOptions::new();
    options.set_capture(first);
    // Passive, so that scrolling does not wait for it.
    options.set_passive(true);
    for name in names {
        // Does not fail for a valid listener.
        let _ = window().add_event_listener_with_callback_and_add_event_listener_options(
            name,
            listener.as_ref().unchecked_ref(),
            &options,
        );
    }
    let stored = StoredValue::new_local(listener);
    on_cleanup(move || {
        stored.try_with_value(|listener| {
            for name in names {
                // A listener that is removed already is no error.
                let _ = window().remove_event_listener_with_callback_and_bool(
                    name,
                    listener.as_ref().unchecked_ref(),
                    first,
                );
            }
        });
    });
}
