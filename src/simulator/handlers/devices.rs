//! Handlers of devices: list, create, read, modify, delete, and the status of the connection.

use jetstream_api::{
    call::Reply,
    capabilities,
    catalogue::Command,
    names::{DeviceName, SerialNumber},
};
use std::sync::Arc;

use crate::{
    firmware,
    handlers::{aliases, body::Body, definitions, regions, reply},
    model::{device::Device, device_state::DeviceState, json, rng::Rng, world::World},
};

pub(crate) fn not_found() -> Reply {
    reply::bare(404, "There is no such device.")
}

/// Appends a device object.
fn write(out: &mut String, world: &World, device: &Device) {
    json::push(out, format_args!("{{\"Id\":{},", device.id));
    json::field(out, "Name", &device.name);
    json::field(out, "SerialNumber", &device.serial);
    json::field(out, "DeviceDefinition", device.definition.name);
    json::field(out, "Region", device.region);
    json::field(out, "Policy", policy_name(world, device));
    json::list(out, "Aliases", aliases::of(world, device.slot));
    out.pop();
    out.push('}');
}

fn answer(world: &World, device: &Device) -> String {
    let mut body = String::new();
    write(&mut body, world, device);
    body
}

/// The properties of DeviceAddedEvent and DeviceModifiedEvent. The examples have no aliases; every other device shows them.
fn change_fields(world: &World, device: &Device) -> String {
    let mut fields = String::new();
    json::push(&mut fields, format_args!("\"Id\":{},", device.id));
    json::field(&mut fields, "DeviceDefinition", device.definition.name);
    json::field(&mut fields, "DeviceSerialNumber", &device.serial);
    json::field(&mut fields, "Region", device.region);
    if device.form(2) == 0 {
        json::list(&mut fields, "Aliases", aliases::of(world, device.slot));
    }
    fields
}

/// `GET /3/devices`: filters by exact value, no paging.
pub(crate) fn list(world: &World, query: &[(String, String)]) -> Reply {
    let mut body = String::new();
    let matches = |device: &&Device| {
        query.iter().all(|(name, wanted)| match name.to_ascii_lowercase().as_str() {
            "id" => device.id.to_string() == *wanted,
            "name" => device.name.eq_ignore_ascii_case(wanted),
            "serialnumber" => device.serial.eq_ignore_ascii_case(wanted),
            "devicedefinition" => device.definition.name.eq_ignore_ascii_case(wanted),
            "region" => device.region.eq_ignore_ascii_case(wanted),
            "policy" => policy_name(world, device).eq_ignore_ascii_case(wanted),
            _ => true,
        })
    };
    json::array(&mut body, world.devices.iter().filter(matches), |out, device| write(out, world, device));
    reply::ok(body)
}

fn policy_name<'a>(world: &'a World, device: &Device) -> &'a str {
    let policy = device.assigned.as_ref().and_then(|assigned| world.policy(assigned.policy));
    policy.map_or("", |policy| policy.name.as_str())
}

/// `GET /3/devices/{name}`.
pub(crate) fn get(world: &World, name: &str) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(not_found)?;
    Ok(reply::ok(answer(world, device)))
}

/// `GET /3/devices/{name}/status`: answered by Jetstream itself. Some types of devices are documented not to have it; the
/// answer then is not documented: here 400.
pub(crate) fn status(world: &World, name: &str) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(not_found)?;
    capabilities::can(Command::Status, &device.definition.profile, device.connection())
        .map_err(|reason| reply::object(400, &format!("Not possible on this device: {reason}.")))?;
    Ok(reply::ok(format!("{{\"WebSocketsEnabled\":{}}}", device.is_connected())))
}

/// `POST /3/devices` (page *Create a Device*). The new device is not in service: it sends nothing until it is connected.
/// Duplicates are refused with 409 (inferred).
pub(crate) fn create(world: &mut World, body: &[u8]) -> Result<Reply, Reply> {
    let mut body = Body::object(body, "device")?;
    let name: DeviceName = body.parsed("Name")?;
    let serial: SerialNumber = body.parsed("SerialNumber")?;
    let definition = definitions::named(world, "device.DeviceDefinition", &body.text("DeviceDefinition")?)?;
    let region = regions::named("device.Region", &body.text("Region")?)?;
    let aliases = aliases::known(world, "device.Aliases", &body.texts("Aliases")?)?;
    unique(world, Some(name.as_str()), Some(serial.as_str()))?;

    let (id, slot) = (world.next_id(), world.devices.next_slot());
    let mut state = DeviceState::new(Rng::new(world.seed, id), world.context.now);
    state.take_out_of_service();
    let device = Device {
        slot,
        id,
        name: name.as_str().into(),
        serial: serial.as_str().to_owned(),
        definition,
        region,
        sentinel: None,
        aliases: Vec::new(),
        assigned: None,
        passes: Vec::new(),
        passes_synced: None,
        queued_commands: Default::default(),
        state,
    };
    world.devices.insert(device);
    aliases::set(world, slot, &aliases);
    if let Some(device) = world.devices.get_mut(slot) {
        firmware::start::start(device, &mut world.context);
    }
    publish_change(world, slot, "DeviceAddedEvent", reply::created)
}

/// `PUT /3/devices/{name}` (page *Modify a Device*). Id, region and policy in the body are ignored: they cannot change.
pub(crate) fn modify(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(not_found)?;
    let (slot, old_serial) = (device.slot, device.serial.clone());
    let mut body = Body::object(body, "device")?;
    let new_name: DeviceName = body.parsed("Name")?;
    let serial: SerialNumber = body.parsed("SerialNumber")?;
    let definition = definitions::named(world, "device.DeviceDefinition", &body.text("DeviceDefinition")?)?;
    let aliases = if body.has("Aliases") {
        Some(aliases::known(world, "device.Aliases", &body.texts("Aliases")?)?)
    } else {
        None
    };
    if device_keeps_policy(world, slot, definition.id) {
        return Err(reply::bare(409, "The device has a policy of its definition; remove that one first."));
    }
    unique(
        world,
        Some(new_name.as_str()).filter(|new| *new != name),
        Some(serial.as_str()).filter(|new| *new != old_serial),
    )?;
    world.devices.rename(slot, new_name.as_str(), serial.as_str());
    if let Some(device) = world.devices.get_mut(slot) {
        device.definition = Arc::clone(&definition);
    }
    if let Some(aliases) = aliases {
        aliases::set(world, slot, &aliases);
    }
    publish_change(world, slot, "DeviceModifiedEvent", reply::ok)
}

/// `DELETE /3/devices/{name}`. The commands that are queued for it time out.
pub(crate) fn delete(world: &mut World, name: &str) -> Result<Reply, Reply> {
    let slot = world.devices.find(name).ok_or_else(not_found)?.slot;
    aliases::set(world, slot, &[]);
    if let Some(device) = world.devices.remove(slot) {
        world.context.publish("DeviceRemovedEvent", Some(&device.name), format!("\"Id\":{},", device.id));
    }
    Ok(reply::deleted())
}

/// A policy holds for one definition: while a device has one, its definition stays (our choice).
fn device_keeps_policy(world: &World, slot: u32, definition: u64) -> bool {
    world.devices.get(slot).is_some_and(|device| device.assigned.is_some() && device.definition.id != definition)
}

fn unique(world: &World, name: Option<&str>, serial: Option<&str>) -> Result<(), Reply> {
    if name.is_some_and(|name| world.devices.has_name(name)) {
        return Err(reply::bare(409, "There is a device of this name already."));
    }
    if serial.is_some_and(|serial| world.devices.has_serial(serial)) {
        return Err(reply::bare(409, "There is a device with this serial number already."));
    }
    Ok(())
}

fn publish_change(
    world: &mut World,
    slot: u32,
    event: &'static str,
    with: fn(String) -> Reply,
) -> Result<Reply, Reply> {
    let device = world.devices.get(slot).ok_or_else(not_found)?;
    let (fields, name, body) = (change_fields(world, device), Arc::clone(&device.name), answer(world, device));
    world.context.publish(event, Some(&name), fields);
    Ok(with(body))
}

#[cfg(test)]
#[path = "devices_tests.rs"]
mod tests;
