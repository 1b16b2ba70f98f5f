//! The severity of events.

/// A severity, the worst last. `Error`, `error` and `ERROR` are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Trace, verbose and debug lines.
    Debug,
    /// Nothing to do.
    Information,
    /// Worth a look.
    Warning,
    /// An alarm.
    Error,
}

impl Severity {
    /// Every severity, least first.
    pub const ALL: [Self; 4] = [Self::Debug, Self::Information, Self::Warning, Self::Error];

    /// Reads a log entry's `Level`; an unknown level counts as information.
    pub fn read(level: &str) -> Self {
        match level.to_ascii_lowercase().as_str() {
            "error" => Self::Error,
            "warning" => Self::Warning,
            "debug" | "trace" | "verbose" => Self::Debug,
            _ => Self::Information,
        }
    }

    /// Its name, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Information => "information",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
