//! A log of the calls received: how often each click arrived, and which commands were executed for it.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::Serialize;

use crate::model::clock::{self, Ms};

/// The number of clicks and of executions to remember; beyond it the oldest are forgotten.
const REMEMBERED: usize = 10_000;

/// The number of times that a click arrived, and that its call was executed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct LoggedClick {
    /// Times that the call arrived.
    pub received: u64,
    /// Times that it was executed; 0 where it was refused.
    pub executed: u64,
}

/// A command that Jetstream has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedExecution {
    /// The device.
    pub device: String,
    /// The command's name in events, such as `Lockdown`.
    pub command: &'static str,
    /// The user who sent it.
    pub user: &'static str,
    /// The click it came from, if it named one.
    pub click: Option<String>,
    /// The time of it, by the simulated clock.
    #[serde(serialize_with = "as_text")]
    pub at: Timestamp,
}

fn as_text<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&jetstream_api::time::format(*at))
}

/// The log as clients read it; its JSON form is the response of `GET /simulator/asked`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RequestLog {
    /// By click id.
    pub clicks: BTreeMap<String, LoggedClick>,
    /// Commands in the order they were accepted, whether they ran at once or were queued.
    pub executions: Vec<LoggedExecution>,
}

/// The writer of the log.
///
/// Repeated calls are counted and not recognised: to answer them from the first result is up to the caller, and if that
/// fails, this count shows it.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    clicks: BTreeMap<String, LoggedClick>,
    /// Their ids, oldest first.
    order: VecDeque<String>,
    executions: VecDeque<LoggedExecution>,
    /// The click of the call that is being answered.
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

    /// Counts a change that is not a command.
    pub(crate) fn changed(&mut self) {
        if let Some(counts) = self.current.as_ref().and_then(|click| self.clicks.get_mut(click)) {
            counts.executed += 1;
        }
    }

    /// Records a command.
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
