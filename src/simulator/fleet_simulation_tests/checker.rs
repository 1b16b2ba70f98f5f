//! A checker of events that knows only their texts and the responses to calls, nothing of the simulator.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jetstream_api::{
    commands::{CommandResponse, CommandStatus},
    events::{Body, CommandCompletion, CommandQueued, Event, LogEntry},
    ids::{CommandId, EventId},
    wire::Pair,
};
use jiff::{SignedDuration, Timestamp};

/// The one device whose clock is ahead; of all others no event is older when it is received than when it happened.
const AHEAD: &str = "Nordstadt Klinik, Anesthesia, Security Cabinet";

/// The entries that begin and end a state.
const PAIRS: [(&str, &str); 3] = [
    ("ACPowerFailure", "ACPowerRestore"),
    ("DoorOpen", "DoorOpenRestore"),
    ("UserPassReaderFailure", "UserPassReaderRestore"),
];

#[derive(Debug, Default)]
struct DeviceHistory {
    last_time: Option<Timestamp>,
    open: BTreeSet<String>,
    /// Shut down, and not started again.
    off: bool,
    present: BTreeSet<String>,
    absent: BTreeSet<String>,
    /// The end of the command lockdown, by the clock of the device, with the completions whose hours are not known yet.
    lockdowns: Vec<(CommandId, Timestamp)>,
    entries: Vec<(usize, Timestamp)>,
    interval: i64,
    last_beat: Option<Timestamp>,
    /// The time when it was disconnected, if it is.
    disconnected: Option<Timestamp>,
}

/// Time, response, user, and the parameters that the queued event must echo.
type AnsweredCommand = (Timestamp, CommandResponse, &'static str, Vec<(String, String)>);

#[derive(Debug, Default)]
struct Command {
    device: String,
    queued: Option<(Timestamp, String, Vec<Pair>)>,
    completed: Option<(Timestamp, CommandCompletion)>,
    answered: Option<AnsweredCommand>,
}

/// Checks each event against those before it, and reports violations.
#[derive(Debug, Default)]
pub(super) struct EventChecker {
    violations: Vec<String>,
    ids: BTreeSet<EventId>,
    devices: BTreeMap<String, DeviceHistory>,
    commands: BTreeMap<CommandId, Command>,
    counts: BTreeMap<String, usize>,
    issued: Option<Timestamp>,
    now: Option<Timestamp>,
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

impl EventChecker {
    pub(super) fn new(devices: impl IntoIterator<Item = String>) -> Self {
        let history = |name| (name, DeviceHistory { interval: 60, ..DeviceHistory::default() });
        Self { devices: devices.into_iter().map(history).collect(), ..Self::default() }
    }

    /// Sets the interval by a policy; a device that was never sent it may go on with the usual 60 minutes.
    pub(super) fn beats_every(&mut self, device: &str, minutes: i64) {
        if let Some(history) = self.devices.get_mut(device) {
            history.interval = history.interval.min(minutes);
        }
    }

    pub(super) fn disconnected(&mut self, device: &str, at: Timestamp) {
        self.devices.get_mut(device).unwrap().disconnected.get_or_insert(at);
    }

    pub(super) fn connected(&mut self, device: &str, _: Timestamp) {
        self.devices.get_mut(device).unwrap().disconnected = None;
    }

    pub(super) fn answered(
        &mut self,
        device: &str,
        answer: &CommandResponse,
        user: &'static str,
        at: Timestamp,
        echoed: &[(&str, &str)],
    ) {
        let echoed = echoed.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let command = self.commands.entry(answer.command_id.clone()).or_default();
        command.device = device.to_owned();
        command.answered = Some((at, answer.clone(), user, echoed));
    }

    /// The number of events or log entries of a type, or of those that came `late`.
    pub(super) fn count_of(&self, what: &str) -> usize {
        self.counts.get(what).copied().unwrap_or(0)
    }

    fn count(&mut self, what: &str) {
        *self.counts.entry(what.to_owned()).or_default() += 1;
    }

    fn report(&mut self, event: &Event, about: &str) {
        self.violations.push(format!("{about}: {}", event.raw));
    }

    /// Reads events in the order of their issue.
    pub(super) fn read(&mut self, issued: &[Arc<str>], now: Timestamp) {
        for raw in issued {
            match Event::parse(raw) {
                Ok(event) => self.event(&event),
                Err(error) => self.violations.push(format!("{error}: {raw}")),
            }
        }
        self.now = Some(now);
        if self.issued.is_some_and(|issued| issued > now) {
            self.violations.push("an event was issued in the future".to_owned());
        }
    }

    fn event(&mut self, event: &Event) {
        self.count(&event.event_type);
        if !self.ids.insert(event.id.clone()) {
            self.report(event, "an id came twice");
        }
        // The verb of a completion is documented, and no example has it.
        if event.extra.keys().any(|key| key != "Verb") || event.body == Body::Other {
            self.report(event, "a form that the api crate does not know");
        }
        let Some(time) = event.event_time else { return self.report(event, "no time") };
        // Jetstream issues its own events at once, those of a device when they arrive.
        let issued = event.received_time.unwrap_or(time);
        if self.issued.is_some_and(|last| issued < last) {
            self.report(event, "not in the order of issue");
        }
        self.issued = Some(issued);
        let timed_out = matches!(&event.body, Body::CommandCompletion(done) if done.exceptions.iter().any(|pair| pair.key == "CommandTimedOut"));
        if let (Some(received), Some(device)) = (event.received_time, event.device.clone()) {
            if received < time && &*device != AHEAD {
                self.report(event, "received before it happened");
            }
            let delay = received.duration_since(time);
            if delay > SignedDuration::from_secs(10) && delay < hours(24 * 365) {
                self.count("late");
            }
            if !timed_out {
                self.order(event, &device, time);
            }
        }
        match &event.body {
            Body::CommandQueued(queued) => self.queued(event, queued, time),
            Body::CommandCompletion(completion) => self.completed(event, completion, issued, time),
            body => self.device_event(event, body, time),
        }
    }

    /// A device sends events in the order in which they happened, and none while it is off.
    fn order(&mut self, event: &Event, device: &str, time: Timestamp) {
        let Some(history) = self.devices.get_mut(device) else { return self.report(event, "an unknown device") };
        let back = history.last_time.is_some_and(|last| time < last);
        history.last_time = Some(time);
        let starts = matches!(&event.body, Body::LogEntry(entries) if entries[0].entry_type == "Startup");
        let is_off = history.off && !starts;
        if back {
            self.report(event, "sent out of order");
        }
        if is_off {
            self.report(event, "sent while shut down");
        }
    }

    fn device_event(&mut self, event: &Event, body: &Body, time: Timestamp) {
        let name = event.device.as_deref().unwrap_or_default().to_owned();
        let Some(history) = self.devices.get_mut(&name) else { return };
        let mut wrong = None;
        match body {
            Body::Heartbeat => {
                let received = event.received_time.unwrap_or(time);
                let early = history
                    .last_beat
                    .is_some_and(|last| received.duration_since(last).as_secs() < 60 * history.interval - 2);
                if history.interval == 0 || early {
                    wrong = Some("a heartbeat before its time");
                } else if history.disconnected.is_some_and(|since| received > since + SignedDuration::from_secs(1)) {
                    wrong = Some("a heartbeat without a network");
                }
                history.last_beat = Some(received);
            }
            Body::Aggregate { adds, removes, .. } => {
                if adds.iter().any(|tag| history.present.contains(tag)) {
                    wrong = Some("a tag was added that was there");
                } else if removes.iter().any(|tag| history.absent.contains(tag)) {
                    wrong = Some("a tag was removed that was not there");
                }
                for tag in adds {
                    history.absent.remove(tag);
                    history.present.insert(tag.clone());
                }
                for tag in removes {
                    history.present.remove(tag);
                    history.absent.insert(tag.clone());
                }
            }
            // A handheld scans another room each time.
            Body::Object { observe, alias: None, .. } if !history.sees(observe) => {
                wrong = Some("a scan contradicts what came and went");
            }
            Body::LogEntry(entries) => return self.entry(event, &name, &entries[0], time),
            _ => {}
        }
        if let Some(wrong) = wrong {
            self.report(event, wrong);
        }
    }

    fn entry(&mut self, event: &Event, name: &str, entry: &LogEntry, time: Timestamp) {
        self.count(&entry.entry_type);
        let Some(history) = self.devices.get_mut(name) else { return };
        let kind = entry.entry_type.as_str();
        let mut wrong = None;
        for (opens, ends) in PAIRS {
            if kind == opens && !history.open.insert(opens.to_owned()) {
                wrong = Some("failed twice");
            } else if kind == ends && !history.open.remove(opens) {
                wrong = Some("restored what had not failed");
            }
        }
        match kind {
            "Shutdown" if history.off => wrong = Some("shut down twice"),
            "Shutdown" => history.off = true,
            "Startup" => history.off = false,
            "ValidPass" if history.open.contains("UserPassReaderFailure") => wrong = Some("a pass without a reader"),
            "ValidPass" => history.entries.push((history.lockdowns.len(), time)),
            _ => {}
        }
        if let Some(wrong) = wrong {
            self.report(event, wrong);
        }
    }

    fn queued(&mut self, event: &Event, queued: &CommandQueued, time: Timestamp) {
        let command = self.commands.entry(queued.command_id.clone()).or_default();
        command.device = event.device.as_deref().unwrap_or_default().to_owned();
        let again = command.queued.is_some();
        command.queued = Some((time, queued.user.clone().unwrap_or_default(), queued.parameters.clone()));
        if again {
            self.report(event, "queued twice");
        }
    }

    fn completed(&mut self, event: &Event, completion: &CommandCompletion, issued: Timestamp, time: Timestamp) {
        let device = event.device.as_deref().unwrap_or_default();
        let command = self.commands.entry(completion.command_id.clone()).or_default();
        let again = command.completed.is_some();
        command.device = device.to_owned();
        command.completed = Some((issued, completion.clone()));
        let succeeded = completion.exceptions.is_empty();
        let mut wrong = again.then_some("completed twice");
        if let Some(history) = self.devices.get_mut(device).filter(|_| succeeded) {
            match completion.command_name.as_str() {
                "Lockdown" => history.lockdowns.push((completion.command_id.clone(), time)),
                // The timer of the heartbeats starts anew; its interval is known once the queued event is.
                "SetConfigValuesCommand" => (history.last_beat, history.interval) = (None, 1),
                "GetEPCListCommand" => {
                    let tags: Vec<_> = completion.output.iter().map(|pair| pair.value.clone()).collect();
                    if !history.sees(&tags) {
                        wrong = Some("the tags contradict what came and went");
                    }
                }
                _ => {}
            }
        }
        if let Some(wrong) = wrong {
            self.report(event, wrong);
        }
    }

    /// The checks that are possible only at the end: the end of each command, and accesses during a lockdown.
    pub(super) fn finish(mut self) -> Vec<String> {
        let now = self.now.unwrap();
        for (id, command) in &self.commands {
            self.violations.extend(
                command.violations(now).into_iter().map(|about| format!("{about}: {id} of {}", command.device)),
            );
        }
        for (name, history) in &self.devices {
            for (before, time) in &history.entries {
                let Some((id, since)) = before.checked_sub(1).map(|last| &history.lockdowns[last]) else { continue };
                let Some((_, _, parameters)) = &self.commands[id].queued else { continue };
                let lasts = parameters
                    .iter()
                    .find(|pair| pair.key == "Hours")
                    .and_then(|pair| pair.value.parse().ok())
                    .unwrap_or(0);
                if *time + SignedDuration::from_secs(1) < *since + hours(lasts) {
                    self.violations.push(format!("a valid pass at {time} during the lockdown since {since} of {name}"));
                }
            }
        }
        self.violations
    }
}

impl DeviceHistory {
    /// Takes a complete list of tags; returns whether it agrees with the events so far.
    fn sees(&mut self, tags: &[String]) -> bool {
        let seen: BTreeSet<String> = tags.iter().cloned().collect();
        let agrees = self.present.is_subset(&seen) && self.absent.is_disjoint(&seen);
        self.present = seen;
        self.absent.clear();
        agrees
    }
}

impl Command {
    fn violations(&self, now: Timestamp) -> Vec<&'static str> {
        let mut wrong = Vec::new();
        let Some((queued, user, parameters)) = &self.queued else { return vec!["never queued"] };
        if let Some((at, answer, caller, echoed)) = &self.answered {
            let echo = |(key, value): &(String, String)| {
                parameters.iter().any(|pair| pair.key == *key && pair.value == *value)
            };
            if user != caller || !echoed.iter().all(echo) {
                wrong.push("another user or other parameters than were sent");
            }
            match (&answer.status, &self.completed) {
                (CommandStatus::Completed, Some((completed, event))) => {
                    if (event.exceptions.as_slice(), event.output.as_slice()) != (&answer.exceptions, &answer.output) {
                        wrong.push("the event says another outcome than the response");
                    }
                    if completed.duration_since(*at).as_secs().abs() > 1 {
                        wrong.push("answered as completed, and completed at another time");
                    }
                }
                (CommandStatus::Completed, None) => wrong.push("answered as completed, and never completed"),
                (CommandStatus::Queued, _) => {}
                (CommandStatus::Other(_), _) => wrong.push("an unknown status"),
            }
        }
        match &self.completed {
            None if now.duration_since(*queued) > hours(24) => {
                wrong.push("neither completed nor timed out within a day");
            }
            Some((at, event)) => {
                let waited = at.duration_since(*queued).as_secs();
                let timed_out = event.exceptions.iter().any(|pair| pair.key == "CommandTimedOut");
                if waited > 86_400 || (timed_out && waited != 86_400) {
                    wrong.push("timed out at the wrong time");
                }
            }
            None => {}
        }
        wrong
    }
}
