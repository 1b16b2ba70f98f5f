//! The "Show the call" widget: a request as a shell command, with a variable in place of the key.

use jetstream_api::{call::Call, redact::redact};
use leptos::prelude::*;

use crate::state::session::Session;
use jetstream_ui::{CopyButton, Disclosure};

/// The widget. It shows a hint while there is no call.
#[component]
pub fn CallPreview(
    /// The call.
    #[prop(into)]
    call: Signal<Option<Call>>,
    /// A part of the call that is masked on the screen. The copied command contains it, so that it can be run.
    #[prop(optional, into)]
    secret: Signal<Option<String>>,
) -> AnyView {
    let session = Session::current();
    let line = Memo::new(move |_| call.with(|call| call.as_ref().map(|call| session.curl(call))));
    view! {
        <Disclosure summary="Show the call">
            <p>{move || line.get().is_none().then_some("The call appears when the fields above are right.")}</p>
            {move || line.get().map(|line| view! {
                <pre tabindex="0"><code>{masked(&line, secret.get())}</code></pre>
                <CopyButton text=line>"Copy the call"</CopyButton>
            })}
        </Disclosure>
    }
    .into_any()
}

fn masked(line: &str, secret: Option<String>) -> String {
    match secret.filter(|secret| !secret.is_empty()) {
        Some(secret) => line.replace(&secret, &redact(&secret)),
        None => line.to_owned(),
    }
}
