//! An enum of the commands to a device, and the functions that send them.
//!
//! # The life of a click, from form to answer
//!
//! 1. A form of `features/commands` validates its fields and makes a [`CommandIntent`].
//! 2. [`start`] records the click and its identifier with `LiveState::click` before anything is sent: from here on the commands of the
//!    device show it.
//! 3. A [`ClickCall`] sends the call once, by `BrowserTransport` (`transport.rs`), with the identifier in a header where a gateway on the
//!    page's own origin recognises repeated calls. An unsafe call is never sent again: without an answer its outcome is unknown.
//! 4. The reply is decoded into a [`ClickResult`], and recorded with `LiveState::answer`.
//! 5. Jetstream reports what the device does as events. They arrive as `event_source.rs` describes, and
//!    `jetstream_fleet::commands` matches them with the click by command and parameters, or by the identifier in the answer.
//! 6. The views of the timeline read the fold again, and draw.

use jetstream_api::{
    call::{Call, Endpoint, Reply},
    catalogue::Command,
    commands::{GetTags, Lockdown, Restart, SetConfigurationValues, UnlockDoor},
    credentials::SyncCredentials,
    device_policy::{GetPolicyParameters, SetPolicyParameters, SyncResponse},
    error::ApiError,
    ids::Guid,
    names::DeviceName,
    wire::Pair,
};
use jetstream_fleet::{Click, ClickResult};
use leptos::task::spawn_local;

use crate::state::{guid::new_guid, live::LiveState, session::Session, submission::click_call::ClickCall};

/// A command with its device and its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandIntent {
    /// Lock down, or with 0 hours end the lockdown.
    Lockdown(Lockdown),
    /// Open the door.
    UnlockDoor(UnlockDoor),
    /// Restart the device.
    Restart(Restart),
    /// Send the stored passes to the device.
    SyncCredentials(SyncCredentials),
    /// Scan the tags.
    GetTags(GetTags),
    /// Request the device's parameters.
    GetPolicyParameters(GetPolicyParameters),
    /// Send policy and overrides to the device.
    SetPolicyParameters(SetPolicyParameters),
    /// Set a few parameters directly.
    SetConfigurationValues(SetConfigurationValues),
}

impl CommandIntent {
    /// The kind of the command.
    pub fn command(&self) -> Command {
        match self {
            Self::Lockdown(_) => Command::Lockdown,
            Self::UnlockDoor(_) => Command::UnlockDoor,
            Self::Restart(_) => Command::Restart,
            Self::SyncCredentials(_) => Command::SyncCredentials,
            Self::GetTags(_) => Command::GetTags,
            Self::GetPolicyParameters(_) => Command::GetPolicyParameters,
            Self::SetPolicyParameters(_) => Command::SetPolicyParameters,
            Self::SetConfigurationValues(_) => Command::SetConfigurationValues,
        }
    }

    /// The device that it is sent to.
    pub fn device(&self) -> &DeviceName {
        match self {
            Self::Lockdown(lockdown) => &lockdown.device,
            Self::UnlockDoor(unlock) => &unlock.device,
            Self::Restart(Restart(device))
            | Self::SyncCredentials(SyncCredentials(device))
            | Self::GetTags(GetTags(device))
            | Self::GetPolicyParameters(GetPolicyParameters(device))
            | Self::SetPolicyParameters(SetPolicyParameters(device)) => device,
            Self::SetConfigurationValues(values) => &values.device,
        }
    }

    /// The call that it makes.
    pub fn call(&self) -> Call {
        match self {
            Self::Lockdown(endpoint) => endpoint.call(),
            Self::UnlockDoor(endpoint) => endpoint.call(),
            Self::Restart(endpoint) => endpoint.call(),
            Self::SyncCredentials(endpoint) => endpoint.call(),
            Self::GetTags(endpoint) => endpoint.call(),
            Self::GetPolicyParameters(endpoint) => endpoint.call(),
            Self::SetPolicyParameters(endpoint) => endpoint.call(),
            Self::SetConfigurationValues(endpoint) => endpoint.call(),
        }
    }

    /// Its parameters as its CommandQueuedEvent will show them, to match the event with the click.
    pub fn parameters(&self) -> Vec<Pair> {
        let pair = |key: &str, value: &str| vec![Pair { key: key.to_owned(), value: value.to_owned() }];
        match self {
            Self::Lockdown(lockdown) => pair("Hours", &lockdown.hours.to_string()),
            Self::UnlockDoor(unlock) => pair("AccessToken", unlock.token.reveal()),
            Self::SetConfigurationValues(values) => values.values.clone(),
            Self::Restart(_)
            | Self::SyncCredentials(_)
            | Self::GetTags(_)
            | Self::GetPolicyParameters(_)
            | Self::SetPolicyParameters(_) => Vec::new(),
        }
    }

    /// Decodes the reply. All commands have one form of answer, except *Set a Device's Policy Parameters*, which has two.
    fn decode(&self, reply: &Reply) -> Result<ClickResult, ApiError> {
        let response = match self {
            Self::Lockdown(endpoint) => endpoint.decode(reply),
            Self::UnlockDoor(endpoint) => endpoint.decode(reply),
            Self::Restart(endpoint) => endpoint.decode(reply),
            Self::SyncCredentials(endpoint) => endpoint.decode(reply),
            Self::GetTags(endpoint) => endpoint.decode(reply),
            Self::GetPolicyParameters(endpoint) => endpoint.decode(reply),
            Self::SetPolicyParameters(endpoint) => match endpoint.decode(reply)? {
                SyncResponse::Command(response) => Ok(response),
                SyncResponse::Policy(_) => return Ok(ClickResult::Accepted),
            },
            Self::SetConfigurationValues(endpoint) => endpoint.decode(reply),
        };
        response.map(ClickResult::Response)
    }
}

/// Sends an intent once; records the click before and the answer after. It continues when its dialog is closed or another page is
/// opened: a command that is under way cannot be cancelled.
pub fn send(intent: CommandIntent, session: Session, live: LiveState) -> Guid {
    let click = new_guid();
    spawn_local(start(click, intent, session, live));
    click
}

/// The same for callers that wait for the answer: records the click at once, and sends when the future is first polled.
pub fn start(click: Guid, intent: CommandIntent, session: Session, live: LiveState) -> impl Future<Output = ()> {
    let call = ClickCall::new(click, intent.call(), session);
    live.click(Click {
        id: click,
        device: intent.device().as_str().to_owned(),
        command: intent.command(),
        parameters: intent.parameters(),
        // The time of the click itself, so it is not tracked.
        at: live.now_untracked(),
    });
    async move {
        let result = call.send().await.and_then(|reply| intent.decode(&reply));
        live.answer(click, result.unwrap_or_else(|error| ClickResult::from(&error)));
    }
}
