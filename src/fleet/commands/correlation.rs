//! The correlation of the timelines of one device: which commands may be those of clicks without a response, and which look like
//! repetitions of a click.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::ids::CommandId;

use crate::sorting::SortedVec;

use crate::commands::{
    Commands, DeviceCommands,
    local_commands::{Click, ClickResult, LocalCommands},
    matching::{same_call, window},
    timeline::{Timeline, TimelineKey},
};

/// The commands that may belong to one timeline of ours.
struct Correlation {
    key: TimelineKey,
    matching: Vec<Arc<Timeline>>,
}

impl Commands {
    /// Computes the correlation of a device's timelines anew, from their present state alone.
    pub(super) fn correlate(&mut self, device: Option<&str>) {
        let Some(indexed) =
            device.and_then(|device| self.devices.get(device)).filter(|indexed| !indexed.own.is_empty())
        else {
            return;
        };
        let found: Vec<Correlation> = indexed
            .own
            .iter()
            .map(|key| Correlation {
                key: key.clone(),
                matching: self.timelines.get(key).map_or_else(Vec::new, |own| self.matching(indexed, own)),
            })
            .collect();
        let mut clicks_for: HashMap<CommandId, usize> = HashMap::new();
        for candidate in
            found.iter().filter(|found| matches!(found.key, TimelineKey::Click(_))).flat_map(|found| &found.matching)
        {
            if let Some(id) = candidate.id() {
                *clicks_for.entry(id.clone()).or_default() += 1;
            }
        }
        for Correlation { key, matching } in found {
            let Some(timeline) = self.timelines.get_mut(&key) else { continue };
            let ids = || matching.iter().filter_map(|other| other.id());
            match key {
                TimelineKey::Click(_) => {
                    let contested = ids().any(|id| clicks_for.get(id).is_some_and(|clicks| *clicks > 1));
                    let same = timeline.contested == contested
                        && timeline.candidates.len() == matching.len()
                        && timeline.candidates.iter().zip(&matching).all(|(one, other)| Arc::ptr_eq(one, other));
                    if !same {
                        let timeline = Arc::make_mut(timeline);
                        timeline.contested = contested;
                        timeline.candidates = matching;
                    }
                }
                TimelineKey::Command(_) => {
                    if !timeline.executed_again.iter().eq(ids()) {
                        Arc::make_mut(timeline).executed_again = ids().cloned().collect();
                    }
                }
            }
        }
    }

    /// The commands in the events that could be of this click and that belong to no other click, oldest first.
    fn matching(&self, indexed: &DeviceCommands, ours: &Timeline) -> Vec<Arc<Timeline>> {
        let mut found: SortedVec<(Option<jiff::Timestamp>, &TimelineKey)> = SortedVec::default();
        for own in &ours.own {
            let Some(click) = own.click.as_ref().filter(|_| !matches!(own.answer, Some((ClickResult::Failed(_), _))))
            else {
                continue;
            };
            let (from, until) = window(own, click);
            let start = (Some(from), TimelineKey::Command(CommandId::new("")));
            let within = indexed.places.range(start..).take_while(|(time, _)| *time <= Some(until));
            let fitting = within.filter(|(_, key)| self.fits(key, ours, own, click));
            fitting.for_each(|(time, key)| found.insert((*time, key)));
        }
        found.into_iter().filter_map(|(_, key)| self.timelines.get(key).cloned()).collect()
    }

    fn fits(&self, key: &TimelineKey, ours: &Timeline, own: &LocalCommands, click: &Click) -> bool {
        let Some(other) = self.timelines.get(key).filter(|other| !other.is_ours()) else { return false };
        let (from, until) = window(own, click);
        let queued = other
            .queued
            .iter()
            .any(|fact| fact.at.is_some_and(|at| (from..=until).contains(&at)) && same_call(click, fact));
        // Once the events name our user, somebody else's command is no repetition of ours.
        let somebody_else = ours.user().zip(other.user()).is_some_and(|(one, other)| one != other);
        queued && !somebody_else
    }
}
