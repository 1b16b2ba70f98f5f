//! A panel with the commands of a device: all ten of the reference, each enabled, or disabled with the reason.

use jetstream_api::{capabilities::can, catalogue::Command, credentials::LastCredentialsSync, names::DeviceName};
use leptos::{prelude::*, task::spawn_local};

use crate::state::{
    directory::{Directory, device_entry::DeviceEntry},
    session::{NO_CONNECTION, READ_ONLY, Session},
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Panel};

/// The panel. `on_open` opens the dialog of a command. Reads need no dialog and run at once.
#[component]
pub fn CommandAvailability(entry: DeviceEntry, on_open: Callback<Command>) -> AnyView {
    let entry = StoredValue::new(entry);
    let items = move |destructive| {
        let commands = Command::ALL.into_iter().filter(move |command| is_destructive(*command) == destructive);
        commands.map(|command| view! { <li><Offer entry command on_open/></li> }).collect_view()
    };
    view! {
        <Panel title="What it can do">
            <ul class="can">{items(false)}</ul>
            <ul class="can destructive">{items(true)}</ul>
        </Panel>
    }
    .into_any()
}

/// Commands that people at the door notice. They are shown in a group of their own.
fn is_destructive(command: Command) -> bool {
    matches!(command, Command::Lockdown | Command::UnlockDoor | Command::Restart)
}

#[component]
fn Offer(entry: StoredValue<DeviceEntry>, command: Command, on_open: Callback<Command>) -> AnyView {
    let (session, directory) = (Session::current(), Directory::current());
    let answer = RwSignal::new(None::<String>);
    let is_read = matches!(command, Command::Status | Command::LastCredentialsSync);
    let refused = Signal::derive(move || {
        entry.with_value(|entry| match &entry.name {
            Err(error) => Some(error.to_string()),
            Ok(_) if session.is_file() => Some(NO_CONNECTION.to_owned()),
            Ok(_) if session.is_read_only() && !is_read => Some(READ_ONLY.to_owned()),
            Ok(_) if command == Command::SetPolicyParameters && entry.device.policy.is_none() => {
                Some("It has no policy, so there is nothing to send.".to_owned())
            }
            Ok(_) => {
                let connection = directory.statuses().connection(&entry.device.name);
                can(command, &entry.profile, connection).err().map(|reason| reason_text(&reason.to_string()))
            }
        })
    });
    let run = move |()| {
        let Ok(device) = entry.with_value(|entry| entry.name.clone()) else { return };
        match command {
            Command::Status => directory.statuses().refresh(device),
            Command::LastCredentialsSync => last_sync(session, device, answer),
            _ => on_open.run(command),
        }
    };
    let kind = if is_destructive(command) { ButtonKind::Danger } else { ButtonKind::Plain };
    view! {
        <Button kind refused on_click=run>{command.label()}</Button>
        <span class="small" role="status">{move || answer.get()}</span>
    }
    .into_any()
}

fn last_sync(session: Session, device: DeviceName, answer: RwSignal<Option<String>>) {
    let client = session.client();
    answer.set(Some("Asking…".to_owned()));
    spawn_local(async move {
        let words = match client.send(&LastCredentialsSync(device)).await {
            Ok(Some(time)) => format!("Passes were last sent {}", browser::local(time)),
            Ok(None) => "Passes were never sent".to_owned(),
            Err(error) => error.to_string(),
        };
        answer.try_set(Some(words));
    });
}

/// Turns the reason of a capability check, which is a clause, into a sentence.
pub fn reason_text(clause: &str) -> String {
    let mut characters = clause.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", characters.as_str())
}
