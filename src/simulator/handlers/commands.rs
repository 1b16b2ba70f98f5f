//! Handlers of the commands to a device.

use jetstream_api::{
    call::Reply,
    catalogue::parameters,
    commands::{AccessToken, LockdownHours},
};
use serde_json::Value;

use crate::{
    handlers::{auth::Caller, body::Body, command_queue::send, devices, reply},
    model::{command::CommandRequest, device::Device, world::World},
};

/// `POST /3/devices/{name}/lockdown` (page *Lockdown a Device*).
pub(crate) fn lockdown(world: &mut World, name: &str, caller: Caller, body: &[u8]) -> Result<Reply, Reply> {
    let mut body = Body::object(body, "lockdown")?;
    let hours = match body.take("Hours") {
        None => return Err(reply::invalid("lockdown.Hours", "Hours is required.")),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => text,
        Some(_) => return Err(reply::invalid("lockdown.Hours", "Give a whole number.")),
    };
    let hours = LockdownHours::parse(&hours).map_err(|error| reply::invalid("lockdown.Hours", &error.to_string()))?;
    send(world, name, caller, CommandRequest::Lockdown(hours.get())).map(|sent| sent.reply())
}

/// `POST /3/devices/{name}/unlockdoor` (page *Unlock a Device's Door*).
pub(crate) fn unlock(world: &mut World, name: &str, caller: Caller, body: &[u8]) -> Result<Reply, Reply> {
    let mut body = Body::object(body, "unlock")?;
    let given = body.text("AccessToken")?;
    AccessToken::parse(&given).map_err(|error| reply::invalid("unlock.AccessToken", &error.to_string()))?;
    send(world, name, caller, CommandRequest::Unlock(given)).map(|sent| sent.reply())
}

/// `POST /3/devices/{name}/reset` (page *Restart a Device*) and `GET /3/devices/{name}/epclist` (page *Get All RFID Tags*).
pub(crate) fn plain(world: &mut World, name: &str, caller: Caller, request: CommandRequest) -> Result<Reply, Reply> {
    send(world, name, caller, request).map(|sent| sent.reply())
}

/// `POST /3/devices/{name}/configuration` (page *Set Configuration Values for a Device*): fifteen keys are allowed, and of
/// those the ones that the definition has. What other keys do is not documented; here they are refused.
pub(crate) fn configure(world: &mut World, name: &str, caller: Caller, body: &[u8]) -> Result<Reply, Reply> {
    let values = Body::object(body, "configuration")?.rest()?;
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    if values.is_empty() {
        return Err(reply::object(400, "Give at least one value."));
    }
    for (key, value) in &values {
        let field = format!("configuration.{key}");
        if !parameters::directly_settable(key) {
            return Err(reply::invalid(&field, "This parameter can be set by a policy only."));
        }
        check(device, &field, key, value)?;
    }
    send(world, name, caller, CommandRequest::SetValues(values)).map(|sent| sent.reply())
}

/// Does the device's definition have the parameter, and is this a value of its type?
pub(crate) fn check(device: &Device, field: &str, key: &str, value: &str) -> Result<(), Reply> {
    match device.definition.parameter(key) {
        None => Err(reply::invalid(field, "The device definition has no such parameter.")),
        Some(parameter) if !parameter.accepts(value) => {
            Err(reply::invalid(field, &format!("The value is not of the type {}.", parameter.type_name)))
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
#[path = "commands_tests.rs"]
mod tests;
