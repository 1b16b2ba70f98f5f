//! Whether anybody is there: touches of the page, and the page coming into sight.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{AddEventListenerOptions, Event, MouseEvent};

/// What only a person does. `scroll` is none of it: lists scroll by themselves when the feed brings something.
const TOUCHES: [&str; 5] = ["pointerdown", "keydown", "wheel", "touchmove", "input"];
/// What happens when somebody comes back to a tab, or a computer wakes.
const ARRIVALS: [&str; 3] = ["visibilitychange", "focus", "pageshow"];

/// Runs something at each touch of the page, until the owner is gone.
pub fn on_activity(run: impl Fn() + 'static) {
    let run = Rc::new(run);
    let touched = Rc::clone(&run);
    // What a program clicks or types was no touch.
    listen(&TOUCHES, true, move |event| _ = event.is_trusted().then(|| touched()));
    let place = Cell::new(None);
    listen(&["pointermove"], true, move |event| {
        let pointer: &MouseEvent = event.unchecked_ref();
        let now = Some((pointer.screen_x(), pointer.screen_y()));
        // Some browsers tell of a move when the page moves below a pointer that lies still.
        if event.is_trusted() && place.replace(now) != now {
            run();
        }
    });
}

/// Runs something when somebody comes back to this tab, or to this computer, until the owner is gone.
pub fn on_visible(run: impl Fn() + 'static) {
    listen(&ARRIVALS, false, move |_| _ = is_visible().then(&run));
}

/// Is the tab the one that is shown in its window?
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Listens on the window: with `first` before anybody else, and to what others keep to themselves.
fn listen(names: &'static [&str], first: bool, run: impl Fn(Event) + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(run);
    let options = AddEventListenerOptions::new();
    options.set_capture(first);
    // Nothing waits for it: scrolling stays smooth.
    options.set_passive(true);
    for name in names {
        // Fails for nothing that can be listened to.
        let _ = window().add_event_listener_with_callback_and_add_event_listener_options(
            name,
            listener.as_ref().unchecked_ref(),
            &options,
        );
    }
    let kept = StoredValue::new_local(listener);
    on_cleanup(move || {
        kept.try_with_value(|listener| {
            for name in names {
                // What does not listen any more needs not to be stopped.
                let _ = window().remove_event_listener_with_callback_and_bool(
                    name,
                    listener.as_ref().unchecked_ref(),
                    first,
                );
            }
        });
    });
}
