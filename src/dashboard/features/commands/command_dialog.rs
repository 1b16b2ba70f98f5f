//! The dialog that all commands share: expected effect, fields, typed confirmation where a command cannot be undone, the call, and
//! its outcome. One click sends one call; while the answer is pending there is no button to click.

use std::time::Duration;

use jetstream_api::{call::Call, ids::Guid, names::DeviceName};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    features::commands::outcome::OutcomeView,
    shared::call_preview::CallPreview,
    state::{
        commands::{CommandIntent, send},
        directory::device_entry::DeviceEntry,
        live::LiveState,
        session::Session,
    },
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Dialog, TextField};

/// For this long no button replaces the submit button. Otherwise the second click of a double click would close the dialog before
/// the outcome can be read.
const DOUBLE_CLICK: Duration = Duration::from_millis(500);

/// The properties that every command form gets.
#[derive(Clone)]
pub struct CommandForm {
    /// The device name, in a form that calls accept.
    pub device: DeviceName,
    /// The device as the directory lists it.
    pub entry: StoredValue<DeviceEntry>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The dialog around the fields of one command. `read` validates the fields: it returns the command to send, or marks the errors.
#[component]
pub fn CommandDialog(
    /// The properties of the form.
    form: CommandForm,
    /// The heading. It names command and device.
    title: String,
    /// The expected effect of the command on this device in its present state.
    #[prop(into)]
    effect: Signal<String>,
    /// Validates the fields at the click.
    #[prop(into)]
    read: Callback<(), Option<CommandIntent>>,
    /// The call as it would be sent now; `None` while the fields are invalid.
    #[prop(into)]
    preview: Signal<Option<Call>>,
    /// A part of the call that is masked on the screen until somebody reveals it.
    #[prop(optional, into)]
    secret: Signal<Option<String>>,
    /// The label of the button.
    #[prop(into)]
    submit: Signal<String>,
    /// Requires the device's name to be typed; for commands that cannot be undone.
    #[prop(optional)]
    confirm: bool,
    /// The fields.
    #[prop(optional, into)]
    fields: ViewFn,
) -> AnyView {
    let (session, live) = (Session::current(), LiveState::current());
    let sent = RwSignal::new(None::<Guid>);
    let settled = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let typed_error = RwSignal::new(None::<String>);
    let device = StoredValue::new(form.device.as_str().to_owned());
    let on_submit = move |()| {
        if sent.get_untracked().is_some() {
            return;
        }
        let wrong = confirm && device.with_value(|device| *device != typed.get_untracked());
        typed_error.set(wrong.then(|| format!("This is not the device's name. Type exactly: {}", device.get_value())));
        if let (Some(intent), false) = (read.run(()), wrong) {
            sent.set(Some(send(intent, session, live)));
            spawn_local(async move {
                browser::sleep(DOUBLE_CLICK).await;
                settled.try_set(true);
            });
        }
    };
    let on_close = form.on_close;
    let fields = StoredValue::new(fields);
    let ask = move || {
        view! {
            <p class="effect">{move || effect.get()}</p>
            {fields.with_value(ViewFn::run)}
            {confirm.then(|| view! {
                <TextField label="Type the device's name to confirm" value=typed error=typed_error
                    hint=device.get_value() on_input=move |text| typed.set(text)/>
            })}
            <CallPreview call=preview secret/>
            <div class="actions">
                <Button on_click=on_close>"Cancel"</Button>
                <Button kind=if confirm { ButtonKind::Danger } else { ButtonKind::Primary } submit=true>{move || submit.get()}</Button>
            </div>
        }
        .into_any()
    };
    let follow = move |click| {
        view! {
            <OutcomeView click/>
            <div class="actions settling">
                {move || settled.get().then(|| view! { <Button on_click=on_close>"Close"</Button> })}
            </div>
        }
        .into_any()
    };
    view! {
        <Dialog open=true title on_close on_submit>
            {move || sent.get().map_or_else(ask, follow)}
        </Dialog>
    }
    .into_any()
}
