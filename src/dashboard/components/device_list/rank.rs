//! The values by which the list is sorted where its columns are live.

use jetstream_api::rules::Connection;
use jetstream_fleet::Fleet;
use jiff::Timestamp;

use super::By;
use crate::{
    components::facts,
    directory::{Directory, Entry},
};

/// The value of a device in a column that is not a text, the smallest first; `None` where it is not known.
pub fn rank(
    by: By,
    fleet: &Fleet,
    directory: Directory,
    entry: &Entry,
    connection: Connection,
    now: Timestamp,
) -> Option<i64> {
    let name = &entry.device.name;
    match by {
        By::Connection => match connection {
            Connection::Connected => Some(0),
            Connection::NotConnected => Some(1),
            Connection::Unknown => None,
        },
        By::Heard => Some(fleet.health().last_heard(name, now)?.at.as_millisecond()),
        By::Lockdown => Some(-i64::from(facts::lockdown(fleet, directory, entry, now).first()?.rank())),
        By::Incidents => Some(facts::trouble(fleet, name)?.gravity()),
        By::Name | By::Type | By::Definition | By::Serial | By::Region | By::Policy => None,
    }
}
