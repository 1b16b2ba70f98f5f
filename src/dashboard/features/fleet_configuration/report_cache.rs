//! What devices have said of their parameters, and what was sent to them. Reading a report costs more than looking whether there
//! is another one, so of each device the last one is kept.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::catalogue::Command;
use jetstream_fleet::{
    Fleet,
    commands::{CommandState, Timeline},
    configuration::{Reported, SentTimes, reported},
};
use jiff::{SignedDuration, Timestamp};

/// After this time a report is read again although no event came: when a device's clock is ahead, its time is not final.
const READ_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// The latest command about a device's parameters, while it has not ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestReport {
    /// *Get* or *Set a Device's Policy Parameters*.
    pub command: Command,
    /// How it stands.
    pub state: CommandState,
}

/// What one device has said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeviceReport {
    /// Its parameters as it last reported them.
    pub reported: Option<Arc<Reported>>,
    /// What was sent to it.
    pub sent: SentTimes,
    /// The latest command, while it has not ended well.
    pub latest: Option<LatestReport>,
}

impl DeviceReport {
    /// The report, unless the device was sent other values since.
    pub fn current(&self) -> Option<&Reported> {
        self.reported.as_deref().filter(|reported| !self.sent.is_newer_than(reported.at))
    }
}

/// What all devices have said.
#[derive(Debug, Default)]
pub struct ReportCache {
    kept: HashMap<String, CachedReport>,
    /// What the others have said.
    nothing: Arc<DeviceReport>,
}

#[derive(Debug, Default)]
struct CachedReport {
    /// The commands that it was read from. Holding them makes a changed one another one.
    timelines: Vec<Arc<Timeline>>,
    read: Option<Timestamp>,
    heard: Arc<DeviceReport>,
}

impl ReportCache {
    /// What a device has said; the same `Arc` as long as that is the same.
    pub fn of(&mut self, fleet: &Fleet, device: &str, now: Timestamp) -> Arc<DeviceReport> {
        let timelines = || fleet.commands().of_device(device);
        if !self.kept.contains_key(device) {
            // Most devices say nothing for hours.
            if timelines().next().is_none() {
                return Arc::clone(&self.nothing);
            }
            self.kept.insert(device.to_owned(), CachedReport::default());
        }
        let Some(kept) = self.kept.get_mut(device) else { return Arc::clone(&self.nothing) };
        let same = kept.timelines.iter().map(Arc::as_ptr).eq(timelines().map(Arc::as_ptr));
        let due = kept.read.is_none_or(|read| now.duration_since(read) >= READ_AGAIN);
        let report = if same && !due {
            kept.heard.reported.clone()
        } else {
            (kept.timelines, kept.read) = (timelines().cloned().collect(), Some(now));
            let report = reported(fleet.commands(), device, now);
            let known = kept.heard.reported.clone().filter(|known| Some(&**known) == report.as_ref());
            known.or_else(|| report.map(Arc::new))
        };
        let heard = DeviceReport {
            reported: report,
            sent: SentTimes::of(fleet.commands(), device, now),
            latest: latest(&kept.timelines, now),
        };
        if *kept.heard != heard {
            kept.heard = Arc::new(heard);
        }
        Arc::clone(&kept.heard)
    }
}

fn latest(timelines: &[Arc<Timeline>], now: Timestamp) -> Option<LatestReport> {
    let about = |timeline: &&Arc<Timeline>| {
        matches!(timeline.command(), Some(Command::GetPolicyParameters | Command::SetPolicyParameters))
            // The command that a lost answer was probably about has a timeline of its own.
            && timeline.provisional(now).is_none()
    };
    let newest = timelines.iter().find(about)?;
    let state = newest.state(now);
    (state != CommandState::Completed).then_some(LatestReport { command: newest.command()?, state })
}

#[cfg(test)]
#[path = "report_cache_tests.rs"]
pub(crate) mod tests;
