//! Handlers of the policy of a device: add, read, remove, send to the device.

use jetstream_api::call::Reply;

use crate::{
    handlers::{auth::Caller, body::Body, command_queue, commands, devices, policies, reply},
    model::{clock, command::CommandRequest, device::Device, json, policy::AssignedPolicy, world::World},
};

/// The response of Add and Get; the two spellings of its id are both documented.
fn answer(world: &World, device: &Device, assigned: &AssignedPolicy) -> String {
    let name = world.policy(assigned.policy).map_or("", |policy| policy.name.as_str());
    let mut body = String::from(if device.form(2) == 0 { "{\"ID\":" } else { "{\"Id\":" });
    json::push(&mut body, format_args!("{},", assigned.policy));
    json::field(&mut body, "Name", name);
    body.push_str("\"Parameters\":");
    json::dictionary(&mut body, assigned.overrides.iter().map(|(key, value)| (key, value)));
    body.push(',');
    json::field(&mut body, "LastPolicyUpdate", &clock::text(assigned.updated));
    match assigned.synced {
        Some(at) => json::field(&mut body, "LastPolicySync", &clock::text(at)),
        None => body.push_str("\"LastPolicySync\":null,"),
    }
    body.pop();
    body.push('}');
    body
}

/// `POST /3/devices/{name}/policy` (page *Add a Policy to a Device*): only to a device that has none. Whether it answers 200
/// or 201 is not documented; devices with an odd id answer 200.
pub(crate) fn add(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    let slot = device.slot;
    let mut body = Body::object(body, "policy")?;
    let policy_name = body.text("Name")?;
    let policy =
        policies::find(world, &policy_name).ok_or_else(|| reply::invalid("policy.Name", "There is no such policy."))?;
    if policy.definition.id != device.definition.id {
        return Err(reply::invalid("policy.Name", "The policy is for another device definition."));
    }
    let mut overrides = body.dictionary("Parameters")?;
    for (key, value) in &overrides {
        commands::check(device, &format!("policy.Parameters.{key}"), key, value)?;
    }
    overrides.sort();
    if device.assigned.is_some() {
        return Err(reply::bare(409, "The device has a policy already; remove that one first."));
    }
    let assigned = AssignedPolicy { policy: policy.id, overrides, updated: world.context.now, synced: None };
    let text = answer(world, device, &assigned);
    let odd = device.form(2) == 1;
    if let Some(device) = world.devices.get_mut(slot) {
        device.assigned = Some(assigned);
    }
    Ok(if odd { reply::ok(text) } else { reply::created(text) })
}

/// `GET /3/devices/{name}/policy` (page *Get a Device's Policy*). The answer for a device without one is not documented: each
/// third of the devices shows one of the plausible forms.
pub(crate) fn get(world: &World, name: &str) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    match (&device.assigned, device.form(3)) {
        (Some(assigned), _) => Ok(reply::ok(answer(world, device, assigned))),
        (None, 0) => Err(reply::bare(404, "The device has no policy.")),
        (None, 1) => Ok(reply::ok("null".to_owned())),
        (None, _) => Ok(reply::ok("{}".to_owned())),
    }
}

/// `DELETE /3/devices/{name}/policy`. The device keeps its values.
pub(crate) fn remove(world: &mut World, name: &str) -> Result<Reply, Reply> {
    let device = world.devices.find_mut(name).ok_or_else(devices::not_found)?;
    match device.assigned.take() {
        Some(_) => Ok(reply::deleted()),
        None => Err(reply::bare(404, "The device has no policy.")),
    }
}

/// `POST /3/devices/{name}/policy/sync` (page *Set a Device's Policy Parameters*): sends policy and overrides. The older page
/// answers as a command does, the newest one with the policy; devices with an odd id do as the newest page.
pub(crate) fn set_parameters(world: &mut World, name: &str, caller: Caller) -> Result<Reply, Reply> {
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    let values = device
        .assigned
        .as_ref()
        .and_then(|assigned| Some(world.policy(assigned.policy)?.effective(&assigned.overrides)))
        .ok_or_else(|| reply::object(400, "The device has no policy that could be sent to it."))?;
    let sent = command_queue::send(world, name, caller, CommandRequest::SetParameters(values))?;
    let device = world.devices.find(name).ok_or_else(devices::not_found)?;
    match &device.assigned {
        Some(assigned) if device.form(2) == 1 => Ok(reply::ok(answer(world, device, assigned))),
        _ => Ok(sent.reply()),
    }
}

#[cfg(test)]
#[path = "device_policy_tests.rs"]
mod tests;
