//! The journal of a plan: what has happened to it, in order.

use std::collections::HashMap;

use jetstream_api::{ids::Guid, names::DeviceName};
use jiff::Timestamp;

use super::{
    outcome::{JournalEntry, Outcome},
    step::{DeviceStepKind, Step},
};

/// The state of a step, as numbers of entries: its latest entry, and its latest start.
#[derive(Debug, Clone, Copy, Default)]
struct EntryIndex {
    latest: Option<usize>,
    started: Option<usize>,
    under_way: bool,
}

impl EntryIndex {
    fn note(&mut self, number: usize, outcome: &Outcome) {
        self.latest = Some(number);
        self.under_way = matches!(outcome, Outcome::Started { .. });
        if self.under_way {
            self.started = self.latest;
        }
    }
}

/// Whether a device has a policy, as far as the plan has changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum PolicyHolding {
    /// The plan has removed nothing.
    #[default]
    Before,
    /// It has one.
    Assigned,
    /// It may have none, or has none.
    Uncertain,
}

/// The state of a device, from the entries about it.
#[derive(Debug, Clone, Copy, Default)]
struct DeviceTrack {
    remove: EntryIndex,
    add: EntryIndex,
    sync: EntryIndex,
    read: EntryIndex,
    restore: EntryIndex,
    holding: PolicyHolding,
}

impl DeviceTrack {
    fn place(&self, part: DeviceStepKind) -> EntryIndex {
        match part {
            DeviceStepKind::Remove => self.remove,
            DeviceStepKind::Add => self.add,
            DeviceStepKind::Sync => self.sync,
            DeviceStepKind::Read => self.read,
            DeviceStepKind::Restore => self.restore,
        }
    }

    fn place_mut(&mut self, part: DeviceStepKind) -> &mut EntryIndex {
        match part {
            DeviceStepKind::Remove => &mut self.remove,
            DeviceStepKind::Add => &mut self.add,
            DeviceStepKind::Sync => &mut self.sync,
            DeviceStepKind::Read => &mut self.read,
            DeviceStepKind::Restore => &mut self.restore,
        }
    }

    fn under_way(&self) -> usize {
        DeviceStepKind::ALL.into_iter().filter(|part| self.place(*part).under_way).count()
    }

    /// Whether a request of this step could lead to a second call while the first is in flight.
    fn is_too_early_to_ask(&self, part: DeviceStepKind) -> bool {
        let same = |one: DeviceStepKind| one == part || (one.is_about_policy() && part.is_about_policy());
        DeviceStepKind::ALL.into_iter().any(|one| same(one) && self.place(one).under_way)
    }

    fn note(&mut self, part: DeviceStepKind, outcome: &Outcome, number: usize) {
        if matches!(outcome, Outcome::Asked { .. }) {
            if self.is_too_early_to_ask(part) {
                return;
            }
            // Whoever asks for the new policy does not want the old one back any more.
            let after =
                |later: &DeviceStepKind| *later > part && (*later != DeviceStepKind::Restore || part.is_about_policy());
            for later in DeviceStepKind::ALL.into_iter().filter(after) {
                let place = self.place_mut(later);
                if !place.under_way {
                    *place = EntryIndex::default();
                }
            }
        }
        self.place_mut(part).note(number, outcome);
        self.hold(part, outcome);
    }

    fn hold(&mut self, part: DeviceStepKind, outcome: &Outcome) {
        self.holding = match (part, outcome) {
            (DeviceStepKind::Sync | DeviceStepKind::Read, _) | (_, Outcome::Asked { .. }) => return,
            (DeviceStepKind::Remove, Outcome::Started { .. } | Outcome::Done { .. } | Outcome::Unknown { .. }) => {
                PolicyHolding::Uncertain
            }
            (DeviceStepKind::Remove, _) | (_, Outcome::Done { .. } | Outcome::Conflict { .. }) => {
                PolicyHolding::Assigned
            }
            // A device that had none before has not lost one.
            (_, Outcome::Failed { .. }) if self.holding != PolicyHolding::Before => PolicyHolding::Uncertain,
            // Whatever adding comes to, it takes nothing away.
            (DeviceStepKind::Add | DeviceStepKind::Restore, _) => return,
        };
    }
}

/// The entries about a plan so far. It only grows.
///
/// An entry that a person asked for a step has no effect while that step is in flight, or another one that changes the policy of the
/// same device: nothing can be sent a second time before there is an outcome.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    entries: Vec<JournalEntry>,
    create: EntryIndex,
    delete_old: EntryIndex,
    devices: HashMap<DeviceName, DeviceTrack>,
    under_way: usize,
}

impl PartialEq for Journal {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Journal {}

impl FromIterator<JournalEntry> for Journal {
    fn from_iter<T: IntoIterator<Item = JournalEntry>>(entries: T) -> Self {
        let mut journal = Self::default();
        entries.into_iter().for_each(|entry| journal.push(entry));
        journal
    }
}

impl Journal {
    /// Appends an entry.
    pub fn push(&mut self, entry: JournalEntry) {
        let number = self.entries.len();
        let (before, after) = match DeviceStepKind::same_device(&entry.step) {
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

    /// All entries, the oldest first.
    pub fn entries(&self) -> &[JournalEntry] {
        &self.entries
    }

    /// The latest outcome of a step; `None` if there is none, or none that still counts.
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

    fn place(&self, step: &Step) -> EntryIndex {
        match DeviceStepKind::same_device(step) {
            Some((part, device)) => self.devices.get(device).map(|track| track.place(part)).unwrap_or_default(),
            None if *step == Step::DeleteOld => self.delete_old,
            None => self.create,
        }
    }

    /// The latest outcome of a step of a device.
    pub(super) fn of(&self, device: &DeviceName, part: DeviceStepKind) -> Option<&Outcome> {
        self.at(self.devices.get(device)?.place(part).latest)
    }

    /// Whether a step of a device is in flight.
    pub(super) fn is_at_work(&self, device: &DeviceName) -> bool {
        self.devices.get(device).is_some_and(|track| track.under_way() > 0)
    }

    /// Whether the plan may have left a device without a policy.
    pub(super) fn may_lack_policy(&self, device: &DeviceName) -> bool {
        self.devices.get(device).is_some_and(|track| track.holding == PolicyHolding::Uncertain)
    }
}
