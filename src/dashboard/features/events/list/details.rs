//! The details of an event, as names and values. Secrets are masked unless the caller asks to reveal them.

use jetstream_api::{
    catalogue::{log_entry_type, sensors::SENSORS},
    events::{Body, CommandCompletion, CredentialChange, DeviceChange, Event},
    ids::Id,
    redact::redact,
    wire::{Pair, as_text},
};
use jetstream_fleet::{
    commands::CLOCKS_APART,
    event_log::secrets::{is_secret_name, masked_message, redacted_raw},
};
use jiff::{SignedDuration, Timestamp};

use crate::{shared::time_ago::exact_time, text};

/// Longer lists are cut to this length; the raw text has all of them.
const MOST: usize = 10;
/// An event that was received later than this after its event time was delayed on the way, or the device's clock is wrong.
const AT_ONCE: SignedDuration = SignedDuration::from_secs(10);

/// The fields of the event's own type, followed by the fields that are not in the catalogue. With `reveal`, secrets are not masked.
pub fn details(event: &Event, reveal: bool) -> Vec<(String, String)> {
    let mut facts = DetailRows { list: Vec::new(), reveal };
    facts.body(&event.body);
    let hides_more = !reveal && redacted_raw(event) != *event.raw;
    for (name, value) in &event.extra {
        match as_text(value) {
            Some(text) => facts.named(name, &text),
            // A nested value may contain a secret. The raw text masks only the secret itself.
            None if hides_more => facts.add(name, "see the raw JSON"),
            None => facts.add(name, &value.to_string()),
        }
    }
    facts.list
}

/// A sentence about odd times of an event: a delayed delivery, or a clock that is wrong. `None` where the times are plausible.
pub fn about_times(event: &Event, now: Timestamp) -> Option<String> {
    if event.time().is_some_and(|time| time.duration_since(now) > CLOCKS_APART) {
        return Some("Its time is ahead of now: a clock is wrong.".to_owned());
    }
    let took = event.received_time?.duration_since(event.event_time?);
    if took > AT_ONCE {
        let took = text::duration(took);
        Some(format!("Received {took} after it happened: the device was offline in between, or its clock is slow."))
    } else if took < -AT_ONCE {
        Some(format!(
            "It says that it happened {} after it was received: the device's clock is fast.",
            text::duration(-took)
        ))
    } else {
        None
    }
}

struct DetailRows {
    list: Vec<(String, String)>,
    reveal: bool,
}

impl DetailRows {
    fn add(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.list.push((name.to_owned(), value.to_owned()));
        }
    }

    fn optional(&mut self, name: &str, value: &Option<String>) {
        self.add(name, value.as_deref().unwrap_or_default());
    }

    fn id(&mut self, name: &str, id: &Option<Id>) {
        self.optional(name, &id.map(|id| id.to_string()));
    }

    fn secret(&mut self, name: &str, value: &str) {
        if self.reveal || value.is_empty() { self.add(name, value) } else { self.add(name, &redact(value)) }
    }

    /// Adds a value, masked if its name is that of a secret.
    fn named(&mut self, name: &str, value: &str) {
        if is_secret_name(name) { self.secret(name, value) } else { self.add(name, value) }
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        pairs.iter().take(MOST * 4).for_each(|pair| self.named(&pair.key, &pair.value));
        if pairs.len() > MOST * 4 {
            self.add("…", &format!("{} more, in the raw JSON", pairs.len() - MOST * 4));
        }
    }

    fn texts(&mut self, name: &str, noun: &str, texts: &[String]) {
        let first: Vec<&str> = texts.iter().take(MOST).map(String::as_str).collect();
        let more = texts.len() - first.len();
        let more = if more > 0 { format!(" and {more} more, in the raw JSON") } else { String::new() };
        let list = if first.is_empty() { String::new() } else { format!(": {}{more}", first.join(", ")) };
        self.add(name, &format!("{}{list}", text::plural(texts.len(), noun)));
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Aggregate { pass_rfid, adds, removes, alias } => {
                self.secret("Pass", pass_rfid);
                self.texts("Added", "tag", adds);
                self.texts("Removed", "tag", removes);
                self.optional("Alias", alias);
            }
            Body::Object { observe, alias, credential } => {
                self.texts("Read", "tag", observe);
                self.optional("Alias", alias);
                self.secret("Credential", credential.as_deref().unwrap_or_default());
            }
            Body::Heartbeat | Body::Other => {}
            Body::LogEntry(entries) => {
                for entry in entries {
                    let message = match self.reveal {
                        true => entry.message.clone(),
                        false => masked_message(&entry.entry_type, &entry.message).into_owned(),
                    };
                    let known = log_entry_type(&entry.entry_type);
                    let known = known.map_or_else(String::new, |known| format!("{} {}", known.meaning, known.next));
                    let at = entry.log_time.map_or_else(String::new, |time| format!("at {}", exact_time(time)));
                    let parts = [entry.level.as_str(), message.as_str(), known.trim(), at.as_str()];
                    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                    self.add(&entry.entry_type, &parts.join(" · "));
                }
            }
            Body::SensorReading(readings) => {
                for reading in readings {
                    let sensor = SENSORS.iter().find(|sensor| sensor.name.eq_ignore_ascii_case(&reading.name));
                    let unit = sensor.map_or("", |sensor| sensor.unit.symbol());
                    let at = reading.reading_time.map_or_else(String::new, |time| format!(" at {}", exact_time(time)));
                    self.add(&reading.name, &format!("{} {unit}{at}", reading.value));
                }
            }
            Body::Status(fields) => self.pairs(fields),
            Body::CommandQueued(queued) => {
                self.add("Command", &queued.command_name);
                self.add("CommandId", queued.command_id.as_str());
                self.optional("User", &queued.user);
                let (verb, uri) = (queued.verb.as_deref(), queued.uri.as_deref());
                self.add("Call", format!("{} {}", verb.unwrap_or_default(), uri.unwrap_or_default()).trim());
                self.pairs(&queued.parameters);
            }
            Body::CommandCompletion(completion) => self.completion(completion),
            Body::DeviceAdded(change) | Body::DeviceModified(change) => {
                let DeviceChange { id, definition, serial_number, region, aliases } = change;
                self.id("Id", id);
                self.optional("Definition", definition);
                self.optional("Serial number", serial_number);
                self.optional("Region", region);
                self.add("Aliases", &aliases.join(", "));
            }
            Body::DeviceRemoved(id) => self.id("Id", id),
            Body::CredentialsAdded(change) => self.credentials("Added", change),
            Body::CredentialsModified(change) => self.credentials("All passes now", change),
            Body::CredentialsRemoved(change) => self.credentials("Removed", change),
            Body::AliasChanged { id, alias, devices, region } => {
                self.id("Id", id);
                self.add("Alias", alias);
                self.texts("Devices", "device", devices);
                self.optional("Region", region);
            }
            Body::AliasRemoved(alias) => self.add("Alias", alias),
            Body::BusinessProcess { process_type, parameters } => {
                self.add("Process", process_type);
                self.pairs(parameters);
            }
        }
    }

    fn completion(&mut self, completion: &CommandCompletion) {
        self.add("Command", &completion.command_name);
        self.add("CommandId", completion.command_id.as_str());
        self.optional("User", &completion.user);
        if completion.exceptions.is_empty() {
            self.add("Result", "Completed, without exceptions");
        } else {
            self.add("Result", "Failed");
            self.pairs(&completion.exceptions);
        }
        self.pairs(&completion.output);
    }

    fn credentials(&mut self, name: &str, change: &CredentialChange) {
        self.add("Kind of credential", &change.credential_type);
        let shown = change.credentials.iter().map(|one| if self.reveal { one.clone() } else { redact(one) });
        let shown: Vec<String> = shown.collect();
        self.texts(name, "credential", &shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(fields: &str) -> Event {
        Event::parse(&format!(r#"{{"EventId":"1",{fields}}}"#)).unwrap()
    }

    fn value(event: &Event, name: &str, reveal: bool) -> String {
        details(event, reveal).into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap()
    }

    #[test]
    fn secrets_are_masked_until_they_are_asked_for() {
        let queued = event(
            r#""Type":"CommandQueuedEvent","CommandId":"1","CommandName":"UnlockDoor","Parameters":[{"Key":"AccessToken","Value":"0123456789AB"}]"#,
        );
        assert_eq!(value(&queued, "AccessToken", false), "••••89AB");
        assert_eq!(value(&queued, "AccessToken", true), "0123456789AB");

        let passes = event(
            r#""Type":"DeviceCredentialsAddedEvent","CredentialType":"Basic","AddedCredentials":["0123456789AB"]"#,
        );
        assert_eq!(value(&passes, "Added", false), "1 credential: ••••89AB");

        let deep = event(r#""Type":"NewEvent","Data":{"Pin":"1234"}"#);
        assert_eq!(value(&deep, "Data", false), "see the raw JSON");
        assert_eq!(value(&deep, "Data", true), r#"{"Pin":"1234"}"#);
    }

    #[test]
    fn what_nobody_knows_is_listed_as_it_came() {
        let new = event(r#""Type":"NewEvent","Count":18446744073709551615,"More":[1]"#);
        assert_eq!(value(&new, "Count", false), "18446744073709551615");
        assert_eq!(value(&new, "More", false), "[1]");
    }

    #[test]
    fn a_log_entry_is_explained() {
        let breach = event(r#""Type":"LogEntryEvent","LogEntries":[{"Type":"DoorBreach","Level":"Error"}]"#);
        let meaning = log_entry_type("DoorBreach").unwrap().meaning;
        assert!(value(&breach, "DoorBreach", false).starts_with(&format!("Error · {meaning}")));
    }

    #[test]
    fn times_that_do_not_fit_together_are_pointed_out() {
        let now: Timestamp = "2026-05-18T12:00:00Z".parse().unwrap();
        let about = |happened: &str, received: &str| {
            let times = format!(r#""Type":"HeartbeatEvent","EventTime":"{happened}","ReceivedTime":"{received}""#);
            about_times(&event(&times), now)
        };
        assert_eq!(about("2026-05-18T11:00:00Z", "2026-05-18T11:00:03Z"), None);
        assert!(about("2026-05-18T10:00:00Z", "2026-05-18T11:00:00Z").unwrap().contains("1 h after it happened"));
        assert!(about("2027-05-18T10:00:00Z", "2026-05-18T11:00:00Z").unwrap().contains("clock is fast"));
        assert!(about("2026-05-18T10:00:00Z", "2026-05-19T11:00:00Z").unwrap().contains("ahead of now"));
    }
}
