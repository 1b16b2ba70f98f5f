//! A copy button, and the context that gives it a clipboard: `jetstream-browser` has the real one, a test can provide its own.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;

use crate::{
    button::{Button, ButtonKind},
    icon,
};

/// Called with whether the text is on the clipboard.
pub type CopyFeedback = Box<dyn FnOnce(bool)>;

/// The function that writes a text to the clipboard. Provide it once as context, for all [`CopyButton`]s.
#[derive(Clone)]
pub struct ClipboardContext(Arc<dyn Fn(String, CopyFeedback) + Send + Sync>);

impl ClipboardContext {
    /// A clipboard that is written by `write`, which may call back later.
    pub fn new(write: impl Fn(String, CopyFeedback) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }
}

/// How long the result is shown.
const RESULT_SHOWN_FOR: Duration = Duration::from_secs(4);

/// A button that copies a text and shows whether it was copied.
#[component]
pub fn CopyButton(
    /// The text to copy.
    #[prop(into)]
    text: Signal<String>,
    /// The text of the button: "Copy the call".
    children: Children,
) -> AnyView {
    let clipboard = use_context::<ClipboardContext>();
    let result = RwSignal::new("");
    let copy = move |()| {
        let done: CopyFeedback = Box::new(move |copied| {
            let message = if copied { "Copied" } else { "This page may not copy: select the text instead" };
            // The button may be gone by now, or by the time that the message is to be cleared.
            result.try_set(message);
            set_timeout(
                move || {
                    result.try_set("");
                },
                RESULT_SHOWN_FOR,
            );
        });
        match &clipboard {
            Some(ClipboardContext(write)) => write(text.get_untracked(), done),
            None => done(false),
        }
    };
    view! {
        <span class="copy">
            <Button kind=ButtonKind::Quiet icon=icon::COPY on_click=copy>
                {children()}
            </Button>
            <span role="status">{move || result.get()}</span>
        </span>
    }
    .into_any()
}
