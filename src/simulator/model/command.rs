//! A command to a device, from the request to its outcome.

use std::sync::Arc;

use jetstream_api::{catalogue::Command, ids::Guid};

use crate::model::{clock::Ms, json};

/// A command with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CommandRequest {
    Lockdown(u8),
    Unlock(String),
    /// The list in Jetstream at the time when the command was sent.
    SyncPasses(Vec<Arc<str>>),
    /// Policy and overrides at the time when the command was sent.
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

    /// The HTTP method in the words of the events.
    pub(crate) fn verb(&self) -> &'static str {
        if matches!(self, Self::GetParameters | Self::GetTags) { "Get" } else { "Post" }
    }
}

/// The outcome of a command. No exceptions mean success.
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

/// A command that the device has not fetched.
#[derive(Debug, Clone)]
pub(crate) struct QueuedCommand {
    pub(crate) id: Guid,
    pub(crate) user: &'static str,
    pub(crate) request: CommandRequest,
}

/// A command that the device has fetched and that takes time to execute.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) id: Guid,
    pub(crate) user: &'static str,
    pub(crate) request: CommandRequest,
    /// Distinguishes its end from that of an earlier job; 0 until it has begun.
    pub(crate) token: u32,
}

/// A command whose completion has not reached Jetstream.
#[derive(Debug)]
pub(crate) struct OpenCommand {
    pub(crate) device: Arc<str>,
    pub(crate) slot: u32,
    pub(crate) name: &'static str,
    pub(crate) queued: Ms,
}
