//! A view model of one incident: a problem that a log entry reports, or the silence of a device.

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

/// The kind of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentKind {
    /// A problem that a log entry of this type reports.
    Entry(&'static LogEntryType),
    /// The device sent nothing when it should have.
    Silence,
}

impl IncidentKind {
    /// The name of the log entry type, or `Silence`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.name,
            Self::Silence => "Silence",
        }
    }

    /// An explanation of the problem.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.meaning,
            Self::Silence => {
                "Nothing was heard of the device for longer than its own heartbeat allows. It may be off, or cut off: what it \
                did meanwhile it tells when it is back."
            }
        }
    }

    /// The recommended action.
    pub fn recommended_action(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.next,
            Self::Silence => "Ask for its connection on its page; then check its power and its network.",
        }
    }

    /// An explanation of how its end is detected.
    pub fn end_text(self, has_documented_end: bool) -> &'static str {
        match self {
            Self::Silence => "It is over with the next event of the device.",
            Self::Entry(_) if has_documented_end => "The device reports when it is over.",
            Self::Entry(_) => {
                "No event is documented that would end it: it stays open here, and only a person can tell. Mute it once it is seen to."
            }
        }
    }

    /// The tone of its badge while it is open.
    pub fn tone(self) -> BadgeTone {
        match self {
            Self::Entry(kind) if device_facts::urgency(kind.name) < 5 => BadgeTone::Bad,
            _ => BadgeTone::Warn,
        }
    }
}

/// An incident of a device, open or over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentView {
    /// A stable identifier, used in the URL and for the notes. It does not change when more events arrive.
    pub id: String,
    /// The device.
    pub device: Arc<str>,
    /// The kind of incident.
    pub matter: IncidentKind,
    /// When it began; `None` where no event has a time.
    pub begin: Option<Timestamp>,
    /// Whether it may have begun earlier: older events are not retained.
    pub began_before: bool,
    /// When it ended; `None` while it is open, or if no event has the time.
    pub end: Option<Timestamp>,
    /// Whether it is over, even if the time is not known.
    pub is_over: bool,
    /// The first event of the incident; of an open silence the last event before it.
    pub first_event: Option<String>,
    /// The event that ended it.
    pub last_event: Option<String>,
    /// The number of reports.
    pub reports: usize,
    /// Whether an event is documented that ends it.
    pub has_documented_end: bool,
}

impl From<Incident> for IncidentView {
    fn from(incident: Incident) -> Self {
        Self {
            // With the type, since one event can report several problems.
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

/// All incidents, open and over, in no particular order. `expected` says how long each device may be silent; silences are known up
/// to `until`.
pub fn collect(fleet: &Fleet, expected: &[(Arc<str>, Expectation)], until: Timestamp) -> Vec<IncidentView> {
    let mut cases: Vec<IncidentView> = fleet.incidents().iter_history().map(IncidentView::from).collect();
    for (device, expectation) in expected {
        let Some(limit) = expectation.limit() else { continue };
        // Where events are missing, it is not known whether the device was silent.
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
