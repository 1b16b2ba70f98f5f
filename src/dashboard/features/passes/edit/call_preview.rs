//! The "Show the call" widget for calls whose bodies hold passes or passwords: masked on the screen until the user reveals them, complete
//! when copied.

use jetstream_api::{call::Call, redact::redact};
use leptos::prelude::*;
use serde_json::Value;

use crate::state::session::Session;
use jetstream_ui::{Button, ButtonKind, CopyButton, Disclosure, icon};

/// The request as a shell command, with a variable in place of the key.
#[component]
pub fn MaskedCall(#[prop(into)] call: Signal<Option<Call>>) -> AnyView {
    let session = Session::current();
    let shown = RwSignal::new(false);
    let whole = Memo::new(move |_| call.with(|call| call.as_ref().map(|call| session.curl(call))));
    let line = move || match shown.get() {
        true => whole.get(),
        false => call.with(|call| call.as_ref().map(|call| session.curl(&masked(call)))),
    };
    let content = move || {
        let Some(line) = line() else {
            return view! { <p>"The call appears when there is something to send."</p> }.into_any();
        };
        view! {
            <pre tabindex="0"><code>{line}</code></pre>
            <p class="soft small">"What is copied holds the secrets, so that it runs."</p>
            <div class="line">
                <Button kind=ButtonKind::Quiet icon=icon::EYE pressed=shown on_click=move |()| shown.update(|shown| *shown = !*shown)>
                    "Show the secrets in it"
                </Button>
                <CopyButton text=Signal::derive(move || whole.get().unwrap_or_default())>"Copy the call"</CopyButton>
            </div>
        }
        .into_any()
    };
    view! { <Disclosure summary="Show the call">{content}</Disclosure> }.into_any()
}

/// The same call with every string value of its body masked. The field names of an object are not masked: they are user names.
fn masked(call: &Call) -> Call {
    let body = call.body.as_ref().map(|body| match serde_json::from_str(body) {
        Ok(value) => mask(value).to_string(),
        Err(_) => redact(body),
    });
    Call { body, ..call.clone() }
}

fn mask(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(redact(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(mask).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, value)| (name, mask(value))).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use jetstream_api::call::{Method, Safety};
    use serde_json::json;

    use super::*;

    #[test]
    fn the_body_is_masked_and_the_rest_is_not() {
        let call = |body| Call::new(Method::Post, Safety::Unsafe, ["devices", "Cabinet 7"]).with_body(&body);
        assert_eq!(masked(&call(json!(["00A1B2C3D4"]))).body.as_deref(), Some(r#"["••••C3D4"]"#));
        assert_eq!(masked(&call(json!({ "Maria": "1234" }))).body.as_deref(), Some(r#"{"Maria":"••••"}"#));
        assert_eq!(masked(&call(json!([]))), call(json!([])));
    }
}
