//! Setting the two values that most often need it, without a policy.

use jetstream_api::{
    call::Endpoint,
    catalogue::{Command, parameter},
    commands::SetConfigurationValues,
    kind::DeviceKind,
    wire::Pair,
};
use leptos::prelude::*;

use super::{Circumstances, CommandDialog, Form, Intent};
use crate::ui::TextField;

/// The parameters offered here; the editor for all of them is a page of its own.
const OFFERED: [(&str, &str); 2] = [
    ("DoorOpenTimeLimit", "Seconds that the door may stay open before the device raises DoorOpen."),
    (
        "HeartbeatEventInterval",
        "Minutes between heartbeats. 0 turns them off: the dashboard then cannot tell when the device falls silent.",
    ),
];

#[derive(Clone, Copy)]
struct Value {
    name: &'static str,
    hint: &'static str,
    text: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl Value {
    /// Reads it by the catalogue's rule; left empty it stays as it is on the device.
    fn pair(self, kind: DeviceKind) -> Result<Option<Pair>, String> {
        let value = self.text.get();
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        match parameter(kind, self.name).map(|parameter| parameter.check(value)) {
            Some(Err(error)) => Err(error.to_string()),
            // What the catalogue does not know is the server's to judge.
            Some(Ok(())) | None => Ok(Some(Pair { key: self.name.to_ascii_lowercase(), value: value.to_owned() })),
        }
    }
}

/// Two optional fields; at least one must be given.
#[component]
pub fn ConfigurationForm(form: Form) -> AnyView {
    let kind = form.entry.with_value(|entry| entry.kind());
    let values = OFFERED.map(|(name, hint)| Value {
        name,
        hint,
        text: RwSignal::new(String::new()),
        error: RwSignal::new(None),
    });
    let device = StoredValue::new(form.device.clone());
    let intent = move || -> Option<SetConfigurationValues> {
        let pairs = values.iter().map(|value| value.pair(kind).ok()).collect::<Option<Vec<_>>>()?;
        let values: Vec<_> = pairs.into_iter().flatten().collect();
        (!values.is_empty()).then(|| SetConfigurationValues { device: device.get_value(), values })
    };
    let read = move |()| {
        let nothing = values.iter().all(|value| value.text.get_untracked().trim().is_empty());
        for value in values {
            let wrong = untrack(|| value.pair(kind)).err();
            value.error.set(wrong.or_else(|| nothing.then(|| "Give at least one value.".to_owned())));
        }
        untrack(intent).map(Intent::SetConfigurationValues)
    };
    let entry = form.entry;
    let circumstances = Memo::new(move |_| entry.with_value(Circumstances::of));
    let fields = move || {
        values.map(|Value { name, hint, text, error }| {
            view! { <TextField label=name value=text error=error inputmode="numeric" hint=hint on_input=move |typed| text.set(typed)/> }
        }).collect_view()
    };
    view! {
        <CommandDialog
            title=format!("Set configuration values of {}", form.device)
            form
            effect=Signal::derive(move || circumstances.get().deed(Command::SetConfigurationValues))
            read
            preview=Signal::derive(move || intent().map(|intent| intent.call()))
            submit="Set configuration values"
            fields
        />
    }
    .into_any()
}
