//! The one-line summary of an event for a row. Secrets are masked unless the caller asks to reveal them.

use std::borrow::Cow;

use jetstream_api::{
    catalogue::{event_type, log_entry_type},
    events::{Body, CredentialChange, DeviceChange, Event, LogEntry},
    redact::redact,
    wire::{Pair, as_text},
};
use jetstream_fleet::event_log::secrets::{is_secret_name, masked_message};

use crate::text;

/// The summary. With `reveal`, secrets are not masked.
pub fn summary(event: &Event, reveal: bool) -> String {
    match &event.body {
        Body::Aggregate { pass_rfid, adds, removes, .. } => {
            let tags = format!("{} added, {} removed", text::plural(adds.len(), "tag"), removes.len());
            if pass_rfid.is_empty() { tags } else { format!("{tags}, with pass {}", secret(pass_rfid, reveal)) }
        }
        Body::Object { observe, .. } => format!("{} read", text::plural(observe.len(), "tag")),
        Body::Heartbeat => "Alive".to_owned(),
        Body::LogEntry(entries) => {
            let entry = |(kind, message): (&str, String)| match message.trim() {
                "" => match log_entry_type(kind) {
                    Some(known) => format!("{kind}: {}", known.meaning),
                    None => kind.to_owned(),
                },
                message => format!("{kind}: {message}"),
            };
            let message = |one: &LogEntry| match reveal {
                true => one.message.clone(),
                false => masked_message(&one.entry_type, &one.message).into_owned(),
            };
            let entries = entries.iter().map(|one| (&*one.entry_type, message(one)));
            some_of(entries.map(entry).collect(), "; ")
        }
        Body::SensorReading(readings) => {
            some_of(readings.iter().map(|reading| format!("{} {}", reading.name, reading.value)).collect(), ", ")
        }
        Body::Status(fields) => some_of(pairs(fields, reveal), ", "),
        Body::CommandQueued(queued) => {
            let user = queued.user.as_deref().unwrap_or("an unknown user");
            let with = some_of(pairs(&queued.parameters, reveal), ", ");
            let with = if with.is_empty() { with } else { format!(": {with}") };
            format!("{} sent by {user}{with}", queued.command_name)
        }
        Body::CommandCompletion(completion) if completion.exceptions.is_empty() => {
            let returned = completion.output.len();
            let with =
                if returned > 0 { format!(", {} returned", text::plural(returned, "value")) } else { String::new() };
            format!("{} completed{with}", completion.command_name)
        }
        Body::CommandCompletion(completion) => {
            format!("{} failed: {}", completion.command_name, some_of(pairs(&completion.exceptions, reveal), ", "))
        }
        Body::DeviceAdded(change) => format!("Registered: {}", device(change)),
        Body::DeviceModified(change) => format!("Now: {}", device(change)),
        Body::DeviceRemoved(_) => "Deleted from Jetstream".to_owned(),
        Body::CredentialsAdded(change) => credentials(change, "added in Jetstream, not yet on the device"),
        Body::CredentialsModified(change) => {
            credentials(change, "are all there are in Jetstream, not yet on the device")
        }
        Body::CredentialsRemoved(change) => credentials(change, "removed in Jetstream; on the device they still work"),
        Body::AliasChanged { alias, devices, .. } => {
            format!("Alias {alias} for {}", text::plural(devices.len(), "device"))
        }
        Body::AliasRemoved(alias) => format!("Alias {alias} deleted"),
        Body::BusinessProcess { process_type, parameters } => {
            format!("{process_type}: {}", some_of(pairs(parameters, reveal), ", "))
        }
        Body::Other => other(event, reveal),
    }
}

/// The summary of an event without a known body: its fields, or the meaning of its type where it has none.
fn other(event: &Event, reveal: bool) -> String {
    let field = |(name, value): (&String, &serde_json::Value)| match as_text(value) {
        Some(text) => format!("{name} {}", masked(name, &text, reveal)),
        None => format!("{name} …"),
    };
    let fields = some_of(event.extra.iter().map(field).collect(), ", ");
    match event_type(&event.event_type) {
        Some(known) if fields.is_empty() => known.meaning.to_owned(),
        _ => fields,
    }
}

fn masked<'a>(name: &str, value: &'a str, reveal: bool) -> Cow<'a, str> {
    if is_secret_name(name) { secret(value, reveal) } else { value.into() }
}

fn secret(value: &str, reveal: bool) -> Cow<'_, str> {
    if reveal { value.into() } else { redact(value).into() }
}

fn pairs(pairs: &[Pair], reveal: bool) -> Vec<String> {
    pairs.iter().map(|pair| format!("{} {}", pair.key, masked(&pair.key, &pair.value, reveal))).collect()
}

fn device(change: &DeviceChange) -> String {
    let DeviceChange { definition, serial_number, region, .. } = change;
    let known = [definition, serial_number, region].into_iter().flatten().filter(|text| !text.is_empty());
    some_of(known.cloned().collect(), ", ")
}

fn credentials(change: &CredentialChange, what: &str) -> String {
    let passes = match change.credentials.len() {
        1 => "1 pass".to_owned(),
        count => format!("{count} passes"),
    };
    format!("{passes} ({}) {what}", change.credential_type)
}

/// Joins the first few items, and counts the rest.
fn some_of(mut items: Vec<String>, separator: &str) -> String {
    const MOST: usize = 4;
    let more = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    let joined = items.join(separator);
    if more > 0 { format!("{joined}{separator}{more} more") } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(fields: &str) -> String {
        summary(&Event::parse(&format!(r#"{{"EventId":"1",{fields}}}"#)).unwrap(), false)
    }

    #[test]
    fn every_sort_of_event_has_its_line() {
        for (fields, expected) in [
            (r#""Type":"HeartbeatEvent""#, "Alive"),
            (
                r#""Type":"AggregateEvent","Adds":["A"],"Removes":["B","C"],"PassRfid":"0123456789AB""#,
                "1 tag added, 2 removed, with pass ••••89AB",
            ),
            (r#""Type":"ObjectEvent","Observe":["A","B"]"#, "2 tags read"),
            (
                r#""Type":"LogEntryEvent","LogEntries":[{"Type":"DoorOpen","Level":"Error","Message":"left"}]"#,
                "DoorOpen: left",
            ),
            (r#""Type":"LogEntryEvent","LogEntries":[{"Type":"Unheard","Level":"Error"}]"#, "Unheard"),
            (
                r#""Type":"SensorReadingEvent","SensorReadings":[{"Name":"TemperatureA","Value":"4.2"}]"#,
                "TemperatureA 4.2",
            ),
            (r#""Type":"CommandCompletionEvent","CommandId":"1","CommandName":"Lockdown""#, "Lockdown completed"),
            (
                r#""Type":"CommandCompletionEvent","CommandId":"1","CommandName":"Lockdown","ExceptionList":[{"Key":"E","Value":"no"}]"#,
                "Lockdown failed: E no",
            ),
            (r#""Type":"DeviceRemovedEvent","Id":1"#, "Deleted from Jetstream"),
            (
                r#""Type":"DeviceCredentialsAddedEvent","CredentialType":"Basic","AddedCredentials":["0123456789AB"]"#,
                "1 pass (Basic) added in Jetstream, not yet on the device",
            ),
            (r#""Type":"AliasRemovedEvent","Alias":"Ward""#, "Alias Ward deleted"),
        ] {
            assert_eq!(line(fields), expected);
        }
    }

    #[test]
    fn an_entry_without_a_message_is_explained_by_the_catalogue() {
        let expected = log_entry_type("DoorBreach").unwrap().meaning;
        assert_eq!(
            line(r#""Type":"LogEntryEvent","LogEntries":[{"Type":"DoorBreach"}]"#),
            format!("DoorBreach: {expected}")
        );
    }

    #[test]
    fn the_token_of_an_unlock_is_masked() {
        let queued = line(
            r#""Type":"CommandQueuedEvent","CommandId":"1","CommandName":"UnlockDoor","User":"maria","Parameters":[{"Key":"AccessToken","Value":"0123456789AB"}]"#,
        );
        assert_eq!(queued, "UnlockDoor sent by maria: AccessToken ••••89AB");
    }

    #[test]
    fn what_nobody_knows_is_shown_as_it_is_but_for_its_secrets() {
        assert_eq!(line(r#""Type":"NewEvent","Colour":"red","Pin":"1234""#), "Colour red, Pin ••••");
    }

    #[test]
    fn a_long_list_says_how_much_more_there_is() {
        assert_eq!(some_of((0..6).map(|number| number.to_string()).collect(), ", "), "0, 1, 2, 3, 2 more");
    }
}
