//! Handlers of passes, which are stored in Jetstream and sent to the device by a sync.
//!
//! Only the documented type `basic` is simulated; `user` and `pin`, known from the vendor's library alone, answer 501.

use std::sync::Arc;

use jetstream_api::{call::Reply, capabilities, catalogue::Command};

use crate::{
    handlers::{auth::Caller, body, commands, devices, reply},
    model::{clock, command::CommandRequest, json, world::World},
};

/// The passes of a body: 10 to 40 hexadecimal digits, letters in upper case as documented.
fn read(bytes: &[u8]) -> Result<Vec<Arc<str>>, Reply> {
    let passes = body::list(bytes, "credentials")?;
    let legal = |pass: &String| {
        (10..=40).contains(&pass.len()) && pass.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'))
    };
    if passes.iter().all(legal) {
        Ok(passes.into_iter().map(Arc::from).collect())
    } else {
        Err(reply::invalid("credentials", "A pass has 10 to 40 hexadecimal digits, letters in upper case."))
    }
}

fn array(passes: &[Arc<str>]) -> String {
    let mut text = String::new();
    json::array(&mut text, passes, |out, pass| json::text(out, pass));
    text
}

fn publish(world: &mut World, name: &Arc<str>, event: &'static str, list: &str, passes: &[Arc<str>]) {
    let mut fields = String::new();
    json::field(&mut fields, "CredentialType", "Basic");
    json::list(&mut fields, list, passes);
    world.context.publish(event, Some(name), fields);
}

/// `GET /3/devices/{name}/credentials/basic` (page *Get Device Credentials*).
pub(crate) fn list(world: &World, name: &str) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    Ok(reply::ok(array(&device.passes)))
}

/// `POST /3/devices/{name}/credentials/basic` (page *Create Device Credentials*): appends. Whether it answers what was added
/// or the whole list is not documented; devices with an odd id answer the whole list.
pub(crate) fn add(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let device = world.devices.find_mut(name).ok_or_else(devices::not_found)?;
    let passes = read(body)?;
    for pass in &passes {
        if !device.passes.contains(pass) {
            device.passes.push(Arc::clone(pass));
        }
    }
    let answer = array(if device.form(2) == 1 { &device.passes } else { &passes });
    let name = Arc::clone(&device.name);
    publish(world, &name, "DeviceCredentialsAddedEvent", "AddedCredentials", &passes);
    Ok(reply::created(answer))
}

/// `PUT /3/devices/{name}/credentials/basic` (page *Modify Device Credentials*): replaces the list; an empty one clears it.
pub(crate) fn replace(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let device = world.devices.find_mut(name).ok_or_else(devices::not_found)?;
    let mut passes = read(body)?;
    let mut seen = std::collections::BTreeSet::new();
    passes.retain(|pass| seen.insert(Arc::clone(pass)));
    device.passes.clone_from(&passes);
    let name = Arc::clone(&device.name);
    publish(world, &name, "DeviceCredentialsModifiedEvent", "CurrentCredentials", &passes);
    Ok(reply::ok(array(&passes)))
}

/// `DELETE` or `PATCH /3/devices/{name}/credentials/basic` (page *Delete Device Credentials*). The page answers 204 without
/// a body, the vendor's library reads the remaining list; devices with an odd id do as the library expects.
pub(crate) fn remove(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let device = world.devices.find_mut(name).ok_or_else(devices::not_found)?;
    let passes = read(body)?;
    device.passes.retain(|pass| !passes.contains(pass));
    let answer = if device.form(2) == 1 { reply::ok(array(&device.passes)) } else { reply::deleted() };
    let name = Arc::clone(&device.name);
    publish(world, &name, "DeviceCredentialsRemovedEvent", "RemovedCredentials", &passes);
    Ok(answer)
}

/// `POST /3/devices/{name}/credentials/sync` (page *Sync Device Credentials*).
pub(crate) fn sync(world: &mut World, name: &str, caller: Caller) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    let request = CommandRequest::SyncPasses(device.passes.clone());
    commands::plain(world, name, caller, request)
}

/// `GET /3/devices/{name}/credentials/sync` (page *Get Last Device Credentials Sync Date/Time*): `null` for never.
pub(crate) fn last_sync(world: &World, name: &str) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    capabilities::can(Command::LastCredentialsSync, &device.definition.profile, device.connection())
        .map_err(|reason| reply::object(400, &format!("Not possible on this device: {reason}.")))?;
    let mut body = String::new();
    match device.passes_synced {
        None => body.push_str("null"),
        Some(at) => json::text(&mut body, &clock::text(at)),
    }
    Ok(reply::ok(body))
}

#[cfg(test)]
#[path = "credentials_tests.rs"]
mod tests;
