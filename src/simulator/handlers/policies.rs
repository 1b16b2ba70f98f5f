//! Handlers of policies. After its creation only the name of a policy can change.

use jetstream_api::{call::Reply, names::PolicyName};

use crate::{
    handlers::{body::Body, definitions, query, reply},
    model::{device::Device, json, policy::Policy, world::World},
};

/// Appends the policy as an object without its closing brace.
fn write(out: &mut String, policy: &Policy) {
    json::push(out, format_args!("{{\"Id\":{},", policy.id));
    json::field(out, "Name", &policy.name);
    json::field(out, "DeviceDefinition", policy.definition.name);
    out.push_str("\"Parameters\":");
    json::dictionary(out, policy.parameters.iter().map(|(key, value)| (key, value)));
}

fn answer(policy: &Policy) -> String {
    let mut body = String::new();
    write(&mut body, policy);
    body.push('}');
    body
}

fn matches(policy: &Policy, query: &[(String, String)]) -> bool {
    let shown = serde_json::json!({ "Id": policy.id, "Name": policy.name, "DeviceDefinition": policy.definition.name });
    query::matches(query, &shown)
}

fn not_found() -> Reply {
    reply::object(404, "There is no such policy.")
}

pub(crate) fn find<'a>(world: &'a World, name: &str) -> Option<&'a Policy> {
    world.policies.iter().find(|policy| policy.name == name)
}

/// `GET /3/policies`.
pub(crate) fn list(world: &World, query: &[(String, String)]) -> Reply {
    let mut body = String::new();
    json::array(&mut body, world.policies.iter().filter(|policy| matches(policy, query)), |out, policy| {
        write(out, policy);
        out.push('}');
    });
    reply::ok(body)
}

/// `GET /3/policies/all/details`: each with its devices and what differs on them.
pub(crate) fn details(world: &World, query: &[(String, String)]) -> Reply {
    let mut body = String::new();
    json::array(&mut body, world.policies.iter().filter(|policy| matches(policy, query)), |out, policy| {
        write(out, policy);
        out.push_str(",\"Devices\":");
        let with_it = world.devices.iter().filter_map(|device| {
            let assigned = device.assigned.as_ref().filter(|assigned| assigned.policy == policy.id)?;
            Some((&*device.name, assigned))
        });
        json::array(out, with_it, |out, (name, assigned)| {
            out.push('{');
            json::field(out, "Name", name);
            out.push_str("\"Parameters\":");
            json::dictionary(out, assigned.overrides.iter().map(|(key, value)| (key, value)));
            out.push('}');
        });
        out.push('}');
    });
    reply::ok(body)
}

/// `GET /3/policies/{name}` (page *Get a Policy*).
pub(crate) fn get(world: &World, name: &str) -> Result<Reply, Reply> {
    find(world, name).map(|policy| reply::ok(answer(policy))).ok_or_else(not_found)
}

/// `POST /3/policies` (page *Create a Policy*): every parameter of the definition, and of its type.
pub(crate) fn create(world: &mut World, body: &[u8]) -> Result<Reply, Reply> {
    let mut body = Body::object(body, "policy")?;
    let name: PolicyName = body.parsed("Name")?;
    let definition = definitions::named(world, "policy.DeviceDefinition", &body.text("DeviceDefinition")?)?;
    if !body.has("Parameters") {
        return Err(reply::invalid("policy.Parameters", "Parameters is required."));
    }
    let given = body.dictionary("Parameters")?;
    let unknown = given.iter().find(|(key, _)| definition.parameter(key).is_none());
    if let Some((key, _)) = unknown {
        return Err(reply::invalid(
            &format!("policy.Parameters.{key}"),
            "The device definition has no such parameter.",
        ));
    }
    let parameters = definition.parameters.iter().map(|parameter| {
        let field = format!("policy.Parameters.{}", parameter.key);
        match given.iter().find(|(key, _)| *key == parameter.key) {
            None => Err(reply::invalid(
                &field,
                "Every parameter of the device definition must be given; this one is missing.",
            )),
            Some((_, value)) if !parameter.accepts(value) => {
                Err(reply::invalid(&field, &format!("The value is not of the type {}.", parameter.type_name)))
            }
            Some(pair) => Ok(pair.clone()),
        }
    });
    let parameters = parameters.collect::<Result<Vec<_>, _>>()?;
    unique(world, name.as_str())?;
    let policy = Policy { id: world.next_id(), name: name.as_str().to_owned(), definition, parameters };
    let body = answer(&policy);
    world.policies.push(policy);
    Ok(reply::created(body))
}

fn unique(world: &World, name: &str) -> Result<(), Reply> {
    match find(world, name) {
        Some(_) => Err(reply::object(409, "There is a policy of this name already.")),
        None => Ok(()),
    }
}

/// `PUT /3/policies/{name}` (page *Modify a Policy Name*): definition and parameters may be sent and are ignored.
pub(crate) fn rename(world: &mut World, name: &str, body: &[u8]) -> Result<Reply, Reply> {
    let id = find(world, name).ok_or_else(not_found)?.id;
    let new_name: PolicyName = Body::object(body, "policy")?.parsed("Name")?;
    if new_name.as_str() != name {
        unique(world, new_name.as_str())?;
    }
    let policy = world.policies.iter_mut().find(|policy| policy.id == id).ok_or_else(not_found)?;
    policy.name = new_name.as_str().to_owned();
    Ok(reply::ok(answer(policy)))
}

/// `DELETE /3/policies/{name}` (page *Delete a Policy*): not while a device has it. The code of that refusal is inferred.
pub(crate) fn delete(world: &mut World, name: &str) -> Result<Reply, Reply> {
    let id = find(world, name).ok_or_else(not_found)?.id;
    let assigned = |device: &&Device| device.assigned.as_ref().is_some_and(|assigned| assigned.policy == id);
    let devices = world.devices.iter().filter(assigned).count();
    if devices > 0 {
        return Err(reply::object(409, &format!("The policy is assigned to {devices} device(s).")));
    }
    world.policies.retain(|policy| policy.id != id);
    Ok(reply::deleted())
}

#[cfg(test)]
#[path = "policies_tests.rs"]
mod tests;
