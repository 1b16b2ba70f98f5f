//! Tests of the rules that say which commands a device can take.

use super::*;

const NOTHING_SAID: CommandFlags = CommandFlags {
    get_config_values: None,
    set_config_values: None,
    get_epc_list: None,
    reset: None,
    update_firmware: None,
};

fn answer(command: Command, kind: DeviceKind, connection: Connection) -> Result<(), UnavailableReason> {
    can(command, &DeviceProfile::from(kind), connection)
}

fn reason(command: Command, kind: DeviceKind) -> String {
    answer(command, kind, Connection::Connected).unwrap_err().to_string()
}

#[test]
fn a_security_cabinet_takes_nine_of_the_ten_commands() {
    for command in Command::ALL {
        let expected = if command == Command::GetTags {
            Err(UnavailableReason::NoReader(DeviceKind::SecurityCabinet))
        } else {
            Ok(())
        };
        assert_eq!(answer(command, DeviceKind::SecurityCabinet, Connection::Connected), expected, "{command}");
    }
}

#[test]
fn every_refusal_says_why_in_words() {
    assert_eq!(
        reason(Command::GetTags, DeviceKind::SecurityCabinet),
        "a security cabinet has no RFID reader, so there are no tags to get"
    );
    assert_eq!(
        reason(Command::Lockdown, DeviceKind::ReadPoint),
        "a read point has no lock that Jetstream operates, so there is nothing to lock down"
    );
    assert_eq!(
        reason(Command::SyncCredentials, DeviceKind::MobileCase),
        "a mobile case has no lock that Jetstream operates, so there are no passes to sync"
    );
    assert_eq!(reason(Command::Status, DeviceKind::Handheld), "a handheld takes no commands");
    assert_eq!(
        reason(Command::Status, DeviceKind::CountertopCabinet),
        "a countertop cabinet does not offer \u{201c}Get Device Status\u{201d}"
    );
    assert_eq!(
        reason(Command::GetTags, DeviceKind::ReadPoint),
        "a read point does not offer \u{201c}Get All RFID Tags\u{201d}"
    );
}

#[test]
fn of_an_unknown_kind_nothing_is_refused() {
    for command in Command::ALL {
        for connection in [Connection::Connected, Connection::Unknown] {
            assert_eq!(answer(command, DeviceKind::Unknown, connection), Ok(()), "{command}");
        }
    }
}

#[test]
fn a_definition_that_denies_a_command_is_believed() {
    for (flags, command, property) in [
        (CommandFlags { get_epc_list: Some(false), ..NOTHING_SAID }, Command::GetTags, "GetEpcListCommand"),
        (CommandFlags { reset: Some(false), ..NOTHING_SAID }, Command::Restart, "ResetCommand"),
        (
            CommandFlags { get_config_values: Some(false), ..NOTHING_SAID },
            Command::GetPolicyParameters,
            "GetConfigValuesCommand",
        ),
        (
            CommandFlags { set_config_values: Some(false), ..NOTHING_SAID },
            Command::SetPolicyParameters,
            "SetConfigValuesCommand",
        ),
        (
            CommandFlags { set_config_values: Some(false), ..NOTHING_SAID },
            Command::SetConfigurationValues,
            "SetConfigValuesCommand",
        ),
    ] {
        for name in ["Something new", "TS032, Cabinet, US, UHF, v4"] {
            let refused = can(command, &DeviceProfile::new(name, flags), Connection::Connected);
            assert_eq!(refused, Err(UnavailableReason::DefinitionSays(property)), "{command} on {name}");
        }
    }
    let said = UnavailableReason::DefinitionSays("ResetCommand").to_string();
    assert_eq!(said, "its device definition says ResetCommand = false");
}

#[test]
fn a_definition_that_grants_a_command_is_believed_too() {
    let flags = CommandFlags { get_epc_list: Some(true), ..NOTHING_SAID };
    assert_eq!(can(Command::GetTags, &DeviceProfile::new("TS090, Read Point", flags), Connection::Connected), Ok(()));
}

#[test]
fn the_kind_explains_a_refusal_where_both_refuse() {
    let flags = CommandFlags { get_epc_list: Some(false), ..NOTHING_SAID };
    assert_eq!(
        can(Command::GetTags, &DeviceProfile::new("TS092, Security Cabinet", flags), Connection::Connected),
        Err(UnavailableReason::NoReader(DeviceKind::SecurityCabinet))
    );
}

#[test]
fn no_boolean_says_anything_about_locks_and_status() {
    let denies_all = CommandFlags {
        get_config_values: Some(false),
        set_config_values: Some(false),
        get_epc_list: Some(false),
        reset: Some(false),
        update_firmware: Some(false),
    };
    let device = DeviceProfile::new("TS092", denies_all);
    for command in [
        Command::Status,
        Command::SyncCredentials,
        Command::Lockdown,
        Command::UnlockDoor,
        Command::LastCredentialsSync,
    ] {
        assert_eq!(can(command, &device, Connection::Connected), Ok(()), "{command}");
    }
}

#[test]
fn only_unlocking_needs_a_connection() {
    for command in Command::ALL {
        let offline = answer(command, DeviceKind::RfidEnclosure, Connection::NotConnected);
        let expected =
            if command == Command::UnlockDoor { Err(UnavailableReason::NotConnected(command)) } else { Ok(()) };
        assert_eq!(offline, expected, "{command}");
        assert_eq!(answer(command, DeviceKind::RfidEnclosure, Connection::Unknown), Ok(()), "{command}");
    }
    assert_eq!(
        answer(Command::UnlockDoor, DeviceKind::Unknown, Connection::NotConnected),
        Err(UnavailableReason::NotConnected(Command::UnlockDoor))
    );
    assert_eq!(
        UnavailableReason::NotConnected(Command::UnlockDoor).to_string(),
        "not connected, and \u{201c}Unlock a Device's Door\u{201d} is never queued: it would fail"
    );
}

#[test]
fn the_outlook_follows_the_class_of_the_command() {
    use Connection::{Connected, NotConnected};
    for (command, connected, not_connected, unknown) in [
        (Command::Status, ExpectedDelivery::Answered, ExpectedDelivery::Answered, ExpectedDelivery::Answered),
        (Command::SyncCredentials, ExpectedDelivery::RunsNow, ExpectedDelivery::Queued, ExpectedDelivery::Unknown),
        (Command::GetTags, ExpectedDelivery::RunsLater, ExpectedDelivery::Queued, ExpectedDelivery::Unknown),
        (Command::Restart, ExpectedDelivery::RunsLater, ExpectedDelivery::Queued, ExpectedDelivery::Unknown),
        (Command::Lockdown, ExpectedDelivery::RunsNow, ExpectedDelivery::Queued, ExpectedDelivery::Unknown),
        (Command::UnlockDoor, ExpectedDelivery::RunsNow, ExpectedDelivery::Fails, ExpectedDelivery::UnknownMayFail),
        (Command::GetPolicyParameters, ExpectedDelivery::RunsNow, ExpectedDelivery::Queued, ExpectedDelivery::Unknown),
        (Command::SetPolicyParameters, ExpectedDelivery::RunsNow, ExpectedDelivery::Queued, ExpectedDelivery::Unknown),
        (
            Command::LastCredentialsSync,
            ExpectedDelivery::Answered,
            ExpectedDelivery::Answered,
            ExpectedDelivery::Answered,
        ),
        (
            Command::SetConfigurationValues,
            ExpectedDelivery::RunsNow,
            ExpectedDelivery::Queued,
            ExpectedDelivery::Unknown,
        ),
    ] {
        assert_eq!(outlook(command, Connected), connected, "{command}");
        assert_eq!(outlook(command, NotConnected), not_connected, "{command}");
        assert_eq!(outlook(command, Connection::Unknown), unknown, "{command}");
    }
}

#[test]
fn a_queued_command_is_said_not_to_be_in_force() {
    let words = outlook(Command::Lockdown, Connection::NotConnected).to_string();
    assert!(words.starts_with("offline: it will be queued and is not in force until the device polls"), "{words}");
    assert_eq!(QUEUE_LIMIT_MINUTES, 24 * 60);
}
