//! The CommandQueuedEvent, by which Jetstream reports that it has accepted a command.

use jetstream_api::ids::Guid;

use crate::model::{command::CommandRequest, device::Device, json};

/// Version and properties of the event, with the documentation's contradictions: a sync of passes has two names and two
/// versions, and the example of a restart has the path of version 2 and the wrong verb.
pub(crate) fn queued_event(request: &CommandRequest, device: &Device, id: Guid, user: &str) -> (u8, String) {
    let odd = device.form(2) == 1;
    let (version, name) = match request {
        CommandRequest::SyncPasses(_) if odd => (3, "UpdatePasses"),
        CommandRequest::SyncPasses(_) => (2, request.event_name()),
        _ => (3, request.event_name()),
    };
    let quirk = odd && *request == CommandRequest::Restart;
    let mut fields = String::new();
    json::field(&mut fields, "CommandId", &id.to_string());
    json::field(&mut fields, "CommandName", name);
    let path = format!("/{}/Devices/{}/{}", if quirk { 2 } else { 3 }, device.name, path(request));
    json::field(&mut fields, "URI", &path);
    json::field(&mut fields, "Verb", if quirk { "Get" } else { request.verb() });
    json::field(&mut fields, "User", user);
    json::pairs(&mut fields, "Parameters", &parameters(request, device));
    (version, fields)
}

fn path(request: &CommandRequest) -> &'static str {
    match request {
        CommandRequest::Lockdown(_) => "lockdown",
        CommandRequest::Unlock(_) => "unlockdoor",
        CommandRequest::SyncPasses(_) => "credentials/sync",
        CommandRequest::SetParameters(_) | CommandRequest::GetParameters => "policy/sync",
        CommandRequest::SetValues(_) => "configuration",
        CommandRequest::GetTags => "epclist",
        CommandRequest::Restart => "reset",
    }
}

/// The parameters that the event echoes, the token of an unlock included.
fn parameters(request: &CommandRequest, device: &Device) -> Vec<(String, String)> {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    match request {
        CommandRequest::Lockdown(hours) => vec![pair("Hours", &hours.to_string())],
        CommandRequest::Unlock(token) => vec![pair("AccessToken", token)],
        // Wipe, then add all; in this order in the reference.
        CommandRequest::SyncPasses(passes) => {
            passes.iter().map(|pass| pair("Add", pass)).chain([pair("Remove", "*")]).collect()
        }
        CommandRequest::SetParameters(values) | CommandRequest::SetValues(values) => values.clone(),
        CommandRequest::GetParameters => {
            let keys = device.definition.parameters.iter().enumerate();
            keys.map(|(number, parameter)| (format!("Parameter{number}"), parameter.key.clone())).collect()
        }
        CommandRequest::GetTags | CommandRequest::Restart => Vec::new(),
    }
}
