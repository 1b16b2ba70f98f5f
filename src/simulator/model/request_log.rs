//! What the simulator was asked: how often each click arrived, and what was done for it.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::Serialize;

use crate::model::clock::{self, Ms};

/// So many clicks and executions are remembered; then the oldest are forgotten.
const REMEMBERED: usize = 10_000;

/// How often a click arrived, and how often its call was carried out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LoggedClick {
    /// Times that the call arrived.
    pub received: u64,
    /// Times that it was carried out; 0 where it was refused.
    pub executed: u64,
}

/// A command that Jetstream has taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedExecution {
    /// The device.
    pub device: String,
    /// The command's name in events, such as `Lockdown`.
    pub command: &'static str,
    /// Who sent it.
    pub user: &'static str,
    /// The click it came from, if it named one.
    pub click: Option<String>,
    /// When, by the simulated clock.
    #[serde(serialize_with = "as_text")]
    pub at: Timestamp,
}

fn as_text<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&jetstream_api::time::format(*at))
}

/// What was asked; its JSON form is what `GET /simulator/asked` shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RequestLog {
    /// By click id.
    pub clicks: BTreeMap<String, LoggedClick>,
    /// Commands in the order they were taken, whether they ran at once or were queued.
    pub executions: Vec<LoggedExecution>,
}

/// The record that is kept of it.
///
/// Repetitions are counted and not recognised: to answer them from the first result is the business of whoever owns the
/// wire, and if it fails, this count shows it.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    clicks: BTreeMap<String, LoggedClick>,
    /// Their ids, oldest first.
    order: VecDeque<String>,
    executions: VecDeque<LoggedExecution>,
    /// The click of the call at work.
    current: Option<String>,
}

impl Recorder {
    /// Counts a call that arrives.
    pub(crate) fn receive(&mut self, click: Option<&str>) {
        self.current = click.map(str::to_owned);
        let Some(click) = click else { return };
        if !self.clicks.contains_key(click) {
            self.order.push_back(click.to_owned());
            if self.order.len() > REMEMBERED
                && let Some(oldest) = self.order.pop_front()
            {
                self.clicks.remove(&oldest);
            }
        }
        self.clicks.entry(click.to_owned()).or_default().received += 1;
    }

    /// Something was changed that is not a command.
    pub(crate) fn changed(&mut self) {
        if let Some(counts) = self.current.as_ref().and_then(|click| self.clicks.get_mut(click)) {
            counts.executed += 1;
        }
    }

    /// A command was taken.
    pub(crate) fn executed(&mut self, device: &str, command: &'static str, user: &'static str, now: Ms) {
        self.changed();
        let (device, click, at) = (device.to_owned(), self.current.clone(), clock::timestamp(now));
        self.executions.push_back(LoggedExecution { device, command, user, click, at });
        if self.executions.len() > REMEMBERED {
            self.executions.pop_front();
        }
    }

    pub(crate) fn read(&self) -> RequestLog {
        RequestLog { clicks: self.clicks.clone(), executions: self.executions.iter().cloned().collect() }
    }
}

#[cfg(test)]
#[path = "request_log_tests.rs"]
mod tests;
