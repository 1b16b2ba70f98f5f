//! What has happened to a plan, in the order in which it was noted.

use std::collections::HashMap;

use jetstream_api::{ids::Guid, names::DeviceName};
use jiff::Timestamp;

use super::{
    outcome::{Entry, Outcome},
    step::{Part, Step},
};

/// Where a step stands, as numbers of entries: its latest note, and the latest that says that it was started.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    latest: Option<usize>,
    started: Option<usize>,
    under_way: bool,
}

impl Place {
    fn note(&mut self, number: usize, outcome: &Outcome) {
        self.latest = Some(number);
        self.under_way = matches!(outcome, Outcome::Started { .. });
        if self.under_way {
            self.started = self.latest;
        }
    }
}

/// What is known of a device's policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Holding {
    /// The plan has taken nothing away.
    #[default]
    Untouched,
    /// It has one.
    Some,
    /// It may have none, or has none.
    Perhaps,
}

/// What is noted of a device.
#[derive(Debug, Clone, Copy, Default)]
struct Track {
    remove: Place,
    add: Place,
    sync: Place,
    read: Place,
    restore: Place,
    holding: Holding,
}

impl Track {
    fn place(&self, part: Part) -> Place {
        match part {
            Part::Remove => self.remove,
            Part::Add => self.add,
            Part::Sync => self.sync,
            Part::Read => self.read,
            Part::Restore => self.restore,
        }
    }

    fn place_mut(&mut self, part: Part) -> &mut Place {
        match part {
            Part::Remove => &mut self.remove,
            Part::Add => &mut self.add,
            Part::Sync => &mut self.sync,
            Part::Read => &mut self.read,
            Part::Restore => &mut self.restore,
        }
    }

    fn under_way(&self) -> usize {
        Part::ALL.into_iter().filter(|part| self.place(*part).under_way).count()
    }

    /// Could the wish be taken for a second call while the first is under way?
    fn is_too_early_to_ask(&self, part: Part) -> bool {
        let same = |one: Part| one == part || (one.is_about_policy() && part.is_about_policy());
        Part::ALL.into_iter().any(|one| same(one) && self.place(one).under_way)
    }

    fn note(&mut self, part: Part, outcome: &Outcome, number: usize) {
        if matches!(outcome, Outcome::Asked { .. }) {
            if self.is_too_early_to_ask(part) {
                return;
            }
            // Whoever asks for the new policy does not want the old one back any more.
            let after = |later: &Part| *later > part && (*later != Part::Restore || part.is_about_policy());
            for later in Part::ALL.into_iter().filter(after) {
                let place = self.place_mut(later);
                if !place.under_way {
                    *place = Place::default();
                }
            }
        }
        self.place_mut(part).note(number, outcome);
        self.hold(part, outcome);
    }

    fn hold(&mut self, part: Part, outcome: &Outcome) {
        self.holding = match (part, outcome) {
            (Part::Sync | Part::Read, _) | (_, Outcome::Asked { .. }) => return,
            (Part::Remove, Outcome::Started { .. } | Outcome::Done { .. } | Outcome::Unknown { .. }) => {
                Holding::Perhaps
            }
            (Part::Remove, _) | (_, Outcome::Done { .. } | Outcome::Taken { .. }) => Holding::Some,
            // A device that had none before has not lost one.
            (_, Outcome::Failed { .. }) if self.holding != Holding::Untouched => Holding::Perhaps,
            // Whatever adding comes to, it takes nothing away.
            (Part::Add | Part::Restore, _) => return,
        };
    }
}

/// What has happened so far. It only grows.
///
/// A note that a person asked for a step is without effect while that step is under way, or another that changes the policy of
/// the same device: nothing can be sent a second time before there is an outcome.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    entries: Vec<Entry>,
    create: Place,
    delete_old: Place,
    devices: HashMap<DeviceName, Track>,
    under_way: usize,
}

impl PartialEq for Journal {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Journal {}

impl FromIterator<Entry> for Journal {
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut journal = Self::default();
        entries.into_iter().for_each(|entry| journal.push(entry));
        journal
    }
}

impl Journal {
    /// Takes a note.
    pub fn push(&mut self, entry: Entry) {
        let number = self.entries.len();
        let (before, after) = match Part::in_step(&entry.step) {
            Some((part, device)) => {
                let mut track = self.devices.get(device).copied().unwrap_or_default();
                let before = track.under_way();
                track.note(part, &entry.outcome, number);
                self.devices.insert(device.clone(), track);
                (before, track.under_way())
            }
            None => {
                let place = if entry.step == Step::DeleteOld { &mut self.delete_old } else { &mut self.create };
                let before = place.under_way;
                if !(before && matches!(entry.outcome, Outcome::Asked { .. })) {
                    place.note(number, &entry.outcome);
                }
                (usize::from(before), usize::from(place.under_way))
            }
        };
        self.under_way = self.under_way + after - before;
        self.entries.push(entry);
    }

    /// All notes, the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The latest note about a step; `None` if nothing is noted, or nothing that still counts.
    pub fn outcome(&self, step: &Step) -> Option<&Outcome> {
        self.at(self.place(step).latest)
    }

    /// When a step was last started, and as which click.
    pub fn started(&self, step: &Step) -> Option<(Timestamp, Option<Guid>)> {
        match self.at(self.place(step).started)? {
            Outcome::Started { at, click } => Some((*at, *click)),
            _ => None,
        }
    }

    /// How many steps were started and have no outcome yet.
    pub fn under_way(&self) -> usize {
        self.under_way
    }

    fn at(&self, number: Option<usize>) -> Option<&Outcome> {
        self.entries.get(number?).map(|entry| &entry.outcome)
    }

    fn place(&self, step: &Step) -> Place {
        match Part::in_step(step) {
            Some((part, device)) => self.devices.get(device).map(|track| track.place(part)).unwrap_or_default(),
            None if *step == Step::DeleteOld => self.delete_old,
            None => self.create,
        }
    }

    /// The latest note about a part of what is done to a device.
    pub(super) fn of(&self, device: &DeviceName, part: Part) -> Option<&Outcome> {
        self.at(self.devices.get(device)?.place(part).latest)
    }

    /// Is something under way for a device?
    pub(super) fn is_at_work(&self, device: &DeviceName) -> bool {
        self.devices.get(device).is_some_and(|track| track.under_way() > 0)
    }

    /// May the plan have left a device without a policy?
    pub(super) fn may_lack_policy(&self, device: &DeviceName) -> bool {
        self.devices.get(device).is_some_and(|track| track.holding == Holding::Perhaps)
    }
}
