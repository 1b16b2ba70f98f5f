//! Incidents: what log entries say is wrong, until another entry says that it is over.
//!
//! Which entry ends which is data of the catalogue; some have no documented end and stay open. Entries are ordered by the time
//! of their event, then by the time in the entry itself (a device that was offline delivers many events in one second), so a
//! restore that arrives before its failure closes it all the same.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::{
    catalogue::{Clearing, LogEntryType, log_entry_type},
    events::{Body, Event, LogEntry},
    ids::EventId,
};
use jiff::Timestamp;

use crate::{
    bounded::{self, MOST_DEVICES},
    order::Sorted,
};

/// How many reports of one open incident are kept; some are repeated every hour.
const MOST_REPORTS: usize = 64;

/// Something that is wrong with a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// The device.
    pub device: Arc<str>,
    /// What it is, what ends it, and what to do about it.
    pub kind: &'static LogEntryType,
    /// The first report since it was last over.
    pub first: Report,
    /// The latest report.
    pub latest: Report,
    /// How many reports are kept of it, at most 64.
    pub reports: usize,
    /// There were more reports than are kept: it began at `first` or before.
    pub began_before: bool,
}

impl Incident {
    /// Will an event tell when it is over?
    pub fn has_documented_end(&self) -> bool {
        self.kind.clearing != Clearing::NeverDocumented
    }
}

/// One report of an incident.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// When Jetstream got it, else when the device says it happened.
    pub at: Option<Timestamp>,
    /// When the device says it happened, by its own clock, which can be wrong by years.
    pub by_device: Option<Timestamp>,
    /// The event that says so.
    pub event: EventId,
    /// Which of the event's log entries, counted from 0.
    pub entry: usize,
}

#[derive(Debug, Clone, Default)]
struct Track {
    over: Option<Report>,
    // Only those after `over`; the newest few.
    reports: Sorted<Report>,
    dropped: Option<Report>,
}

impl Track {
    fn open(&mut self, report: Report) {
        if self.over.as_ref().is_some_and(|over| *over >= report) {
            return;
        }
        self.reports.insert(report);
        if self.reports.len() > MOST_REPORTS {
            self.dropped = self.reports.pop_first().max(self.dropped.take());
        }
    }

    fn close(&mut self, report: Report) {
        if self.over.as_ref().is_none_or(|over| *over < report) {
            self.reports.remove_below(&report);
            self.over = Some(report);
        }
    }

    fn incident(&self, device: &Arc<str>, kind: &'static LogEntryType) -> Option<Incident> {
        Some(Incident {
            device: Arc::clone(device),
            kind,
            first: self.reports.first()?.clone(),
            latest: self.reports.last()?.clone(),
            reports: self.reports.len(),
            began_before: self.dropped.is_some() && self.dropped > self.over,
        })
    }
}

/// The incidents of all devices.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    // Keyed by the catalogue's spelling, so that letter case in events does not matter.
    devices: HashMap<Arc<str>, Vec<(&'static str, Track)>>,
}

impl Incidents {
    /// Takes what an event says; only LogEntryEvents of a device say something here.
    pub fn take(&mut self, event: &Event) {
        let (Some(device), Body::LogEntry(entries)) = (&event.device, &event.body) else { return };
        for (index, entry) in entries.iter().enumerate() {
            let Some(kind) = log_entry_type(entry.entry_type.trim()) else { continue };
            if kind.opens() {
                self.change(device, kind.name, |track| track.open(report(event, entry, index)));
            } else if let Clearing::Clears(names) = kind.clearing {
                names
                    .iter()
                    .for_each(|name| self.change(device, name, |track| track.close(report(event, entry, index))));
            }
        }
        self.make_room();
    }

    fn make_room(&mut self) {
        bounded::make_room(&mut self.devices, MOST_DEVICES, |tracks| {
            let latest = |track: &Track| track.reports.last().max(track.over.as_ref()).cloned();
            let tracks = || tracks.iter().map(|(_, track)| track);
            (tracks().any(|track| !track.reports.is_empty()), tracks().filter_map(latest).max())
        });
    }

    fn change(&mut self, device: &Arc<str>, name: &'static str, change: impl FnOnce(&mut Track)) {
        let tracks = self.devices.entry(Arc::clone(device)).or_default();
        let place = tracks.partition_point(|(known, _)| *known < name);
        match tracks.get_mut(place).filter(|(known, _)| *known == name) {
            Some((_, track)) => change(track),
            None => {
                let mut track = Track::default();
                change(&mut track);
                tracks.insert(place, (name, track));
            }
        }
    }

    /// What is wrong with a device, as far as events tell; by the name of the entry.
    pub fn open(&self, device: &str) -> impl Iterator<Item = Incident> {
        self.devices.get_key_value(device).into_iter().flat_map(|(device, tracks)| open(device, tracks))
    }

    /// How many incidents of a device are open.
    pub fn count(&self, device: &str) -> usize {
        self.devices
            .get(device)
            .map_or(0, |tracks| tracks.iter().filter(|(_, track)| !track.reports.is_empty()).count())
    }

    /// The open incident of one type, by the catalogue's name of it.
    pub fn get(&self, device: &str, name: &str) -> Option<Incident> {
        let (device, tracks) = self.devices.get_key_value(device)?;
        let kind = log_entry_type(name)?;
        tracks.iter().find(|(name, _)| *name == kind.name)?.1.incident(device, kind)
    }

    /// What is wrong anywhere, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = Incident> {
        self.devices.iter().flat_map(|(device, tracks)| open(device, tracks))
    }
}

fn open<'a>(device: &'a Arc<str>, tracks: &'a [(&'static str, Track)]) -> impl Iterator<Item = Incident> + 'a {
    tracks.iter().filter_map(|(name, track)| track.incident(device, log_entry_type(name)?))
}

fn report(event: &Event, entry: &LogEntry, index: usize) -> Report {
    Report { at: event.time(), by_device: entry.log_time.or(event.event_time), event: event.id.clone(), entry: index }
}

#[cfg(test)]
#[path = "incidents_tests.rs"]
mod tests;
