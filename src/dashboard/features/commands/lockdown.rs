//! The form that starts or ends a lockdown.

use jetstream_api::{
    call::Endpoint,
    commands::{HoursError, Lockdown, LockdownHours},
};
use leptos::prelude::*;

use crate::{
    features::commands::{
        command_dialog::{CommandDialog, CommandForm},
        effect::CommandContext,
    },
    shared::device_facts,
    state::{commands::CommandIntent, directory::Directory, live::LiveState},
};
use jetstream_ui::{Button, TextField};

const PRESETS: [(&str, &str); 6] = [
    ("1", "1 hour"),
    ("4", "4 hours"),
    ("8", "8 hours"),
    ("24", "24 hours"),
    ("168", "1 week"),
    ("0", "End the lockdown"),
];

/// The form. Hours are stored as text, so that input is never lost, and parsed by the same parser as for the call.
#[component]
pub fn LockdownForm(form: CommandForm) -> AnyView {
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let hours = Memo::new(move |_| text.with(|text| LockdownHours::parse(text)));
    let device = StoredValue::new(form.device.clone());
    let intent = move |hours| Lockdown { device: device.get_value(), hours };
    let read = move |()| {
        let hours = hours.get_untracked();
        error.set(hours.as_ref().err().map(HoursError::to_string));
        hours.ok().map(|hours| CommandIntent::Lockdown(intent(hours)))
    };
    let entry = form.entry;
    let circumstances = Memo::new(move |_| entry.with_value(CommandContext::of));
    let (live, directory) = (LiveState::current(), Directory::current());
    let known = Memo::new(move |_| {
        entry.with_value(|entry| live.with(|fleet| device_facts::lockdown(fleet, directory, entry, live.now())))
    });
    let effect = move || match hours.get() {
        Ok(hours) => known.with(|known| circumstances.get().lockdown(hours, known)),
        Err(_) => "Choose for how long not even a valid pass shall open the door.".to_owned(),
    };
    let submit =
        move || if hours.get().is_ok_and(|hours| hours.get() == 0) { "End the lockdown now" } else { "Lock down" };
    let fields = move || {
        let presets = PRESETS.map(|(value, word)| {
            view! { <Button on_click=move |()| { text.set(value.to_owned()); error.set(None); }>{word}</Button> }
        });
        view! {
            <TextField label="Hours" value=text error=error inputmode="numeric" autofocus=true
                hint="0 to 168, whole hours. 0 ends a lockdown." on_input=move |typed| text.set(typed)/>
            <div class="presets" role="group" aria-label="Presets">{presets.collect_view()}</div>
        }
    };
    view! {
        <CommandDialog
            title=format!("Lock down {}", form.device)
            form
            effect=Signal::derive(effect)
            read
            preview=Signal::derive(move || hours.get().ok().map(|hours| intent(hours).call()))
            submit=Signal::derive(move || submit().to_owned())
            confirm=true
            fields
        />
    }
    .into_any()
}
