//! Tests of the table of commands.

use super::*;

/// The commands each kind takes, written down kind by kind, the other way round from the table under test.
fn taken_by(kind: DeviceKind) -> &'static [Command] {
    match kind {
        DeviceKind::RfidEnclosure => &[
            Command::Status,
            Command::SyncCredentials,
            Command::GetTags,
            Command::Restart,
            Command::Lockdown,
            Command::UnlockDoor,
            Command::GetPolicyParameters,
            Command::SetPolicyParameters,
            Command::LastCredentialsSync,
            Command::SetConfigurationValues,
        ],
        DeviceKind::SecurityCabinet => &[
            Command::Status,
            Command::SyncCredentials,
            Command::Restart,
            Command::Lockdown,
            Command::UnlockDoor,
            Command::GetPolicyParameters,
            Command::SetPolicyParameters,
            Command::LastCredentialsSync,
            Command::SetConfigurationValues,
        ],
        DeviceKind::CountertopCabinet => &[
            Command::GetTags,
            Command::Restart,
            Command::GetPolicyParameters,
            Command::SetPolicyParameters,
            Command::SetConfigurationValues,
        ],
        DeviceKind::ReadPoint => &[
            Command::Status,
            Command::Restart,
            Command::GetPolicyParameters,
            Command::SetPolicyParameters,
            Command::SetConfigurationValues,
        ],
        DeviceKind::SurfaceReadPoint => &[
            Command::Status,
            Command::GetTags,
            Command::Restart,
            Command::GetPolicyParameters,
            Command::SetPolicyParameters,
            Command::SetConfigurationValues,
        ],
        DeviceKind::MobileCase => {
            &[Command::GetPolicyParameters, Command::SetPolicyParameters, Command::SetConfigurationValues]
        }
        DeviceKind::Handheld | DeviceKind::Unknown => &[],
    }
}

#[test]
fn each_kind_takes_exactly_the_commands_of_its_page() {
    for kind in DeviceKind::ALL {
        for command in Command::ALL {
            let expected = match kind {
                DeviceKind::Unknown => Support::NotListed,
                _ if taken_by(kind).contains(&command) => Support::Yes,
                _ => Support::No,
            };
            assert_eq!(support(kind, command), expected, "{command:?} on {kind:?}");
        }
    }
}

#[test]
fn the_commands_stand_in_the_order_of_the_page() {
    let titles: Vec<_> = Command::ALL.into_iter().map(Command::title).collect();
    assert_eq!(
        titles,
        [
            "Get Device Status",
            "Sync Device Credentials",
            "Get All RFID Tags",
            "Restart a Device",
            "Lockdown a Device",
            "Unlock a Device's Door",
            "Get a Device's Policy Parameters",
            "Set a Device's Policy Parameters",
            "Get Last Device Credentials Sync Date/Time",
            "Set Configuration Values for a Device",
        ]
    );
}

#[test]
fn each_command_is_of_the_class_its_page_gives() {
    use CommandClass::*;
    let classes: Vec<_> = Command::ALL.into_iter().map(Command::class).collect();
    assert_eq!(
        classes,
        [
            NotACommand,
            SynchronousQueueable,
            NotSynchronousQueueable,
            NotSynchronousQueueable,
            SynchronousQueueable,
            SynchronousNotQueueable,
            SynchronousQueueable,
            SynchronousQueueable,
            NotACommand,
            SynchronousQueueable,
        ]
    );
}

#[test]
fn an_event_names_its_command() {
    for (name, uri, command) in [
        ("Lockdown", Some("/3/Devices/MyDeviceName/lockdown"), Some(Command::Lockdown)),
        ("lockdown", None, Some(Command::Lockdown)),
        ("UnlockDoor", None, Some(Command::UnlockDoor)),
        ("GetEPCListCommand", None, Some(Command::GetTags)),
        ("ResetCommand", Some("/2/Devices/MyDeviceName/reset"), Some(Command::Restart)),
        ("SyncCredentials", None, Some(Command::SyncCredentials)),
        ("UpdatePasses", None, Some(Command::SyncCredentials)),
        ("GetConfigValuesCommand", None, Some(Command::GetPolicyParameters)),
        ("SetConfigValuesCommand", Some("/2/Devices/MyDeviceName1/policy/sync"), Some(Command::SetPolicyParameters)),
        ("SetConfigValuesCommand", Some("/3/devices/X/Configuration/?a=b"), Some(Command::SetConfigurationValues)),
        ("SetConfigValuesCommand", Some("/3/devices/configuration/reset"), None),
        ("SetConfigValuesCommand", None, None),
        ("SomethingNew", Some("/3/devices/X/lockdown"), None),
        ("", None, None),
    ] {
        assert_eq!(Command::from_event(name, uri), command, "{name:?} {uri:?}");
    }
}

#[test]
fn a_command_survives_the_way_through_a_url() {
    for command in Command::ALL {
        assert_eq!(command.as_str().parse(), Ok(command));
        assert!(command.as_str().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    }
    assert_eq!("open".parse::<Command>(), Err(ParseCommandError));
}
