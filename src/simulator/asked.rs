//! What the simulator was asked: how often each click arrived, and what was done for it.

use std::collections::{BTreeMap, VecDeque};

use jetstream_api::call::Method;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    clock::{self, Ms},
    request::{Request, Response},
};

/// So many clicks and executions are remembered; then the oldest are forgotten.
const REMEMBERED: usize = 10_000;

/// How often a click arrived, and how often its call was carried out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Click {
    /// Times that the call arrived.
    pub received: u64,
    /// Times that it was carried out: 1, or 0 where it was refused.
    pub executed: u64,
}

/// A command that Jetstream has taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Execution {
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
pub struct Asked {
    /// By click id.
    pub clicks: BTreeMap<String, Click>,
    /// Commands in the order they were taken, whether they ran at once or were queued.
    pub executions: Vec<Execution>,
}

/// A click is recognised by its id and all that it asked: an id used for something else is another click.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    request: Request,
    response: Response,
}

/// The record that is kept of it.
#[derive(Debug, Default)]
pub(crate) struct Record {
    clicks: BTreeMap<String, Click>,
    known: VecDeque<Known>,
    executions: VecDeque<Execution>,
    /// The click of the call at work.
    current: Option<String>,
}

impl Record {
    /// Counts a call. If it is a repetition of one that a click has already caused, this is the answer it had.
    pub(crate) fn receive(&mut self, request: &Request) -> Option<Response> {
        self.current.clone_from(&request.click);
        let click = request.click.as_ref()?;
        self.clicks.entry(click.clone()).or_default().received += 1;
        self.known.iter().rev().find(|known| known.request == *request).map(|known| known.response.clone())
    }

    /// Remembers the answer to a call that names a click, and counts what changed something without being a command.
    pub(crate) fn answered(&mut self, request: &Request, response: &Response) {
        let Some(click) = self.current.take() else { return };
        if response.reply.is_success()
            && request.method != Method::Get
            && let Some(counts) = self.clicks.get_mut(&click)
        {
            counts.executed = counts.executed.max(1);
        }
        self.known.push_back(Known { request: request.clone(), response: response.clone() });
        if self.known.len() > REMEMBERED
            && let Some(oldest) = self.known.pop_front().and_then(|known| known.request.click)
        {
            self.clicks.remove(&oldest);
        }
    }

    /// A command was taken.
    pub(crate) fn executed(&mut self, device: &str, command: &'static str, user: &'static str, now: Ms) {
        if let Some(counts) = self.current.as_ref().and_then(|click| self.clicks.get_mut(click)) {
            counts.executed += 1;
        }
        let (device, click, at) = (device.to_owned(), self.current.clone(), clock::timestamp(now));
        self.executions.push_back(Execution { device, command, user, click, at });
        if self.executions.len() > REMEMBERED {
            self.executions.pop_front();
        }
    }

    pub(crate) fn read(&self) -> Asked {
        Asked { clicks: self.clicks.clone(), executions: self.executions.iter().cloned().collect() }
    }
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
