//! Test helpers: events, clicks and times. Written like the documentation's examples.

use jetstream_api::{
    catalogue::Command,
    commands::{CommandResponse, CommandStatus},
    events::Event,
    ids::{CommandId, Guid},
    wire::Pair,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::commands::{Click, ClickResult};

/// A time on 2026-05-18 (`10:00:00`), or any other in full.
pub fn at(text: &str) -> Timestamp {
    let full = if text.contains('T') { text.to_owned() } else { format!("2026-05-18T{text}Z") };
    full.parse().unwrap()
}

/// An event of Jetstream itself: no ReceivedTime, version 3.
pub fn by_jetstream(id: &str, event_type: &str, device: &str, time: &str, more: Value) -> Event {
    let mut event =
        json!({ "Type": event_type, "EventId": id, "Device": device, "EventTime": at(time).to_string(), "Version": 3 });
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Event::parse(&event.to_string()).unwrap()
}

/// An event of a device, received at `time` and written by a clock that is right.
pub fn by_device(id: &str, event_type: &str, device: &str, time: &str, more: Value) -> Event {
    let mut all = json!({ "ReceivedTime": at(time).to_string(), "Version": 2 });
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    by_jetstream(id, event_type, device, time, all)
}

pub fn queued(id: &str, command: &str, device: &str, user: &str, parameters: &[(&str, &str)], time: &str) -> Event {
    let parameters: Vec<Value> = parameters.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    let body =
        json!({ "CommandId": id, "CommandName": command, "User": user, "Verb": "Post", "Parameters": parameters });
    by_jetstream(&format!("q-{id}"), "CommandQueuedEvent", device, time, body)
}

pub fn completed(id: &str, command: &str, device: &str, exceptions: &[(&str, &str)], time: &str) -> Event {
    let exceptions: Vec<Value> = exceptions.iter().map(|(key, value)| json!({ "Key": key, "Value": value })).collect();
    let body =
        json!({ "CommandId": id, "CommandName": command, "OutputParameterList": [], "ExceptionList": exceptions });
    by_device(&format!("c-{id}"), "CommandCompletionEvent", device, time, body)
}

pub fn lockdown(id: &str, device: &str, user: &str, hours: &str, time: &str) -> Event {
    queued(id, "Lockdown", device, user, &[("Hours", hours)], time)
}

pub fn locked(id: &str, device: &str, time: &str) -> Event {
    completed(id, "Lockdown", device, &[], time)
}

pub fn log_entries(id: &str, device: &str, entries: &[(&str, &str)], time: &str) -> Event {
    let entries: Vec<Value> = entries
        .iter()
        .map(|(entry, time)| json!({ "Level": "Error", "Type": entry, "Message": "", "LogTime": at(time).to_string() }))
        .collect();
    by_device(id, "LogEntryEvent", device, time, json!({ "LogEntries": entries }))
}

pub fn heartbeat(id: &str, device: &str, time: &str) -> Event {
    by_device(id, "HeartbeatEvent", device, time, json!({}))
}

pub fn pair(key: &str, value: &str) -> Pair {
    Pair { key: key.to_owned(), value: value.to_owned() }
}

pub fn guid(number: u8) -> Guid {
    Guid::from_random([number; 16])
}

pub fn click(number: u8, device: &str, command: Command, parameters: &[(&str, &str)], time: &str) -> Click {
    let parameters = parameters.iter().map(|(key, value)| pair(key, value)).collect();
    Click { id: guid(number), device: device.to_owned(), command, parameters, at: at(time) }
}

pub fn response(id: &str, status: CommandStatus, exceptions: &[(&str, &str)]) -> ClickResult {
    let exceptions = exceptions.iter().map(|(key, value)| pair(key, value)).collect();
    ClickResult::Response(CommandResponse { command_id: CommandId::new(id), status, exceptions, output: Vec::new() })
}
