//! The steps of a command's timeline, for display.

use jetstream_api::{
    ids::{EventId, Guid},
    wire::Pair,
};
use jiff::Timestamp;

use super::timeline::Timeline;
use crate::commands::local_commands::ClickResult;

/// The source of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// Our user's click.
    Click(Guid),
    /// The response to a click of ours.
    Answer(Guid),
    /// An event.
    Event(&'a EventId),
}

/// The kind of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind<'a> {
    /// Our user asked for it.
    Clicked,
    /// Jetstream published it.
    Queued {
        /// The user who sent it.
        user: Option<&'a str>,
    },
    /// The response to our call came.
    Answered(&'a ClickResult),
    /// It ended: well, if there are no exceptions.
    Finished {
        /// The errors of the device.
        exceptions: &'a [Pair],
    },
}

/// A step of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineStep<'a> {
    /// When: clicks and responses by our clock, queued by Jetstream's, finished by ReceivedTime, else by the device's clock.
    pub at: Option<Timestamp>,
    /// Its kind.
    pub what: StepKind<'a>,
    /// Its source.
    pub source: Source<'a>,
}

impl Timeline {
    /// All steps, in the order in which such things happen: the clocks behind their times are not the same.
    pub fn steps(&self) -> Vec<TimelineStep<'_>> {
        let clicks = self.own.iter().filter_map(|own| {
            own.click.as_ref().map(|click| TimelineStep {
                at: Some(click.at),
                what: StepKind::Clicked,
                source: Source::Click(own.id),
            })
        });
        let queued = self.queued.iter().map(|fact| TimelineStep {
            at: fact.at,
            what: StepKind::Queued { user: fact.user.as_deref() },
            source: Source::Event(&fact.event),
        });
        let answers = self.own.iter().filter_map(|own| {
            let (answer, at) = own.answer.as_ref()?;
            Some(TimelineStep { at: Some(*at), what: StepKind::Answered(answer), source: Source::Answer(own.id) })
        });
        let finished = self.finished.iter().map(|fact| TimelineStep {
            at: fact.at,
            what: StepKind::Finished { exceptions: &fact.exceptions },
            source: Source::Event(&fact.event),
        });
        clicks.chain(queued).chain(answers).chain(finished).collect()
    }
}
