//! Commands on their way to a device: sent, queued, timed out.

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

/// How long a command waits in the queue.
const LIMIT: Ms = capabilities::QUEUE_LIMIT_MINUTES as Ms * MINUTE;

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
    let device = devices.find_mut(name).ok_or_else(devices::unknown)?;
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
    let (version, queued) = queued_event::queued_event(&order, device, id, caller.user);
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
        firmware::commands::run(device, hub, waiting)
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
