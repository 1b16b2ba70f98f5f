//! The table of commands: the ten of the "Security Cabinets" page, in its order, and the kinds of devices that take them.
//!
//! Firmware and application-value calls are not among them: no device type page of version 3 lists them.

use core::{error::Error, fmt, str::FromStr};

use crate::kind::DeviceKind;

/// A command to one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    /// Whether the device holds a WebSocket (page "Get Device Status").
    Status,
    /// Send the list of passes to the device (page "Sync Device Credentials").
    SyncCredentials,
    /// Scan now (page "Get All RFID Tags").
    GetTags,
    /// Reboot (page "Restart a Device").
    Restart,
    /// Refuse every pass for some hours (page "Lockdown a Device").
    Lockdown,
    /// Open the door once (page "Unlock a Device's Door").
    UnlockDoor,
    /// Ask the device for its settings (page "Get a Device's Policy Parameters").
    GetPolicyParameters,
    /// Send policy and overrides to the device (page "Set a Device's Policy Parameters").
    SetPolicyParameters,
    /// When the passes were last sent (page "Get Last Device Credentials Sync Date/Time").
    LastCredentialsSync,
    /// Set some of fifteen parameters directly (page "Set Configuration Values for a Device").
    SetConfigurationValues,
}

/// The class of a command: its behaviour on connected and on unconnected devices (glossary of the documentation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommandClass {
    /// Connected: runs while the caller waits, the answer carries the result. Not connected: queued.
    SynchronousQueueable,
    /// Connected: runs while the caller waits. Not connected: fails.
    SynchronousNotQueueable,
    /// Always answered with `Queued`; the result is known only from the CommandCompletionEvent.
    NotSynchronousQueueable,
    /// Answered by Jetstream from its own records; nothing is sent to the device (inferred).
    NotACommand,
}

impl Command {
    /// All ten, in the order of the "Security Cabinets" page.
    pub const ALL: [Self; 10] = [
        Self::Status,
        Self::SyncCredentials,
        Self::GetTags,
        Self::Restart,
        Self::Lockdown,
        Self::UnlockDoor,
        Self::GetPolicyParameters,
        Self::SetPolicyParameters,
        Self::LastCredentialsSync,
        Self::SetConfigurationValues,
    ];

    /// The title of its page in the documentation.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Status => "Get Device Status",
            Self::SyncCredentials => "Sync Device Credentials",
            Self::GetTags => "Get All RFID Tags",
            Self::Restart => "Restart a Device",
            Self::Lockdown => "Lockdown a Device",
            Self::UnlockDoor => "Unlock a Device's Door",
            Self::GetPolicyParameters => "Get a Device's Policy Parameters",
            Self::SetPolicyParameters => "Set a Device's Policy Parameters",
            Self::LastCredentialsSync => "Get Last Device Credentials Sync Date/Time",
            Self::SetConfigurationValues => "Set Configuration Values for a Device",
        }
    }

    /// The command on a button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Status => "Get status",
            Self::SyncCredentials => "Sync passes",
            Self::GetTags => "Get tags",
            Self::Restart => "Restart",
            Self::Lockdown => "Lock down",
            Self::UnlockDoor => "Unlock door",
            Self::GetPolicyParameters => "Get policy parameters",
            Self::SetPolicyParameters => "Set policy parameters",
            Self::LastCredentialsSync => "Last sync",
            Self::SetConfigurationValues => "Set configuration values",
        }
    }

    /// The command in a URL: `unlock-door`. [`FromStr`] reads it back.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::SyncCredentials => "sync-passes",
            Self::GetTags => "get-tags",
            Self::Restart => "restart",
            Self::Lockdown => "lockdown",
            Self::UnlockDoor => "unlock-door",
            Self::GetPolicyParameters => "get-policy-parameters",
            Self::SetPolicyParameters => "set-policy-parameters",
            Self::LastCredentialsSync => "last-pass-sync",
            Self::SetConfigurationValues => "set-configuration-values",
        }
    }

    /// How it behaves on connected and on unconnected devices.
    pub const fn class(self) -> CommandClass {
        match self {
            Self::Status | Self::LastCredentialsSync => CommandClass::NotACommand,
            Self::GetTags | Self::Restart => CommandClass::NotSynchronousQueueable,
            Self::UnlockDoor => CommandClass::SynchronousNotQueueable,
            Self::SyncCredentials
            | Self::Lockdown
            | Self::GetPolicyParameters
            | Self::SetPolicyParameters
            | Self::SetConfigurationValues => CommandClass::SynchronousQueueable,
        }
    }

    /// The `CommandName`s that events give it: none where no command is sent, two where the documentation contradicts
    /// itself. Events may use the name of another command too: see [`Command::from_event`].
    pub const fn event_names(self) -> &'static [&'static str] {
        match self {
            Self::Status | Self::LastCredentialsSync => &[],
            Self::SyncCredentials => &["SyncCredentials", "UpdatePasses"],
            Self::GetTags => &["GetEPCListCommand"],
            Self::Restart => &["ResetCommand"],
            Self::Lockdown => &["Lockdown"],
            Self::UnlockDoor => &["UnlockDoor"],
            // Inferred from tests in the history of the vendor's library: the page's examples are cut off.
            Self::GetPolicyParameters => &["GetConfigValuesCommand"],
            // The second of these two is inferred: the page names no event.
            Self::SetPolicyParameters | Self::SetConfigurationValues => &["SetConfigValuesCommand"],
        }
    }

    /// The command of an event, from its `CommandName` (in any letter case) and, where it has one, its `URI`.
    ///
    /// `SetConfigValuesCommand` stands for two commands, which only the end of the path tells apart; without it the
    /// answer is `None`, as for names that are not known. The path's version and the `Verb` are not looked at: the
    /// documentation's own examples have wrong ones.
    pub fn from_event(command_name: &str, uri: Option<&str>) -> Option<Self> {
        let named = |command: &Self| command.event_names().iter().any(|name| name.eq_ignore_ascii_case(command_name));
        let mut candidates = Self::ALL.into_iter().filter(named);
        let first = candidates.next()?;
        if candidates.next().is_none() {
            return Some(first);
        }
        let path = uri?.split('?').next()?.trim_end_matches('/').to_ascii_lowercase();
        if path.ends_with("/configuration") {
            Some(Self::SetConfigurationValues)
        } else if path.ends_with("/policy/sync") {
            Some(Self::SetPolicyParameters)
        } else {
            None
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// The error of a text that names no [`Command`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseCommandError;

impl fmt::Display for ParseCommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no command of this name")
    }
}

impl Error for ParseCommandError {}

impl FromStr for Command {
    type Err = ParseCommandError;

    /// Reads what [`Command::as_str`] writes; letter case does not matter.
    fn from_str(text: &str) -> Result<Self, ParseCommandError> {
        Self::ALL.into_iter().find(|command| command.as_str().eq_ignore_ascii_case(text)).ok_or(ParseCommandError)
    }
}

/// Whether the device type pages list a command for a kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Support {
    /// Listed with yes.
    Yes,
    /// Listed with no.
    No,
    /// No page says anything: the kind is unknown.
    NotListed,
}

/// Whether the pages list `command` for devices of `kind`.
///
/// The device definition counts for more: see [`capabilities::can`](crate::capabilities::can).
pub const fn support(kind: DeviceKind, command: Command) -> Support {
    use Support::{No, Yes};
    // Columns as in `DeviceKind`: enclosure, security cabinet, countertop, read point, surface, case, handheld.
    let [enclosure, security, countertop, read_point, surface, case, handheld] = match command {
        Command::Status => [Yes, Yes, No, Yes, Yes, No, No],
        Command::SyncCredentials => [Yes, Yes, No, No, No, No, No],
        Command::GetTags => [Yes, No, Yes, No, Yes, No, No],
        Command::Restart => [Yes, Yes, Yes, Yes, Yes, No, No],
        Command::Lockdown => [Yes, Yes, No, No, No, No, No],
        Command::UnlockDoor => [Yes, Yes, No, No, No, No, No],
        Command::GetPolicyParameters => [Yes, Yes, Yes, Yes, Yes, Yes, No],
        Command::SetPolicyParameters => [Yes, Yes, Yes, Yes, Yes, Yes, No],
        Command::LastCredentialsSync => [Yes, Yes, No, No, No, No, No],
        Command::SetConfigurationValues => [Yes, Yes, Yes, Yes, Yes, Yes, No],
    };
    match kind {
        DeviceKind::RfidEnclosure => enclosure,
        DeviceKind::SecurityCabinet => security,
        DeviceKind::CountertopCabinet => countertop,
        DeviceKind::ReadPoint => read_point,
        DeviceKind::SurfaceReadPoint => surface,
        DeviceKind::MobileCase => case,
        DeviceKind::Handheld => handheld,
        DeviceKind::Unknown => Support::NotListed,
    }
}

#[cfg(test)]
#[path = "commands_tests.rs"]
mod tests;
