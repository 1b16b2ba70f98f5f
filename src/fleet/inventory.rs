//! The fold of tags: which are in a device with a reader, by its last ObjectEvent and the AggregateEvents since then.
//!
//! That is the rule of the vendor's own console. AggregateEvents are stored beyond the next ObjectEvent, since they tell who took
//! which tags.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::events::{Body, Event};

use crate::{
    access::Opener,
    bounded::{self, MOST_DEVICES, TopN},
    event_ref::EventRef,
    sorting::SortedVec,
};

/// The maximum number of AggregateEvents of one device, as long as the maximum of all devices is not reached.
const MOST_MOVES: usize = 256;
/// The number of AggregateEvents that every device may have, however many devices there are.
const LEAST_MOVES: usize = 8;
/// The maximum number of AggregateEvents of all devices.
const ROOM: usize = 65_536;

/// Tags by their EPCs, in one piece of memory: there may be 90 in each of 10,000 devices.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tags(Box<str>);

/// The separator: a character that no EPC has.
const BETWEEN: char = '\n';

impl Tags {
    fn of(tags: &[String]) -> Self {
        Self(tags.join("\n").into())
    }

    /// Each of them, as received.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(BETWEEN).filter(|tag| !tag.is_empty())
    }
}

/// Tags that came and went with one opening of the door. The order is that of the events.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TagMove {
    /// When, and by which event.
    pub report: EventRef,
    /// The pass that opened, or the token of an unlock; `None` on devices without a lock.
    pub opener: Option<Opener>,
    /// The tags that appeared.
    pub adds: Tags,
    /// The tags that disappeared.
    pub removes: Tags,
}

#[derive(Debug, Clone, Default)]
struct OfDevice {
    scan: Option<(EventRef, Tags)>,
    moves: TopN<TagMove>,
}

/// A tag that is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagsInside<'a> {
    /// Its EPC.
    pub tag: &'a str,
    /// The event with which it appeared; `None` where it was in the last scan already.
    pub by: Option<&'a TagMove>,
}

/// The tags in a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents<'a> {
    /// The scan it is counted from.
    pub scan: &'a EventRef,
    /// The last AggregateEvent since then.
    pub latest: Option<&'a EventRef>,
    /// The tags, by their EPCs.
    pub inside: Vec<TagsInside<'a>>,
    /// More AggregateEvents have come since the scan than are stored: the list may be wrong.
    pub is_cut: bool,
}

/// The tags in all devices.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    devices: HashMap<Arc<str>, OfDevice>,
}

impl Inventory {
    /// Applies an event, if it is about tags.
    pub fn apply(&mut self, event: &Event) {
        let Some(device) = &event.device else { return };
        match &event.body {
            Body::Object { observe, .. } => {
                let known = self.devices.entry(Arc::clone(device)).or_default();
                let scan = (EventRef::of(event), Tags::of(observe));
                if known.scan.as_ref().is_none_or(|latest| *latest < scan) {
                    known.scan = Some(scan);
                }
            }
            Body::Aggregate { pass_rfid, adds, removes, .. } => {
                let (adds, removes) = (Tags::of(adds), Tags::of(removes));
                let one = TagMove { report: EventRef::of(event), opener: Opener::new(pass_rfid), adds, removes };
                self.devices.entry(Arc::clone(device)).or_default();
                let most = self.most();
                if let Some(known) = self.devices.get_mut(device) {
                    known.moves.insert(one, most);
                }
            }
            _ => return,
        }
        bounded::evict_oldest(&mut self.devices, MOST_DEVICES, |known| {
            let (scan, last) = (known.scan.as_ref().map(|(report, _)| report), known.moves.last());
            scan.max(last.map(|last| &last.report)).cloned()
        });
    }

    fn most(&self) -> usize {
        (ROOM / self.devices.len().max(1)).clamp(LEAST_MOVES, MOST_MOVES)
    }

    /// The tags in a device; `None` before the first scan of all tags.
    pub fn contents(&self, device: &str) -> Option<Contents<'_>> {
        let known = self.devices.get(device)?;
        let (scan, tags) = known.scan.as_ref()?;
        let mut scanned = SortedVec::default();
        tags.iter().for_each(|tag| scanned.insert(tag));
        let mut inside: Vec<(&str, Option<&TagMove>)> = scanned.into_iter().map(|tag| (tag, None)).collect();
        let mut latest = None;
        for one in known.moves.iter(self.most()).filter(|one| one.report > *scan) {
            for (tag, is_in) in one.removes.iter().map(|tag| (tag, false)).chain(one.adds.iter().map(|tag| (tag, true)))
            {
                match (inside.binary_search_by(|(known, _)| (*known).cmp(tag)), is_in) {
                    (Ok(place), false) => drop(inside.remove(place)),
                    (Err(place), true) => inside.insert(place, (tag, Some(one))),
                    // The event changes nothing that is known.
                    (Ok(_), true) | (Err(_), false) => {}
                }
            }
            latest = Some(&one.report);
        }
        let is_cut = known.moves.before(self.most()).is_some_and(|evicted| evicted.report > *scan);
        let inside = inside.into_iter().map(|(tag, by)| TagsInside { tag, by }).collect();
        Some(Contents { scan, latest, inside, is_cut })
    }

    /// The tags that appeared and disappeared in a device, newest first.
    pub fn moves(&self, device: &str) -> impl Iterator<Item = &TagMove> {
        self.devices.get(device).into_iter().flat_map(|known| known.moves.iter(self.most()).rev())
    }
}

#[cfg(test)]
#[path = "inventory_tests.rs"]
mod tests;
