//! The timeline of one command, from the click to its end.

use std::sync::Arc;

use jetstream_api::{
    catalogue::Command,
    commands::CommandResponse,
    ids::{CommandId, EventId, Guid},
    wire::Pair,
};
use jiff::Timestamp;

use super::{
    facts::{Finished, Queued, timed_out},
    matching::{CLOCKS_APART, later},
};
use crate::commands::local_commands::{Click, ClickResult, LocalCommands};

/// The key of a timeline: its CommandId, or, as long as that is not known, our click.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimelineKey {
    /// Jetstream's identifier.
    Command(CommandId),
    /// Ours.
    Click(Guid),
}

/// The timeline of one command. Its state is computed from the facts in it, in whatever order they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    key: TimelineKey,
    // Each sorted by time and identifier.
    pub(super) queued: Vec<Queued>,
    pub(super) finished: Vec<Finished>,
    pub(super) own: Vec<LocalCommands>,
    pub(super) candidates: Vec<Arc<Timeline>>,
    pub(super) contested: bool,
    pub(super) executed_again: Vec<CommandId>,
}

impl Timeline {
    pub(super) fn new(key: TimelineKey) -> Self {
        Self {
            key,
            queued: Vec::new(),
            finished: Vec::new(),
            own: Vec::new(),
            candidates: Vec::new(),
            contested: false,
            executed_again: Vec::new(),
        }
    }

    /// Its key. It does not change, except when the CommandId of a click becomes known.
    pub fn key(&self) -> &TimelineKey {
        &self.key
    }

    /// Jetstream's identifier, once it is known.
    pub fn id(&self) -> Option<&CommandId> {
        match &self.key {
            TimelineKey::Command(id) => Some(id),
            TimelineKey::Click(_) => None,
        }
    }

    /// Our click, if it is ours.
    pub fn click(&self) -> Option<&Click> {
        self.own.iter().find_map(|own| own.click.as_ref())
    }

    /// Whether it was sent from this page. A command that another tab sent under the same key does not count as ours.
    pub fn is_ours(&self) -> bool {
        !self.own.is_empty()
    }

    pub(super) fn device_arc(&self) -> Option<Arc<str>> {
        let events = self.queued.iter().map(|fact| &fact.device).chain(self.finished.iter().map(|fact| &fact.device));
        events.flatten().next().cloned().or_else(|| self.click().map(|click| Arc::from(click.device.as_str())))
    }

    /// The device's name.
    pub fn device(&self) -> Option<&str> {
        let events = self.queued.iter().map(|fact| &fact.device).chain(self.finished.iter().map(|fact| &fact.device));
        events.flatten().next().map(|device| &**device).or_else(|| self.click().map(|click| click.device.as_str()))
    }

    /// Which command it is; `None` where its name is not known, or stands for two and the path is missing.
    pub fn command(&self) -> Option<Command> {
        let clicked = self.click().map(|click| click.command);
        let queued = || self.queued.iter().find_map(|fact| Command::from_event(&fact.name, fact.uri.as_deref()));
        let finished = || self.finished.iter().find_map(|fact| Command::from_event(&fact.name, None));
        clicked.or_else(queued).or_else(finished)
    }

    /// The name that events give it, or would.
    pub fn name(&self) -> &str {
        let received = self.queued.iter().map(|fact| &fact.name).chain(self.finished.iter().map(|fact| &fact.name));
        let clicked = || {
            self.click()
                .map_or("", |click| click.command.event_names().first().copied().unwrap_or(click.command.label()))
        };
        received.map(|name| &**name).find(|name| !name.is_empty()).unwrap_or_else(clicked)
    }

    pub(crate) fn user_arc(&self) -> Option<&Arc<str>> {
        self.queued
            .iter()
            .find_map(|fact| fact.user.as_ref())
            .or_else(|| self.finished.iter().find_map(|fact| fact.user.as_ref()))
    }

    /// The user who sent it, by the events; `None` as long as no event tells, also for ours.
    pub fn user(&self) -> Option<&str> {
        self.user_arc().map(|user| &**user)
    }

    /// Its parameters; a value may be a secret (see [`is_secret_name`](crate::event_log::secrets::is_secret_name)).
    pub fn parameters(&self) -> &[Pair] {
        let clicked = || self.click().map_or(&[][..], |click| &click.parameters);
        self.queued.first().map_or_else(clicked, |fact| &fact.parameters)
    }

    /// When it began: the click, else the queued event, else the completion.
    pub fn started(&self) -> Option<Timestamp> {
        let clicked = self.click().map(|click| click.at);
        let queued = || self.queued.iter().find_map(|fact| fact.at);
        clicked.or_else(queued).or_else(|| self.finished.iter().find_map(|fact| fact.at))
    }

    /// Other commands that look like repetitions of this click by the browser or the network: the same call by the same user at
    /// the same time, which no click of ours asked for.
    pub fn executed_again(&self) -> &[CommandId] {
        &self.executed_again
    }

    pub(super) fn response(&self) -> Option<(&CommandResponse, Timestamp)> {
        self.own.iter().find_map(|own| match &own.answer {
            Some((ClickResult::Response(response), at)) => Some((response, *at)),
            _ => None,
        })
    }

    /// The completion that counts. A device may finish a command that timed out a moment before, and then it is done.
    pub(super) fn end(&self) -> Option<&Finished> {
        self.finished.iter().find(|fact| !timed_out(&fact.exceptions)).or(self.finished.first())
    }

    /// When the device did it: by the completion event, unless that time is ahead of now; then by the time of our response or of the queued event.
    pub(crate) fn completed_at(&self, now: Timestamp) -> Timestamp {
        let completed = self.end().and_then(|end| end.at).filter(|_| !self.is_completion_ahead(now));
        let answered = || self.response().map(|(_, at)| at);
        completed
            .or_else(answered)
            .or_else(|| self.queued.first().and_then(|fact| fact.at))
            .map_or(now, |at| at.min(later(now, CLOCKS_APART)))
    }

    /// Whether the time of the completion event is so far ahead of now that a clock must be wrong.
    pub(crate) fn is_completion_ahead(&self, now: Timestamp) -> bool {
        self.end().and_then(|end| end.at).is_some_and(|at| at > later(now, CLOCKS_APART))
    }

    /// The event of its end, if there is one.
    pub fn completion_event(&self) -> Option<&EventId> {
        self.end().map(|end| &end.event)
    }

    /// The event of its sending, if there is one.
    pub fn queued_event(&self) -> Option<&EventId> {
        self.queued.first().map(|fact| &fact.event)
    }

    /// The output of the device. Lists of more than 128 entries, 512 for a report of its parameters, are only in the event or
    /// the response itself.
    pub fn output(&self) -> &[Pair] {
        match (self.end(), self.response()) {
            (Some(end), _) if !end.output.is_empty() => &end.output,
            (_, Some((response, _))) => &response.output,
            _ => &[],
        }
    }

    /// How many entries the device returned.
    pub fn output_length(&self) -> usize {
        self.end().map_or(0, |end| end.output_length).max(self.output().len())
    }
}
