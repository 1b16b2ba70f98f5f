//! One thing that is wrong with a device, or was: what a log entry reports, or that it is silent.

use std::sync::Arc;

use jetstream_api::catalogue::LogEntryType;
use jetstream_fleet::{
    Fleet,
    health::{Expectation, Liveness},
    incidents::Incident,
};
use jiff::Timestamp;

use crate::shared::device_facts;
use jetstream_ui::BadgeTone;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentKind {
    /// What a log entry of this type reports.
    Entry(&'static LogEntryType),
    /// The device was not heard when it should have been.
    Silence,
}

impl IncidentKind {
    /// Its name: that of the log entry, or `Silence`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.name,
            Self::Silence => "Silence",
        }
    }

    /// What it says about the device.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.meaning,
            Self::Silence => {
                "Nothing was heard of the device for longer than its own heartbeat allows. It may be off, or cut off: what it \
                did meanwhile it tells when it is back."
            }
        }
    }

    /// What to do next.
    pub fn recommended_action(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.next,
            Self::Silence => "Ask for its connection on its page; then check its power and its network.",
        }
    }

    /// What tells that it is over.
    pub fn end_text(self, has_documented_end: bool) -> &'static str {
        match self {
            Self::Silence => "It is over with the next event of the device.",
            Self::Entry(_) if has_documented_end => "The device reports when it is over.",
            Self::Entry(_) => {
                "No event is documented that would end it: it stays open here, and only a person can tell. Mute it once it is seen to."
            }
        }
    }

    /// How much it matters while it is open.
    pub fn tone(self) -> BadgeTone {
        match self {
            Self::Entry(kind) if device_facts::urgency(kind.name) < 5 => BadgeTone::Bad,
            _ => BadgeTone::Warn,
        }
    }
}

/// Something that is or was wrong with a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentView {
    /// What it is known by, also when more is learnt of it: in the URL, and in what somebody notes.
    pub id: String,
    /// The device.
    pub device: Arc<str>,
    /// What is wrong.
    pub matter: IncidentKind,
    /// Since when; `None` where no event has a time.
    pub begin: Option<Timestamp>,
    /// It began at that time or before: what came earlier is not kept.
    pub began_before: bool,
    /// When it was over; `None` while it is open.
    pub end: Option<Timestamp>,
    /// Is it over? Perhaps at a time that no event tells.
    pub is_over: bool,
    /// The event that says that it began.
    pub first_event: Option<String>,
    /// The event that says that it is over.
    pub last_event: Option<String>,
    /// How often it was reported.
    pub reports: usize,
    /// Will an event tell when it is over?
    pub has_documented_end: bool,
}

impl From<Incident> for IncidentView {
    fn from(incident: Incident) -> Self {
        Self {
            // The type as well: one event can report several things.
            id: format!("{}.{}", incident.first.event, incident.kind.name),
            matter: IncidentKind::Entry(incident.kind),
            begin: incident.first.at,
            began_before: incident.began_before,
            end: incident.end.as_ref().and_then(|end| end.at),
            is_over: incident.end.is_some(),
            first_event: Some(incident.first.event.to_string()),
            last_event: incident.end.as_ref().map(|end| end.event.to_string()),
            reports: incident.reports,
            has_documented_end: incident.has_documented_end(),
            device: incident.device,
        }
    }
}

impl IncidentView {
    fn silence(device: &Arc<str>, last_heard: Timestamp, since: Timestamp, until: Option<Timestamp>) -> Self {
        Self {
            id: format!("{}.{}.{device}", IncidentKind::Silence.name(), last_heard.as_second()),
            device: Arc::clone(device),
            matter: IncidentKind::Silence,
            begin: Some(since),
            began_before: false,
            end: until,
            is_over: until.is_some(),
            first_event: None,
            last_event: None,
            reports: 1,
            has_documented_end: true,
        }
    }
}

/// Everything that is or was wrong, in no particular order. `expected` says how long each device may be silent, `until` until when
/// silence would be known.
pub fn collect(fleet: &Fleet, expected: &[(Arc<str>, Expectation)], until: Timestamp) -> Vec<IncidentView> {
    let mut cases: Vec<IncidentView> = fleet.incidents().iter_history().map(IncidentView::from).collect();
    for (device, expectation) in expected {
        let Some(limit) = expectation.limit() else { continue };
        // Where events are missing nobody knows whether the device was silent.
        let missing = |from, to| fleet.log().gaps().any(|gap| from < gap.at && gap.at <= to);
        let ended = fleet.silences().ended(device, limit).filter(|silence| !missing(silence.last_heard, silence.until));
        cases.extend(
            ended.map(|silence| IncidentView::silence(device, silence.last_heard, silence.since, Some(silence.until))),
        );
        if let Liveness::SilentSince(due) = fleet.health().silence(device, *expectation, until)
            && let Some(heard) = fleet.health().last_heard(device, until)
        {
            let mut case = IncidentView::silence(device, heard.at, due, None);
            case.first_event = Some(heard.event.to_string());
            cases.push(case);
        }
    }
    cases
}

#[cfg(test)]
#[path = "incident_row_tests.rs"]
mod tests;
