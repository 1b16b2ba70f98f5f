//! Commands to devices: sent, queued, fetched, completed, timed out.

use std::sync::Arc;

use jetstream_api::{
    call::Reply,
    capabilities,
    catalogue::CommandClass,
    commands::{AccessToken, LockdownHours},
    ids::Guid,
};
use serde_json::Value;

pub(crate) use crate::firmware::commands::{begin_job, changes, fetch, finish_job};
pub(crate) use crate::model::command::{CommandRequest, Outcome};

use crate::{
    handlers::{auth::Caller, body::Body, reply},
    model::{
        clock::{self, MINUTE, Ms},
        device::Device,
        json,
        schedule::ScheduledItem,
        world::World,
    },
};

/// How long a command waits in the queue.
const LIMIT: Ms = capabilities::QUEUE_LIMIT_MINUTES as Ms * MINUTE;

/// A command that the device has not fetched.
#[derive(Debug, Clone)]
pub(crate) struct QueuedCommand {
    pub(crate) id: Guid,
    pub(crate) user: &'static str,
    pub(crate) order: CommandRequest,
}

/// A command that the device has fetched and that takes its time.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    pub(crate) id: Guid,
    pub(crate) user: &'static str,
    pub(crate) order: CommandRequest,
    /// Tells its end from that of an earlier job; 0 until it has begun.
    pub(crate) token: u32,
}

/// A command of which Jetstream has not heard the end.
#[derive(Debug)]
pub(crate) struct OpenCommand {
    device: Arc<str>,
    slot: u32,
    name: &'static str,
    queued: Ms,
}

/// A command that Jetstream has taken: its id, and how it ended if it has.
pub(crate) struct SentCommand {
    id: Guid,
    pub(crate) outcome: Option<Outcome>,
}

impl SentCommand {
    /// The documented answer of a command.
    pub(crate) fn reply(&self) -> Reply {
        let none = Outcome::default();
        let outcome = self.outcome.as_ref().unwrap_or(&none);
        let mut body = String::from("{");
        json::field(&mut body, "CommandId", &self.id.to_string());
        json::field(&mut body, "Status", if self.outcome.is_some() { "Completed" } else { "Queued" });
        json::pairs(&mut body, "ExceptionList", &outcome.exceptions);
        json::pairs(&mut body, "OutputParameterList", &outcome.output);
        body.pop();
        body.push('}');
        reply::ok(body)
    }
}

/// Sends a command to a device: refused where its type has no such command, run at once where it is connected and waits
/// for nothing else, queued otherwise.
pub(crate) fn send(world: &mut World, name: &str, caller: Caller, order: CommandRequest) -> Result<SentCommand, Reply> {
    let World { hub, devices, asked, .. } = world;
    let device = devices.find_mut(name).ok_or_else(crate::handlers::devices::unknown)?;
    let command = order.command();
    // What a refused command answers is not documented, and nor is an unlock of a device that is not connected: our choice
    // is 400 with a message, no event and no command id.
    capabilities::can(command, &device.definition.profile, device.connection())
        .map_err(|reason| reply::object(400, &format!("Not possible on this device: {reason}.")))?;

    let id = hub.ids.guid();
    asked.executed(&device.name, order.event_name(), caller.user, hub.now);
    let open =
        OpenCommand { device: Arc::clone(&device.name), slot: device.slot, name: order.event_name(), queued: hub.now };
    hub.open.insert(id, open);
    hub.plan(LIMIT, ScheduledItem::TimeOut(id));

    let class = command.class();
    let waits =
        !device.is_connected() || !(device.waiting.is_empty() || class == CommandClass::SynchronousNotQueueable);
    let (version, queued) = order.queued_event(device, id, caller.user);
    let device_name = Arc::clone(&device.name);
    // The queued event can arrive after the completion: on every fourth device it does.
    let late = !waits && device.form(4) == 3;
    if !late {
        hub.publish_as("CommandQueuedEvent", version, Some(&device_name), queued.clone());
    }
    let waiting = QueuedCommand { id, user: caller.user, order };
    let outcome = if waits {
        device.waiting.push_back(waiting);
        None
    } else {
        crate::firmware::commands::run(device, hub, waiting)
    };
    if late {
        hub.publish_as("CommandQueuedEvent", version, Some(&device_name), queued);
    }
    Ok(SentCommand { id, outcome })
}

/// Gives up on a command after 1440 minutes. The completion is Jetstream's own (inferred), in the form of a device's.
pub(crate) fn time_out(world: &mut World, id: Guid) {
    let Some(open) = world.hub.open.remove(&id) else { return };
    if let Some(device) = world.devices.get_mut(open.slot) {
        device.waiting.retain(|waiting| waiting.id != id);
    }
    let message = format!(
        "Command timed out after {} minutes. Queued Time = {}",
        capabilities::QUEUE_LIMIT_MINUTES,
        clock::american(open.queued)
    );
    let outcome = Outcome::failed("CommandTimedOut", &message);
    let now = world.hub.now;
    let mut fields = outcome.fields(id, open.name);
    json::field(&mut fields, "ReceivedTime", &clock::text(now));
    world.hub.publish_as("CommandCompletionEvent", 2, Some(&open.device), fields);
}

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
pub(crate) fn plain(world: &mut World, name: &str, caller: Caller, order: CommandRequest) -> Result<Reply, Reply> {
    send(world, name, caller, order).map(|sent| sent.reply())
}

/// `POST /3/devices/{name}/configuration` (page *Set Configuration Values for a Device*): fifteen keys are allowed, and of
/// those the ones that the definition has. What other keys do is not documented; here they are refused.
pub(crate) fn configure(world: &mut World, name: &str, caller: Caller, body: &[u8]) -> Result<Reply, Reply> {
    let values = Body::object(body, "configuration")?.rest()?;
    let device = world.devices.find(name).ok_or_else(crate::handlers::devices::unknown)?;
    if values.is_empty() {
        return Err(reply::object(400, "Give at least one value."));
    }
    for (key, value) in &values {
        let field = format!("configuration.{key}");
        if !jetstream_api::catalogue::parameters::directly_settable(key) {
            return Err(reply::invalid(&field, "This parameter can be set by a policy only."));
        }
        check(device, &field, key, value)?;
    }
    send(world, name, caller, CommandRequest::SetValues(values)).map(|sent| sent.reply())
}

/// Does the device's definition have the parameter, and is this a value of its type?
pub(crate) fn check(device: &Device, field: &str, key: &str, value: &str) -> Result<(), Reply> {
    match device.definition.setting(key) {
        None => Err(reply::invalid(field, "The device definition has no such parameter.")),
        Some(setting) if !setting.accepts(value) => {
            Err(reply::invalid(field, &format!("The value is not of the type {}.", setting.type_name)))
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
#[path = "commands_tests.rs"]
mod tests;
