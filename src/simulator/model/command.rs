//! What a command asks for, and how events name it.

use std::sync::Arc;

use jetstream_api::{catalogue::Command, ids::Guid};

use crate::model::{device::Device, json};

/// A command with what it was sent with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CommandRequest {
    Lockdown(u8),
    Unlock(String),
    /// The list as it was in Jetstream when the command was sent.
    SyncPasses(Vec<Arc<str>>),
    /// Policy and overrides, as they were when the command was sent.
    SetParameters(Vec<(String, String)>),
    GetParameters,
    SetValues(Vec<(String, String)>),
    GetTags,
    Restart,
}

impl CommandRequest {
    pub(crate) fn command(&self) -> Command {
        match self {
            Self::Lockdown(_) => Command::Lockdown,
            Self::Unlock(_) => Command::UnlockDoor,
            Self::SyncPasses(_) => Command::SyncCredentials,
            Self::SetParameters(_) => Command::SetPolicyParameters,
            Self::GetParameters => Command::GetPolicyParameters,
            Self::SetValues(_) => Command::SetConfigurationValues,
            Self::GetTags => Command::GetTags,
            Self::Restart => Command::Restart,
        }
    }

    /// The `CommandName` of the completion.
    pub(crate) fn event_name(&self) -> &'static str {
        match self {
            Self::Lockdown(_) => "Lockdown",
            Self::Unlock(_) => "UnlockDoor",
            Self::SyncPasses(_) => "SyncCredentials",
            Self::SetParameters(_) | Self::SetValues(_) => "SetConfigValuesCommand",
            Self::GetParameters => "GetConfigValuesCommand",
            Self::GetTags => "GetEPCListCommand",
            Self::Restart => "ResetCommand",
        }
    }

    fn path(&self) -> &'static str {
        match self {
            Self::Lockdown(_) => "lockdown",
            Self::Unlock(_) => "unlockdoor",
            Self::SyncPasses(_) => "credentials/sync",
            Self::SetParameters(_) | Self::GetParameters => "policy/sync",
            Self::SetValues(_) => "configuration",
            Self::GetTags => "epclist",
            Self::Restart => "reset",
        }
    }

    pub(crate) fn verb(&self) -> &'static str {
        if matches!(self, Self::GetParameters | Self::GetTags) { "Get" } else { "Post" }
    }

    /// What the queued event echoes, the token of an unlock included.
    fn parameters(&self, device: &Device) -> Vec<(String, String)> {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        match self {
            Self::Lockdown(hours) => vec![pair("Hours", &hours.to_string())],
            Self::Unlock(token) => vec![pair("AccessToken", token)],
            // Wipe, then add all; in this order in the reference.
            Self::SyncPasses(passes) => {
                passes.iter().map(|pass| pair("Add", pass)).chain([pair("Remove", "*")]).collect()
            }
            Self::SetParameters(values) | Self::SetValues(values) => values.clone(),
            Self::GetParameters => {
                let keys = device.definition.parameters.iter().enumerate();
                keys.map(|(number, setting)| (format!("Parameter{number}"), setting.key.clone())).collect()
            }
            Self::GetTags | Self::Restart => Vec::new(),
        }
    }

    /// Version and properties of the CommandQueuedEvent, with the documentation's contradictions: a sync of passes has two
    /// names and two versions, and the example of a restart has the path of version 2 and the wrong verb.
    pub(crate) fn queued_event(&self, device: &Device, id: Guid, user: &str) -> (u8, String) {
        let odd = device.form(2) == 1;
        let (version, name) = match self {
            Self::SyncPasses(_) if odd => (3, "UpdatePasses"),
            Self::SyncPasses(_) => (2, self.event_name()),
            _ => (3, self.event_name()),
        };
        let quirk = odd && *self == Self::Restart;
        let mut fields = String::new();
        json::field(&mut fields, "CommandId", &id.to_string());
        json::field(&mut fields, "CommandName", name);
        let path = format!("/{}/Devices/{}/{}", if quirk { 2 } else { 3 }, device.name, self.path());
        json::field(&mut fields, "URI", &path);
        json::field(&mut fields, "Verb", if quirk { "Get" } else { self.verb() });
        json::field(&mut fields, "User", user);
        json::pairs(&mut fields, "Parameters", &self.parameters(device));
        (version, fields)
    }
}

/// How a command ended. Empty exceptions mean success.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) output: Vec<(String, String)>,
    pub(crate) exceptions: Vec<(String, String)>,
}

impl Outcome {
    pub(crate) fn with_output(output: Vec<(String, String)>) -> Self {
        Self { output, exceptions: Vec::new() }
    }

    pub(crate) fn failed(key: &str, message: &str) -> Self {
        Self { output: Vec::new(), exceptions: vec![(key.to_owned(), message.to_owned())] }
    }

    /// The properties of the CommandCompletionEvent.
    pub(crate) fn fields(&self, id: Guid, name: &str) -> String {
        let mut fields = String::new();
        json::field(&mut fields, "CommandId", &id.to_string());
        json::field(&mut fields, "CommandName", name);
        json::pairs(&mut fields, "OutputParameterList", &self.output);
        json::pairs(&mut fields, "ExceptionList", &self.exceptions);
        fields
    }
}
