//! The fold of commands: one timeline each, from our clicks, the responses to them and Jetstream's events, in any order; also for
//! commands of other users and other tabs.
//!
//! Before its CommandId is known, a click is a timeline of its own; the response that brings the id merges it with the events of that
//! id. If the response was lost there is no id: then the events are searched for the command, see [`Timeline::provisional`].

mod correlation;
mod facts;
mod local_commands;
mod matching;
mod state;
mod steps;
mod timeline;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use jetstream_api::{
    catalogue::Command,
    events::{Body, Event},
    ids::{CommandId, Guid},
};
use jiff::Timestamp;

pub use crate::commands::local_commands::{Click, ClickResult};
pub(crate) use matching::same_value;
pub use matching::{ANSWER_WITHIN, CLOCKS_APART};
pub use state::{CommandState, QUEUED_AT_MOST};
pub use steps::{Source, StepKind, TimelineStep};
pub use timeline::{Timeline, TimelineKey};

use crate::sorting::sorted_by;

use crate::commands::local_commands::LocalCommands;
use facts::{Finished, Queued};

/// The maximum number of timelines. When there are more, the oldest that have ended are evicted first.
pub const MOST_TIMELINES: usize = 10_000;

type TimelinePosition = (Option<Timestamp>, TimelineKey);

/// The index of the commands of one device.
#[derive(Debug, Clone, Default)]
struct DeviceCommands {
    places: BTreeSet<TimelinePosition>,
    lockdowns: BTreeSet<TimelineKey>,
    own: BTreeSet<TimelineKey>,
}

/// The timelines of all known commands.
#[derive(Debug, Clone)]
pub struct Commands {
    most: usize,
    timelines: HashMap<TimelineKey, Arc<Timeline>>,
    places: BTreeSet<TimelinePosition>,
    devices: HashMap<Arc<str>, DeviceCommands>,
    clicks: HashMap<Guid, TimelineKey>,
    users: BTreeMap<Arc<str>, usize>,
    forgotten: u64,
    forgotten_until: Option<Timestamp>,
}

impl Default for Commands {
    fn default() -> Self {
        Self::new(MOST_TIMELINES)
    }
}

impl Commands {
    /// No commands; at most `most` timelines will be stored, at least one.
    pub fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            timelines: HashMap::new(),
            places: BTreeSet::new(),
            devices: HashMap::new(),
            clicks: HashMap::new(),
            users: BTreeMap::new(),
            forgotten: 0,
            forgotten_until: None,
        }
    }

    /// Applies an event, if it is about a command.
    pub fn apply(&mut self, event: &Event) {
        match &event.body {
            Body::CommandQueued(queued) if self.is_wanted(&queued.command_id, event) => {
                let fact = Queued::of(event, queued);
                self.change(TimelineKey::Command(queued.command_id.clone()), |timeline| {
                    facts::insert(&mut timeline.queued, fact);
                });
            }
            Body::CommandCompletion(completion) if self.is_wanted(&completion.command_id, event) => {
                let fact = Finished::of(event, completion);
                self.change(TimelineKey::Command(completion.command_id.clone()), |timeline| {
                    facts::insert(&mut timeline.finished, fact);
                });
            }
            _ => {}
        }
    }

    /// A late repetition must not restore a timeline that was evicted: it would be without its end.
    fn is_wanted(&self, id: &CommandId, event: &Event) -> bool {
        self.forgotten_until.is_none_or(|until| event.time() > Some(until) || self.get(id).is_some())
    }

    /// Adds a click of our user, before its call is sent.
    pub fn click(&mut self, click: Click) {
        self.change_own(click.id, |own| {
            own.click.get_or_insert(click);
        });
    }

    /// Adds the result of a click. A response with a CommandId merges the click with that command.
    pub fn answer(&mut self, click: Guid, answer: ClickResult, at: Timestamp) {
        let id = match &answer {
            ClickResult::Response(response) => Some(response.command_id.clone()),
            ClickResult::Accepted | ClickResult::Failed(_) | ClickResult::Unknown(_) => None,
        };
        self.change_own(click, |own| own.apply_answer(answer, at));
        if let Some(id) = id
            && let Some(TimelineKey::Click(_)) = self.clicks.get(&click)
        {
            self.merge(click, id);
        }
    }

    fn change_own(&mut self, id: Guid, change: impl FnOnce(&mut LocalCommands)) {
        let key = self.clicks.entry(id).or_insert(TimelineKey::Click(id)).clone();
        self.change(key, |timeline| {
            let index = timeline.own.iter().position(|own| own.id == id).unwrap_or_else(|| {
                timeline.own.push(LocalCommands::new(id));
                timeline.own.len() - 1
            });
            if let Some(own) = timeline.own.get_mut(index) {
                change(own);
            }
            // Two clicks with one CommandId are not documented; should it happen, the order of their responses must not matter.
            timeline.own = sorted_by(&timeline.own, LocalCommands::order);
        });
    }

    fn merge(&mut self, click: Guid, id: CommandId) {
        let Some(lone) = self.remove(&TimelineKey::Click(click)) else { return };
        let key = TimelineKey::Command(id);
        self.clicks.insert(click, key.clone());
        self.change(key, |timeline| {
            timeline.own.extend(lone.own.iter().cloned());
            timeline.own = sorted_by(&timeline.own, LocalCommands::order);
        });
        self.correlate(lone.device());
    }

    fn change(&mut self, key: TimelineKey, change: impl FnOnce(&mut Timeline)) {
        let mut timeline = self.remove(&key).unwrap_or_else(|| Arc::new(Timeline::new(key)));
        let before = timeline.device_arc();
        change(Arc::make_mut(&mut timeline));
        let after = timeline.device_arc();
        self.insert(timeline);
        if before != after {
            self.correlate(before.as_deref());
        }
        self.correlate(after.as_deref());
        if self.timelines.len() > self.most {
            self.make_room();
        }
    }

    fn insert(&mut self, timeline: Arc<Timeline>) {
        let key = timeline.key().clone();
        let place = (timeline.started(), key.clone());
        if let Some(device) = timeline.device_arc() {
            let indexed = self.devices.entry(device).or_default();
            indexed.places.insert(place.clone());
            if timeline.command() == Some(Command::Lockdown) {
                indexed.lockdowns.insert(key.clone());
            }
            if timeline.is_ours() {
                indexed.own.insert(key.clone());
            }
        }
        if let Some(user) = timeline.user_arc() {
            *self.users.entry(Arc::clone(user)).or_default() += 1;
        }
        self.places.insert(place);
        self.timelines.insert(key, timeline);
    }

    fn remove(&mut self, key: &TimelineKey) -> Option<Arc<Timeline>> {
        let timeline = self.timelines.remove(key)?;
        let place = (timeline.started(), key.clone());
        self.places.remove(&place);
        if let Some(device) = timeline.device()
            && let Some(indexed) = self.devices.get_mut(device)
        {
            indexed.places.remove(&place);
            indexed.lockdowns.remove(key);
            indexed.own.remove(key);
            if indexed.places.is_empty() {
                self.devices.remove(device);
            }
        }
        if let Some(user) = timeline.user()
            && let Some(count) = self.users.get_mut(user)
        {
            *count -= 1;
            if *count == 0 {
                self.users.remove(user);
            }
        }
        Some(timeline)
    }

    /// Evicts a sixteenth at once, so that it costs little per command: first commands that have ended and are no device's last
    /// lockdown, then others that have ended, then the rest; the oldest first.
    fn make_room(&mut self) {
        let keep = self.most - self.most / 16;
        let passes: [fn(&Self, &Timeline) -> bool; 3] =
            [|all, one| one.end().is_some() && !all.is_last_lockdown(one), |_, one| one.end().is_some(), |_, _| true];
        for may_leave in passes {
            let surplus = self.timelines.len().saturating_sub(keep);
            let oldest =
                self.places.iter().filter(|(_, key)| self.timelines.get(key).is_some_and(|one| may_leave(self, one)));
            let leaving: Vec<TimelinePosition> = oldest.take(surplus).cloned().collect();
            for (time, key) in leaving {
                let Some(evicted) = self.remove(&key) else { continue };
                for own in &evicted.own {
                    self.clicks.remove(&own.id);
                }
                self.correlate(evicted.device());
                self.forgotten += 1;
                self.forgotten_until = self.forgotten_until.max(time);
            }
        }
    }

    fn is_last_lockdown(&self, timeline: &Timeline) -> bool {
        let later = |other: &&Arc<Timeline>| {
            other.end().is_some() && (other.started(), other.key()) > (timeline.started(), timeline.key())
        };
        timeline.command() == Some(Command::Lockdown)
            && !timeline.device().is_some_and(|device| self.lockdowns(device).any(|other| later(&other)))
    }

    /// The timeline of a CommandId.
    pub fn get(&self, id: &CommandId) -> Option<&Arc<Timeline>> {
        self.timelines.get(&TimelineKey::Command(id.clone()))
    }

    /// The timeline of a click, before and after its CommandId is known.
    pub fn of_click(&self, click: Guid) -> Option<&Arc<Timeline>> {
        self.timelines.get(self.clicks.get(&click)?)
    }

    /// All timelines, the latest begun first.
    pub fn iter_newest(&self) -> impl DoubleEndedIterator<Item = &Arc<Timeline>> {
        self.places.iter().rev().filter_map(|(_, key)| self.timelines.get(key))
    }

    /// The timelines of a device, the latest begun first.
    pub fn of_device(&self, device: &str) -> impl DoubleEndedIterator<Item = &Arc<Timeline>> {
        let places = self.devices.get(device).into_iter().flat_map(|indexed| indexed.places.iter().rev());
        places.filter_map(|(_, key)| self.timelines.get(key))
    }

    /// Whether the timeline of a click without a response [probably](Timeline::provisional) is this command. A list without such
    /// commands shows each command once.
    pub fn is_shadowed_by_click(&self, timeline: &Timeline, now: Timestamp) -> bool {
        let own =
            timeline.device().and_then(|device| self.devices.get(device)).into_iter().flat_map(|indexed| &indexed.own);
        let mut clicks = own.filter_map(|key| self.timelines.get(key)?.provisional(now));
        !timeline.is_ours() && clicks.any(|probable| probable.key() == timeline.key())
    }

    /// The lockdown commands of a device, in no particular order.
    pub(crate) fn lockdowns(&self, device: &str) -> impl Iterator<Item = &Arc<Timeline>> {
        let keys = self.devices.get(device).into_iter().flat_map(|indexed| indexed.lockdowns.iter());
        keys.filter_map(|key| self.timelines.get(key))
    }

    /// Everybody who sent one of these commands, by name.
    pub fn users(&self) -> impl Iterator<Item = &Arc<str>> {
        self.users.keys()
    }

    /// Every device that one of these commands was for, in no particular order.
    pub fn devices(&self) -> impl Iterator<Item = &Arc<str>> {
        self.devices.keys()
    }

    /// How many timelines there are.
    pub fn len(&self) -> usize {
        self.timelines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.timelines.is_empty()
    }

    /// How many timelines were evicted.
    pub fn evicted_count(&self) -> u64 {
        self.forgotten
    }
}

#[cfg(test)]
#[path = "commands/commands_tests.rs"]
mod tests;
