//! Clicks of our own user, and their results.

use jetstream_api::{
    catalogue::Command,
    commands::CommandResponse,
    error::{ApiError, CallOutcome},
    ids::Guid,
    wire::Pair,
};
use jiff::Timestamp;

/// A click of our own user, before its call is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Click {
    /// Identifies this click, and nothing else.
    pub id: Guid,
    /// The device's name.
    pub device: String,
    /// The command.
    pub command: Command,
    /// Its parameters, named as in the request's body: `Hours`, `AccessToken`, a configuration value.
    pub parameters: Vec<Pair>,
    /// When, by the clock that every "as of" uses.
    pub at: Timestamp,
}

/// The result of a click.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClickResult {
    /// The documented response to a command.
    Response(CommandResponse),
    /// A success without a CommandId: the command must be found among the events.
    Accepted,
    /// It certainly did nothing; the reason as a text.
    Failed(String),
    /// It may have taken effect; the error as a text.
    Unknown(String),
}

impl ClickResult {
    /// How much it tells; a result is never replaced by one that tells less.
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

/// A click with its result, in whichever order they are added.
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
