//! Sort values for the live columns of the device list.

use jetstream_api::capabilities::Connection;
use jetstream_fleet::Fleet;
use jiff::Timestamp;

use crate::{
    features::devices::list::column::DeviceColumn,
    shared::device_facts,
    state::directory::{Directory, device_entry::DeviceEntry},
};

/// The sort value of a device in a column that is not a text; smaller values come first. `None` if it is unknown.
pub fn rank(
    by: DeviceColumn,
    fleet: &Fleet,
    directory: Directory,
    entry: &DeviceEntry,
    connection: Connection,
    now: Timestamp,
) -> Option<i64> {
    let name = &entry.device.name;
    match by {
        DeviceColumn::Connection => match connection {
            Connection::Connected => Some(0),
            Connection::NotConnected => Some(1),
            Connection::Unknown => None,
        },
        DeviceColumn::Heard => Some(fleet.health().last_heard(name, now)?.at.as_millisecond()),
        DeviceColumn::Lockdown => {
            Some(-i64::from(device_facts::lockdown(fleet, directory, entry, now).first()?.rank()))
        }
        DeviceColumn::Incidents => Some(device_facts::problems(fleet, name)?.severity()),
        DeviceColumn::Firmware => version(fleet.health().firmware(name)?),
        DeviceColumn::Temperature => {
            device_facts::temperatures(fleet, name).iter().map(|one| one.value.millionths()).max()
        }
        DeviceColumn::Name
        | DeviceColumn::Type
        | DeviceColumn::Definition
        | DeviceColumn::Serial
        | DeviceColumn::Region
        | DeviceColumn::Policy
        | DeviceColumn::Aliases => None,
    }
}

/// Converts a firmware version to a number: its first four parts up to 32,767 each, so that 4.8.9 comes before 4.8.44.
fn version(text: &str) -> Option<i64> {
    let part = |part: &str| {
        let end = part.find(|character: char| !character.is_ascii_digit()).unwrap_or(part.len());
        part.get(..end)?.parse::<i64>().ok().filter(|number| *number < 1 << 15)
    };
    let mut parts = text.trim().split('.').map(part);
    let first = parts.next()??;
    Some((0..3).fold(first, |version, _| (version << 15) + parts.next().flatten().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_stand_in_the_order_of_their_parts() {
        let ascending = ["4.7.6", "4.8", "4.8.9", "4.8.44", "4.8.44.1", "4.10.0-beta", "32767.32767.32767.32767"];
        assert!(ascending.windows(2).all(|pair| version(pair[0]) < version(pair[1])));
        assert_eq!(version("4.8.21"), version(" 4.8.21-rc1 "));
    }

    #[test]
    fn what_is_no_version_has_no_place() {
        for text in ["", "beta", ".4", "99999999999999999999.1", "40000.1"] {
            assert_eq!(version(text), None, "{text}");
        }
    }
}
