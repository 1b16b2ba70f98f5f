//! The fold of incidents: a log entry opens one, and another log entry ends it; the open ones and those that are over.
//!
//! Which entry ends which is data of the catalogue; some have no documented end and stay open. Entries are ordered by the time
//! of their event, then by the time in the entry itself (a device that was offline delivers many events in one second), so a
//! restore that arrives before its failure closes it all the same.

pub mod silences;

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{
    catalogue::{IncidentEnd, LogEntryType, log_entry_type},
    events::{Body, Event},
};

use crate::bounded::{self, MOST_DEVICES, TopN};
pub use crate::event_ref::EventRef;

/// The maximum number of reports of one device and type, those that end it included; some are repeated every hour.
const MOST_REPORTS: usize = 64;

/// An incident: something that is or was wrong with a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// The device.
    pub device: Arc<str>,
    /// Its type: the meaning, what ends it, and what to do about it.
    pub kind: &'static LogEntryType,
    /// The first report since it was last over.
    pub first: EventRef,
    /// The latest report.
    pub latest: EventRef,
    /// How many reports of it are stored, at most 64.
    pub reports: usize,
    /// There were more reports than are stored: it began at `first` or before.
    pub began_before: bool,
    /// The report that ended it; `None` while it is open.
    pub end: Option<EventRef>,
}

impl Incident {
    /// Whether an event will tell when it is over.
    pub fn has_documented_end(&self) -> bool {
        self.kind.clearing != IncidentEnd::NeverDocumented
    }
}

/// A report, and whether it opens or ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct IncidentEdge {
    report: EventRef,
    opens: bool,
}

#[derive(Debug, Clone, Default)]
struct OpenIncidents {
    marks: TopN<IncidentEdge>,
}

impl OpenIncidents {
    fn is_open(&self) -> bool {
        self.marks.last().is_some_and(|mark| mark.opens)
    }

    /// All stored incidents, in the order of their beginnings: only the last of them may be open.
    fn incidents(&self, device: &Arc<str>, kind: &'static LogEntryType) -> Vec<Incident> {
        let mut found = Vec::new();
        let mut open: Option<Incident> = None;
        // Whether the first stored report is a beginning follows from the last evicted one.
        let mut goes_on = self.marks.before(MOST_REPORTS).is_some_and(|mark| mark.opens);
        for IncidentEdge { report, opens } in self.marks.iter(MOST_REPORTS) {
            match (&mut open, opens) {
                (None, true) => {
                    open = Some(Incident {
                        device: Arc::clone(device),
                        kind,
                        first: report.clone(),
                        latest: report.clone(),
                        reports: 1,
                        began_before: goes_on,
                        end: None,
                    });
                }
                (Some(incident), true) => {
                    incident.latest = report.clone();
                    incident.reports += 1;
                }
                (_, false) => {
                    found.extend(open.take().map(|incident| Incident { end: Some(report.clone()), ..incident }));
                }
            }
            goes_on = false;
        }
        found.extend(open);
        found
    }
}

/// The incidents of all devices.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    // Keyed by the catalogue's spelling, so that letter case in events does not matter.
    devices: HashMap<Arc<str>, Vec<(&'static str, OpenIncidents)>>,
}

impl Incidents {
    /// Applies an event, if it is a LogEntryEvent of a device.
    pub fn apply(&mut self, event: &Event) {
        let (Some(device), Body::LogEntry(entries)) = (&event.device, &event.body) else { return };
        for (index, entry) in entries.iter().enumerate() {
            let Some(kind) = log_entry_type(entry.entry_type.trim()) else { continue };
            let mut mark = |name, opens| {
                self.mark(device, name, IncidentEdge { report: EventRef::of_entry(event, entry, index), opens });
            };
            if kind.opens() {
                mark(kind.name, true);
            } else if let IncidentEnd::Clears(names) = kind.clearing {
                names.iter().for_each(|name| mark(name, false));
            }
        }
        self.make_room();
    }

    fn make_room(&mut self) {
        bounded::evict_oldest(&mut self.devices, MOST_DEVICES, |tracks| {
            let latest = tracks.iter().filter_map(|(_, track)| Some(track.marks.last()?.report.clone())).max();
            (tracks.iter().any(|(_, track)| track.is_open()), latest)
        });
    }

    fn mark(&mut self, device: &Arc<str>, name: &'static str, mark: IncidentEdge) {
        let tracks = self.devices.entry(Arc::clone(device)).or_default();
        let place = tracks.partition_point(|(known, _)| *known < name);
        match tracks.get_mut(place).filter(|(known, _)| *known == name) {
            Some((_, track)) => track.marks.insert(mark, MOST_REPORTS),
            None => {
                let mut track = OpenIncidents::default();
                track.marks.insert(mark, MOST_REPORTS);
                tracks.insert(place, (name, track));
            }
        }
    }

    /// The open incidents of a device, by the name of the entry.
    pub fn open(&self, device: &str) -> impl Iterator<Item = Incident> {
        let known = self.devices.get_key_value(device).into_iter();
        known.flat_map(|(device, tracks)| open(device, tracks.iter().filter(|(_, track)| track.is_open())))
    }

    /// How many incidents of a device are open.
    pub fn count(&self, device: &str) -> usize {
        self.devices.get(device).map_or(0, |tracks| tracks.iter().filter(|(_, track)| track.is_open()).count())
    }

    /// The open incident of one type, by the catalogue's name of it.
    pub fn get(&self, device: &str, name: &str) -> Option<Incident> {
        let (device, tracks) = self.devices.get_key_value(device)?;
        let kind = log_entry_type(name)?;
        let (_, track) = tracks.iter().find(|(name, _)| *name == kind.name)?;
        track.incidents(device, kind).pop().filter(|incident| incident.end.is_none())
    }

    /// The open incidents of all devices, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = Incident> {
        self.devices
            .iter()
            .flat_map(|(device, tracks)| open(device, tracks.iter().filter(|(_, track)| track.is_open())))
    }

    /// All incidents of a device, as far back as its reports are stored: the newest 64 of each type.
    pub fn history(&self, device: &str) -> impl Iterator<Item = Incident> {
        self.devices.get_key_value(device).into_iter().flat_map(|(device, tracks)| all(device, tracks.iter()))
    }

    /// The same of all devices, in no particular order.
    pub fn iter_history(&self) -> impl Iterator<Item = Incident> {
        self.devices.iter().flat_map(|(device, tracks)| all(device, tracks.iter()))
    }
}

type NamedIncidents = (&'static str, OpenIncidents);

fn all<'a>(
    device: &'a Arc<str>,
    tracks: impl Iterator<Item = &'a NamedIncidents> + 'a,
) -> impl Iterator<Item = Incident> + 'a {
    tracks.filter_map(|(name, track)| Some(track.incidents(device, log_entry_type(name)?))).flatten()
}

fn open<'a>(
    device: &'a Arc<str>,
    tracks: impl Iterator<Item = &'a NamedIncidents> + 'a,
) -> impl Iterator<Item = Incident> + 'a {
    all(device, tracks).filter(|incident| incident.end.is_none())
}

#[cfg(test)]
#[path = "incidents_tests.rs"]
mod tests;
