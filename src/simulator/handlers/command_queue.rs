//! The command queue of Jetstream: commands are sent, queued, and time out.

use std::sync::Arc;

use jetstream_api::{call::Reply, capabilities, catalogue::CommandClass, ids::Guid};

use crate::{
    firmware,
    handlers::{auth::Caller, devices, queued_event, reply},
    model::{
        clock::{self, MINUTE, Ms},
        command::{CommandRequest, OpenCommand, Outcome, QueuedCommand},
        json,
        schedule::ScheduledItem,
        world::World,
    },
};

/// The longest time of a command in the queue.
const LIMIT: Ms = capabilities::QUEUE_LIMIT_MINUTES as Ms * MINUTE;

/// A command that Jetstream has accepted: its id, and its outcome if it has one.
pub(crate) struct SentCommand {
    id: Guid,
    pub(crate) outcome: Option<Outcome>,
}

impl SentCommand {
    /// The documented response of a command.
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

/// Sends a command to a device: refused where its type has no such command, run at once where it is connected and has
/// no other command queued, queued otherwise.
pub(crate) fn send(
    world: &mut World,
    name: &str,
    caller: Caller,
    request: CommandRequest,
) -> Result<SentCommand, Reply> {
    let World { context, devices, request_log, .. } = world;
    let device = devices.find_mut(name).ok_or_else(devices::not_found)?;
    let kind = request.command();
    // The response of a refused command is not documented, and nor is an unlock of a device that is not connected: our choice
    // is 400 with a message, no event and no command id.
    capabilities::can(kind, &device.definition.profile, device.connection())
        .map_err(|reason| reply::object(400, &format!("Not possible on this device: {reason}.")))?;

    let id = context.ids.guid();
    request_log.executed(&device.name, request.event_name(), caller.user, context.now);
    let open = OpenCommand {
        device: Arc::clone(&device.name),
        slot: device.slot,
        name: request.event_name(),
        queued: context.now,
    };
    context.open.insert(id, open);
    context.plan(LIMIT, ScheduledItem::TimeOut(id));

    let waits = !device.is_connected()
        || !(device.queued_commands.is_empty() || kind.class() == CommandClass::SynchronousNotQueueable);
    let (version, fields) = queued_event::queued_event(&request, device, id, caller.user);
    let device_name = Arc::clone(&device.name);
    // The queued event can arrive after the completion: on every fourth device it does.
    let late = !waits && device.form(4) == 3;
    if !late {
        context.publish_as("CommandQueuedEvent", version, Some(&device_name), fields.clone());
    }
    let command = QueuedCommand { id, user: caller.user, request };
    let outcome = if waits {
        device.queued_commands.push_back(command);
        None
    } else {
        firmware::commands::run(device, context, command)
    };
    if late {
        context.publish_as("CommandQueuedEvent", version, Some(&device_name), fields);
    }
    Ok(SentCommand { id, outcome })
}

/// Ends a command after 1440 minutes. Jetstream itself sends the completion (inferred), in the form of a device's.
pub(crate) fn time_out(world: &mut World, id: Guid) {
    let Some(open) = world.context.open.remove(&id) else { return };
    if let Some(device) = world.devices.get_mut(open.slot) {
        device.queued_commands.retain(|queued| queued.id != id);
    }
    let message = format!(
        "Command timed out after {} minutes. Queued Time = {}",
        capabilities::QUEUE_LIMIT_MINUTES,
        clock::american(open.queued)
    );
    let outcome = Outcome::failed("CommandTimedOut", &message);
    let now = world.context.now;
    let mut fields = outcome.fields(id, open.name);
    json::field(&mut fields, "ReceivedTime", &clock::text(now));
    world.context.publish_as("CommandCompletionEvent", 2, Some(&open.device), fields);
}
