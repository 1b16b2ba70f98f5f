//! Messages at the terminal: the steps of a command, and why it failed, in one sentence each.

use std::fmt::{self, Display};
use std::io::IsTerminal;

/// Why a command ended without success.
#[derive(Debug)]
pub enum CommandError {
    /// A sentence that `main` still has to print.
    Message(String),
    /// Nothing to print: the program that failed has printed the reason itself.
    Reported,
}

/// The result of a step of a command.
pub type Result<T> = std::result::Result<T, CommandError>;

impl CommandError {
    /// An error with its sentence.
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

/// Adds to an error the action that failed.
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

/// Prints why a command failed, on stderr.
pub fn failure(text: impl Display) {
    if std::io::stderr().is_terminal() {
        eprintln!("\x1b[1;31merror:\x1b[0m {text}");
    } else {
        eprintln!("error: {text}");
    }
}
