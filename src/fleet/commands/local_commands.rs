//! What our own user did, and what came back.

use jetstream_api::{
    catalogue::Command,
    commands::CommandResponse,
    error::{ApiError, CallOutcome},
    ids::Guid,
    wire::Pair,
};
use jiff::Timestamp;

/// Our own user's intent, told before the call is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Click {
    /// Identifies this click, and nothing else.
    pub id: Guid,
    /// The device's name.
    pub device: String,
    /// What was asked.
    pub command: Command,
    /// What it is sent with, named as in the request's body: `Hours`, `AccessToken`, a configuration value.
    pub parameters: Vec<Pair>,
    /// When, by the clock that every "as of" uses.
    pub at: Timestamp,
}

/// What came back for a click.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClickResult {
    /// The documented answer of a command.
    Response(CommandResponse),
    /// A success without a CommandId: which command it was is to be seen from the events.
    Accepted,
    /// It certainly did nothing; why, in words.
    Failed(String),
    /// It may have taken effect; what went wrong, in words.
    Unknown(String),
}

impl ClickResult {
    /// How much it says; an answer is never replaced by one that says less.
    fn weight(&self) -> u8 {
        match self {
            Self::Unknown(_) => 0,
            Self::Failed(_) => 1,
            Self::Accepted => 2,
            Self::Response(_) => 3,
        }
    }
}

impl From<&ApiError> for ClickResult {
    fn from(error: &ApiError) -> Self {
        match error.outcome {
            CallOutcome::Failed => Self::Failed(error.to_string()),
            CallOutcome::Unknown => Self::Unknown(error.to_string()),
        }
    }
}

/// A click with its answer, whichever of the two is told first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalCommands {
    pub(super) id: Guid,
    pub(super) click: Option<Click>,
    pub(super) answer: Option<(ClickResult, Timestamp)>,
}

impl LocalCommands {
    pub(super) fn new(id: Guid) -> Self {
        Self { id, click: None, answer: None }
    }

    pub(super) fn order(&self) -> (Option<Timestamp>, Guid) {
        (self.click.as_ref().map(|click| click.at), self.id)
    }

    pub(super) fn apply_answer(&mut self, answer: ClickResult, at: Timestamp) {
        if self.answer.as_ref().is_none_or(|(known, _)| known.weight() < answer.weight()) {
            self.answer = Some((answer, at));
        }
    }
}
