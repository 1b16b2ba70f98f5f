//! One command, from the click to its end.

use std::sync::Arc;

use jetstream_api::{
    catalogue::Command,
    commands::{CommandResponse, CommandStatus},
    ids::{CommandId, EventId, Guid},
    wire::Pair,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    facts::{Finished, Queued, timed_out},
    matching::{ANSWER_WITHIN, CLOCKS_APART, later},
    own::{Answer, Click, Own},
    state::{QUEUED_AT_MOST, State},
};

/// Allowed for the event of a time-out to arrive.
const GRACE: SignedDuration = SignedDuration::from_mins(5);

/// What a timeline is known by: its CommandId, or, as long as that is not known, our click.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimelineKey {
    /// Jetstream's identifier.
    Command(CommandId),
    /// Ours.
    Click(Guid),
}

/// Where a step is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// Our user's click.
    Click(Guid),
    /// The answer to a click of ours.
    Answer(Guid),
    /// An event.
    Event(&'a EventId),
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// Our user asked for it.
    Clicked,
    /// Jetstream published it.
    Queued {
        /// On whose behalf.
        user: Option<&'a str>,
    },
    /// Our call was answered.
    Answered(&'a Answer),
    /// It ended: well, if there are no exceptions.
    Finished {
        /// What went wrong.
        exceptions: &'a [Pair],
    },
}

/// A step of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// When: clicks and answers by our clock, queued by Jetstream's, finished by ReceivedTime, else by the device's clock.
    pub at: Option<Timestamp>,
    /// What happened.
    pub what: What<'a>,
    /// Where it is known from.
    pub source: Source<'a>,
}

/// One command. All that is said about it is computed from the facts it holds, in whatever order they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    key: TimelineKey,
    // Each sorted by time and identifier.
    pub(super) queued: Vec<Queued>,
    pub(super) finished: Vec<Finished>,
    pub(super) own: Vec<Own>,
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

    /// What it is known by; stays the same but for a click that learns its CommandId.
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

    /// Did it come from this page? What another tab sent under the same key is not known to be ours.
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

    /// Who sent it, by the events; `None` as long as no event says so, also for ours.
    pub fn user(&self) -> Option<&str> {
        self.user_arc().map(|user| &**user)
    }

    /// What it was sent with; a value may be a secret (see [`is_secret_name`](crate::event_log::secrets::is_secret_name)).
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

    fn response(&self) -> Option<(&CommandResponse, Timestamp)> {
        self.own.iter().find_map(|own| match &own.answer {
            Some((Answer::Response(response), at)) => Some((response, *at)),
            _ => None,
        })
    }

    /// The completion that counts. A device may finish what was given up a moment before, and what it did is done.
    pub(super) fn end(&self) -> Option<&Finished> {
        self.finished.iter().find(|fact| !timed_out(&fact.exceptions)).or(self.finished.first())
    }

    /// When the device did it: by the completion event, unless that time is ahead of now; then by our answer or the queued event.
    pub(crate) fn completed_at(&self, now: Timestamp) -> Timestamp {
        let told = self.end().and_then(|end| end.at).filter(|_| !self.is_completion_ahead(now));
        let answered = || self.response().map(|(_, at)| at);
        told.or_else(answered)
            .or_else(|| self.queued.first().and_then(|fact| fact.at))
            .map_or(now, |at| at.min(later(now, CLOCKS_APART)))
    }

    /// Is the time of the completion event so far ahead of now that a clock must be wrong?
    pub(crate) fn is_completion_ahead(&self, now: Timestamp) -> bool {
        self.end().and_then(|end| end.at).is_some_and(|at| at > later(now, CLOCKS_APART))
    }

    /// The event that says that it ended, if there is one.
    pub fn completion_event(&self) -> Option<&EventId> {
        self.end().map(|end| &end.event)
    }

    /// The event that says that it was sent, if there is one.
    pub fn queued_event(&self) -> Option<&EventId> {
        self.queued.first().map(|fact| &fact.event)
    }

    /// What the device returned. Lists of more than 128 entries are only in the event or the answer itself.
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

    /// All steps, in the order in which such things happen: the clocks behind their times are not the same.
    pub fn steps(&self) -> Vec<Step<'_>> {
        let clicks = self.own.iter().filter_map(|own| {
            own.click.as_ref().map(|click| Step {
                at: Some(click.at),
                what: What::Clicked,
                source: Source::Click(own.id),
            })
        });
        let queued = self.queued.iter().map(|fact| Step {
            at: fact.at,
            what: What::Queued { user: fact.user.as_deref() },
            source: Source::Event(&fact.event),
        });
        let answers = self.own.iter().filter_map(|own| {
            let (answer, at) = own.answer.as_ref()?;
            Some(Step { at: Some(*at), what: What::Answered(answer), source: Source::Answer(own.id) })
        });
        let finished = self.finished.iter().map(|fact| Step {
            at: fact.at,
            what: What::Finished { exceptions: &fact.exceptions },
            source: Source::Event(&fact.event),
        });
        clicks.chain(queued).chain(answers).chain(finished).collect()
    }

    /// How it stands. Where no CommandId is known and [`probable`](Self::probable) names one, it is the state of that command.
    pub fn state(&self, now: Timestamp) -> State {
        if let Some(end) = self.end() {
            return ended(&end.exceptions);
        }
        if let Some((response, at)) = self.response() {
            return match &response.status {
                _ if !response.exceptions.is_empty() => ended(&response.exceptions.as_slice().into()),
                CommandStatus::Completed => State::Completed,
                CommandStatus::Queued => waiting(Some(at), now),
                CommandStatus::Other(_) if !self.queued.is_empty() => waiting(Some(at), now),
                CommandStatus::Other(_) => State::unknown(),
            };
        }
        if let Some(queued) = self.queued.first() {
            return waiting(queued.at, now);
        }
        if let Some((Answer::Failed(message), _)) = self.own.first().and_then(|own| own.answer.as_ref()) {
            return State::Failed { exceptions: [Pair { key: "Answer".to_owned(), value: message.clone() }].into() };
        }
        match self.match_at(now) {
            Match::TooEarly => State::Sent,
            Match::One(candidate) => candidate.state(now),
            Match::Open if self.is_accepted() && self.candidates.is_empty() => State::Sent,
            Match::Open => State::OutcomeUnknown {
                candidates: self.candidates.iter().filter_map(|other| other.id().cloned()).collect(),
            },
        }
    }

    /// After a lost answer: the one command that is probably this one. Its user is [`user`](Self::user) of that timeline.
    pub fn probable(&self, now: Timestamp) -> Option<&Arc<Timeline>> {
        match self.match_at(now) {
            Match::One(candidate) => Some(candidate),
            Match::TooEarly | Match::Open => None,
        }
    }

    fn is_accepted(&self) -> bool {
        self.own.iter().any(|own| matches!(own.answer, Some((Answer::Accepted, _))))
    }

    fn match_at(&self, now: Timestamp) -> Match<'_> {
        let (TimelineKey::Click(_), Some(own)) = (&self.key, self.own.first()) else { return Match::TooEarly };
        let in_flight =
            own.answer.is_none() && own.click.as_ref().is_some_and(|click| now <= later(click.at, ANSWER_WITHIN));
        if in_flight || matches!(own.answer, Some((Answer::Failed(_), _))) {
            return Match::TooEarly;
        }
        match self.candidates.as_slice() {
            [only] if !self.contested => Match::One(only),
            _ => Match::Open,
        }
    }
}

enum Match<'a> {
    TooEarly,
    One(&'a Arc<Timeline>),
    Open,
}

fn ended(exceptions: &Arc<[Pair]>) -> State {
    if exceptions.is_empty() {
        State::Completed
    } else if timed_out(exceptions) {
        State::TimedOut
    } else {
        State::Failed { exceptions: Arc::clone(exceptions) }
    }
}

/// Past the time-out and its event not seen: perhaps it timed out, perhaps its completion was missed.
fn waiting(since: Option<Timestamp>, now: Timestamp) -> State {
    let given_up = since.is_some_and(|since| later(later(since, QUEUED_AT_MOST), GRACE) < now);
    if given_up { State::unknown() } else { State::Queued }
}
