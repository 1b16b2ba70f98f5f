//! Handlers of aliases, the labels that the user of a handheld chooses from.

use jetstream_api::{call::Reply, names::AliasName};

use crate::{
    handlers::{body::Body, regions, reply},
    model::{alias::Alias, json, world::World},
};

fn not_found() -> Reply {
    reply::object(404, "There is no such alias.")
}

/// The aliases of a device.
pub(crate) fn of(world: &World, slot: u32) -> impl Iterator<Item = &str> {
    world.aliases.iter().filter(move |alias| alias.devices.contains(&slot)).map(|alias| alias.name.as_str())
}

/// The ids of aliases that must exist.
pub(crate) fn known(world: &World, field: &str, names: &[String]) -> Result<Vec<u64>, Reply> {
    let find = |name: &String| world.aliases.iter().find(|alias| alias.name == *name).map(|alias| alias.id);
    names.iter().map(|name| find(name).ok_or_else(|| reply::invalid(field, "There is no such alias."))).collect()
}

/// Gives a device these aliases and no other.
pub(crate) fn set(world: &mut World, slot: u32, aliases: &[u64]) {
    for alias in &mut world.aliases {
        alias.devices.retain(|device| *device != slot);
        if aliases.contains(&alias.id) {
            alias.devices.push(slot);
        }
    }
    update_devices(world, [slot]);
}

/// Updates the aliases of these devices.
fn update_devices(world: &mut World, slots: impl IntoIterator<Item = u32>) {
    for slot in slots {
        let aliases = of(world, slot).map(str::to_owned).collect();
        if let Some(device) = world.devices.get_mut(slot) {
            device.aliases = aliases;
        }
    }
}

fn device_names<'a>(world: &'a World, alias: &'a Alias) -> impl Iterator<Item = &'a str> {
    alias.devices.iter().filter_map(|slot| world.devices.get(*slot)).map(|device| &*device.name)
}

fn write(out: &mut String, world: &World, alias: &Alias) {
    json::push(out, format_args!("{{\"Id\":{},", alias.id));
    json::field(out, "Name", &alias.name);
    json::list(out, "Devices", device_names(world, alias));
    out.push_str("\"Region\":");
    json::text(out, alias.region);
    out.push('}');
}

fn find<'a>(world: &'a World, name: &str) -> Result<&'a Alias, Reply> {
    world.aliases.iter().find(|alias| alias.name == name).ok_or_else(not_found)
}

/// `GET /3/aliases`, filtered by exact values.
pub(crate) fn list(world: &World, query: &[(String, String)]) -> Reply {
    let matches = |alias: &&Alias| {
        query.iter().all(|(name, wanted)| match name.to_ascii_lowercase().as_str() {
            "id" => alias.id.to_string() == *wanted,
            "name" => alias.name.eq_ignore_ascii_case(wanted),
            "region" => alias.region.eq_ignore_ascii_case(wanted),
            _ => true,
        })
    };
    let mut body = String::new();
    json::array(&mut body, world.aliases.iter().filter(matches), |out, alias| write(out, world, alias));
    reply::ok(body)
}

/// `GET /3/aliases/property/names`.
pub(crate) fn names(world: &World) -> Reply {
    let mut body = String::new();
    json::array(&mut body, &world.aliases, |out, alias| json::text(out, &alias.name));
    reply::ok(body)
}

/// `GET /3/aliases/{name}`.
pub(crate) fn get(world: &World, name: &str) -> Result<Reply, Reply> {
    let mut body = String::new();
    write(&mut body, world, find(world, name)?);
    Ok(reply::ok(body))
}

/// Name, region and devices of a body. All three are required.
fn read(world: &World, body: &[u8]) -> Result<(String, &'static str, Vec<u32>), Reply> {
    let mut body = Body::object(body, "alias")?;
    let name: AliasName = body.parsed("Name")?;
    let region = regions::named("alias.Region", &body.text("Region")?)?;
    if !body.has("Devices") {
        return Err(reply::invalid("alias.Devices", "Devices is required, even if it is empty."));
    }
    let devices = body.texts("Devices")?;
    let slot = |name: &String| {
        let device = world.devices.find(name).map(|device| device.slot);
        device.ok_or_else(|| reply::invalid("alias.Devices", "There is no such device."))
    };
    Ok((name.as_str().to_owned(), region, devices.iter().map(slot).collect::<Result<_, _>>()?))
}

fn unique(world: &World, name: &str) -> Result<(), Reply> {
    if world.aliases.iter().any(|alias| alias.name == name) {
        return Err(reply::object(409, "There is an alias of this name already."));
    }
    Ok(())
}

/// `POST /3/aliases`.
pub(crate) fn create(world: &mut World, body: &[u8]) -> Result<Reply, Reply> {
    let (name, region, devices) = read(world, body)?;
    unique(world, &name)?;
    let id = world.next_id();
    world.aliases.push(Alias { id, name: name.clone(), region, devices: devices.clone() });
    update_devices(world, devices);
    publish_change(world, &name, "AliasAddedEvent", reply::created)
}

/// `PUT /3/aliases/{name}` (page *Modify an Alias*).
pub(crate) fn modify(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let id = find(world, name)?.id;
    let (new_name, region, devices) = read(world, body)?;
    if new_name != name {
        unique(world, &new_name)?;
    }
    if let Some(alias) = world.aliases.iter_mut().find(|alias| alias.id == id) {
        let changed = Alias { id, name: new_name.clone(), region, devices: devices.clone() };
        let before = std::mem::replace(alias, changed).devices;
        update_devices(world, before.into_iter().chain(devices));
    }
    publish_change(world, &new_name, "AliasModifiedEvent", reply::ok)
}

/// `DELETE /3/aliases/{name}`.
pub(crate) fn delete(world: &mut World, name: &str) -> Result<Reply, Reply> {
    let alias = find(world, name)?;
    let (id, devices) = (alias.id, alias.devices.clone());
    world.aliases.retain(|alias| alias.id != id);
    update_devices(world, devices);
    let mut fields = String::new();
    json::field(&mut fields, "Alias", name);
    world.context.publish("AliasRemovedEvent", None, fields);
    Ok(reply::deleted())
}

fn publish_change(
    world: &mut World,
    name: &str,
    event: &'static str,
    with: fn(String) -> Reply,
) -> Result<Reply, Reply> {
    let alias = find(world, name)?;
    let mut fields = String::new();
    json::push(&mut fields, format_args!("\"Id\":{},", alias.id));
    json::field(&mut fields, "Alias", &alias.name);
    json::list(&mut fields, "Devices", device_names(world, alias));
    json::field(&mut fields, "Region", alias.region);
    let mut body = String::new();
    write(&mut body, world, alias);
    world.context.publish(event, None, fields);
    Ok(with(body))
}

#[cfg(test)]
#[path = "aliases_tests.rs"]
mod tests;
