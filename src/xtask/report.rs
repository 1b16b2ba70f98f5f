//! Words for the person at the terminal: what is being done, and what went wrong, in one sentence each.

use std::fmt::{self, Display};
use std::io::IsTerminal;

/// Why a command ended without success.
#[derive(Debug)]
pub enum CommandError {
    /// One sentence that `main` still has to print.
    Message(String),
    /// The program that failed has said why on its own; nothing is added.
    Reported,
}

/// What every step of a command returns.
pub type Result<T> = std::result::Result<T, CommandError>;

impl CommandError {
    /// A failure with its sentence.
    pub fn fail(sentence: impl Into<String>) -> Self {
        Self::Message(sentence.into())
    }
}

impl Display for CommandError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(sentence) => out.write_str(sentence),
            Self::Reported => out.write_str("see above"),
        }
    }
}

/// Puts what was being done in front of an error of the system.
pub trait Context<T> {
    /// `context` completes "could not ...".
    fn or_could_not(self, context: impl Display) -> Result<T>;
}

impl<T, E: Display> Context<T> for std::result::Result<T, E> {
    fn or_could_not(self, context: impl Display) -> Result<T> {
        self.map_err(|error| CommandError::Message(format!("Could not {context}: {error}.")))
    }
}

/// Announces a step, on stderr so that stdout holds results only.
pub fn step(text: impl Display) {
    if std::io::stderr().is_terminal() {
        eprintln!("\x1b[1;36m==>\x1b[0m \x1b[1m{text}\x1b[0m");
    } else {
        eprintln!("==> {text}");
    }
}

/// The last word of a command that failed.
pub fn failure(text: impl Display) {
    if std::io::stderr().is_terminal() {
        eprintln!("\x1b[1;31merror:\x1b[0m {text}");
    } else {
        eprintln!("error: {text}");
    }
}
