//! Copying a text. The clipboard is `browser/`'s, so it comes by context, and a test can bring its own.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;

use crate::{
    button::{Button, ButtonKind},
    icon,
};

/// Told whether the text is on the clipboard.
pub type CopyFeedback = Box<dyn FnOnce(bool)>;

/// How texts get onto the clipboard. `provide_context` it once, for all [`CopyButton`]s.
#[derive(Clone)]
pub struct ClipboardContext(Arc<dyn Fn(String, CopyFeedback) + Send + Sync>);

impl ClipboardContext {
    /// A clipboard that is written by `write`, which may take its time before it calls back.
    pub fn new(write: impl Fn(String, CopyFeedback) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }
}

const SAID_FOR: Duration = Duration::from_secs(4);

/// Copies a text and says whether it did.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Its words: "Copy the call".
    children: Children,
) -> AnyView {
    let clipboard = use_context::<ClipboardContext>();
    let said = RwSignal::new("");
    let copy = move |()| {
        let done: CopyFeedback = Box::new(move |copied| {
            let word = if copied { "Copied" } else { "This page may not copy: select the text instead" };
            // The button may be gone by now, and again when the word is due to go.
            said.try_set(word);
            set_timeout(
                move || {
                    said.try_set("");
                },
                SAID_FOR,
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
            <span role="status">{move || said.get()}</span>
        </span>
    }
    .into_any()
}
