//! Texts for the expected effect of a command on *this* device in *this* state, shown before it is sent.

use jetstream_api::{
    capabilities::{Connection, ExpectedDelivery, outlook},
    catalogue::Command,
    commands::LockdownHours,
    kind::DeviceKind,
};

use jetstream_fleet::LockdownState;

use crate::{
    state::directory::{Directory, device_entry::DeviceEntry, parameters::EffectiveValue},
    text,
};
use jetstream_browser as browser;

/// The facts about a device that the texts depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandContext {
    /// The kind of device.
    pub kind: DeviceKind,
    /// The last known connection state.
    pub connection: Connection,
    /// CommandPollInterval in minutes, and where its value comes from.
    pub poll: EffectiveValue,
    /// DoorUnlockTimeLimit in seconds, and where its value comes from.
    pub unlock_limit: EffectiveValue,
}

impl CommandContext {
    /// Reads the facts for a device. Reactive.
    pub fn of(entry: &DeviceEntry) -> Self {
        let directory = Directory::current();
        Self {
            kind: entry.kind(),
            connection: directory.statuses().connection(&entry.device.name),
            poll: directory.setting(entry, "CommandPollInterval"),
            unlock_limit: directory.setting(entry, "DoorUnlockTimeLimit"),
        }
    }

    /// The time at which a queued command takes effect, as text.
    pub fn poll(&self) -> String {
        let power = "if it has power and network";
        if self.kind == DeviceKind::MobileCase {
            return format!(
                "the case wakes up, after its lid is shut or in its nightly scan, {power}; that may take a day"
            );
        }
        match self.poll.number() {
            Some(0) => "the device reconnects: it does not poll (CommandPollInterval 0)".to_owned(),
            Some(minutes) => format!(
                "the device polls, every {minutes} min (CommandPollInterval, {}), or reconnects, {power}",
                self.poll.origin()
            ),
            None => format!("the device polls or reconnects, {power}; its CommandPollInterval is not known"),
        }
    }

    /// The effect of a lockdown of this many hours on a device with these known lockdown states, most severe first.
    pub fn lockdown(&self, hours: LockdownHours, known: &[LockdownState]) -> String {
        let action = match (hours.get(), known.is_empty()) {
            (0, false) => "The lockdown ends: valid passes open the door again.".to_owned(),
            (0, true) => {
                "No lockdown is known here. If there is one, it ends: valid passes open the door again.".to_owned()
            }
            (hours, _) => format!("For {} not even a valid pass opens the door.", text::plural(hours.into(), "hour")),
        };
        let earlier = known.iter().find_map(|state| beside(hours, state)).unwrap_or_default();
        format!("{action}{earlier} {}", self.when(Command::Lockdown))
    }

    /// When and how a command takes effect.
    pub fn when(&self, command: Command) -> String {
        let queued =
            format!("it will be queued and is not in force until {}. After 24 hours it times out", self.poll());
        match outlook(command, self.connection) {
            ExpectedDelivery::Answered => "Jetstream answers from its own records.".to_owned(),
            ExpectedDelivery::RunsNow => "Connected: it runs at once, and the answer says how it went.".to_owned(),
            ExpectedDelivery::RunsLater => "Connected: it starts at once; an event tells later how it went.".to_owned(),
            ExpectedDelivery::Queued => format!("Offline: {queued}."),
            ExpectedDelivery::Fails => "Offline: it fails, since it is never queued.".to_owned(),
            ExpectedDelivery::Unknown => {
                format!("Whether the device is connected is not known. If it is, it runs at once; if not, {queued}.")
            }
            ExpectedDelivery::UnknownMayFail => {
                "Whether the device is connected is not known. If it is not, the command fails: it is never queued."
                    .to_owned()
            }
        }
    }

    /// The expected effect of a command other than a lockdown.
    pub fn expected_effect(&self, command: Command) -> String {
        let action = match command {
            Command::UnlockDoor => match self.unlock_limit.number() {
                Some(seconds) => format!(
                    "The door opens without a pass and stays unlocked for {seconds} s (DoorUnlockTimeLimit, {}).",
                    self.unlock_limit.origin()
                ),
                None => {
                    "The door opens without a pass, for as long as DoorUnlockTimeLimit says; the value is not known."
                        .to_owned()
                }
            },
            Command::Restart => {
                "The device restarts. It is offline meanwhile, and its completion event comes minutes later.".to_owned()
            }
            Command::SyncCredentials => "The passes stored in Jetstream replace those on the device.".to_owned(),
            Command::GetTags => "The device scans. The tags come with the completion event.".to_owned(),
            Command::GetPolicyParameters => "The device is asked for the values it has.".to_owned(),
            Command::SetPolicyParameters => {
                "The policy and this device's own values are sent to the device.".to_owned()
            }
            Command::SetConfigurationValues => {
                "The values are set on the device. A policy added later overwrites them.".to_owned()
            }
            Command::Status | Command::LastCredentialsSync | Command::Lockdown => String::new(),
        };
        format!("{action} {}", self.when(command))
    }
}

/// The effect on a lockdown state that is already known; `None` if there is nothing to add.
fn beside(hours: LockdownHours, state: &LockdownState) -> Option<String> {
    Some(match state {
        LockdownState::InForce { until, .. } if hours.get() > 0 => format!(
            " It takes the place of the lockdown in force, which would go on until {}: that is assumed, nothing documents it.",
            browser::local(*until)
        ),
        LockdownState::Queued { .. } => {
            " A lockdown is queued already; the device runs commands in the order in which they were sent.".to_owned()
        }
        LockdownState::EndQueued { .. } => {
            " The end of a lockdown is queued already; the device runs commands in the order in which they were sent."
                .to_owned()
        }
        LockdownState::Unknown { .. } => {
            " What became of an earlier lockdown command is not known: it may still be carried out.".to_owned()
        }
        LockdownState::ByPowerFailure { .. } | LockdownState::MaybeByPowerFailure { .. } => {
            " Whether a command changes a lockdown by power failure is not documented.".to_owned()
        }
        LockdownState::InForce { .. } | LockdownState::Ended { .. } => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::directory::parameters::SettingOrigin;

    fn offline(poll: Option<&str>) -> CommandContext {
        let poll = EffectiveValue { value: poll.map(str::to_owned), origin: SettingOrigin::Policy("Ward".into()) };
        let unlock_limit = EffectiveValue { value: Some("10".into()), origin: SettingOrigin::Default };
        CommandContext { kind: DeviceKind::SecurityCabinet, connection: Connection::NotConnected, poll, unlock_limit }
    }

    #[test]
    fn an_offline_lockdown_is_queued_until_the_poll_and_says_on_what_ground() {
        assert_eq!(
            offline(Some("60")).lockdown(LockdownHours::new(4).unwrap(), &[]),
            "For 4 hours not even a valid pass opens the door. Offline: it will be queued and is not in force until the device \
             polls, every 60 min (CommandPollInterval, of policy Ward), or reconnects, if it has power and network. After 24 hours it times out."
        );
    }

    #[test]
    fn a_device_that_does_not_poll_waits_for_its_connection() {
        assert!(offline(Some("0")).poll().starts_with("the device reconnects: it does not poll"));
        assert!(offline(None).poll().contains("is not known"));
    }

    #[test]
    fn zero_hours_end_a_lockdown() {
        let connected = CommandContext { connection: Connection::Connected, ..offline(Some("60")) };
        assert_eq!(
            connected.lockdown(LockdownHours::new(0).unwrap(), &[]),
            "No lockdown is known here. If there is one, it ends: valid passes open the door again. Connected: it runs at once, and the answer says how it went."
        );
    }
}
