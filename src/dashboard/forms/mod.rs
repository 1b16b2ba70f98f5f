//! One form for each command, over one dialog that sends, shows the call and follows what comes of it.

mod command_dialog;
mod configuration;
mod effect;
mod intent;
mod lockdown;
mod outcome;
pub mod passes;
mod plain;
pub mod policies;
mod unlock;

pub use command_dialog::{CallPreview, CommandDialog, CommandForm};
pub use configuration::ConfigurationForm;
pub use effect::CommandContext;
pub use intent::{CommandIntent, send, start};
pub use lockdown::LockdownForm;
pub use outcome::OutcomeView;
pub use plain::ConfirmCommandForm;
pub use unlock::UnlockForm;

use jetstream_api::{catalogue::Command, names::DeviceName};
use leptos::prelude::*;

use crate::directory::DeviceEntry;

/// The dialog for a command on a device, while one is open. Reads have none.
#[component]
pub fn OpenForm(
    /// What is known of the device.
    entry: DeviceEntry,
    /// Its name, for calls.
    device: DeviceName,
    /// What is to be done.
    command: Command,
    /// Called when the dialog is done with.
    on_close: Callback<()>,
) -> AnyView {
    let form = CommandForm { device, entry: StoredValue::new(entry), on_close };
    match command {
        Command::Lockdown => view! { <LockdownForm form/> }.into_any(),
        Command::UnlockDoor => view! { <UnlockForm form/> }.into_any(),
        Command::SetConfigurationValues => view! { <ConfigurationForm form/> }.into_any(),
        Command::Restart
        | Command::SyncCredentials
        | Command::GetTags
        | Command::GetPolicyParameters
        | Command::SetPolicyParameters => view! { <ConfirmCommandForm form command/> }.into_any(),
        Command::Status | Command::LastCredentialsSync => ().into_any(),
    }
}
