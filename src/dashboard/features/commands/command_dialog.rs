//! The dialog of every command: what it will do, its fields, a typed name where a slip would hurt, the call, and what came
//! of it. One click sends one call; while an answer is awaited there is nothing left to click.

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

/// For so long nothing stands where the button was: the second click of a double click would close the dialog, and nobody would
/// see what came of the first.
const DOUBLE_CLICK: Duration = Duration::from_millis(500);

/// What every form is about.
#[derive(Clone)]
pub struct CommandForm {
    /// The device, under a name that calls can be made for.
    pub device: DeviceName,
    /// What is known of it.
    pub entry: StoredValue<DeviceEntry>,
    /// Closes the dialog.
    pub on_close: Callback<()>,
}

/// The frame around the fields of one command. `read` reads the fields: it says what to send, or marks what is wrong.
#[component]
pub fn CommandDialog(
    /// What it is about.
    form: CommandForm,
    /// The heading, which names command and device.
    title: String,
    /// What the command will do here and now.
    #[prop(into)]
    effect: Signal<String>,
    /// Reads the fields once more and for good.
    #[prop(into)]
    read: Callback<(), Option<CommandIntent>>,
    /// The call as it stands, while the fields are right.
    #[prop(into)]
    preview: Signal<Option<Call>>,
    /// What stands in the call and on no screen until somebody asks for it.
    #[prop(optional, into)]
    secret: Signal<Option<String>>,
    /// The words on the button.
    #[prop(into)]
    submit: Signal<String>,
    /// Asks for the device's name: for what cannot be taken back.
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
