//! A cache of the last parameter report of each device, and of the times at which values were sent to it. Reading a report costs more
//! than checking whether there is a newer one.

use std::{collections::HashMap, sync::Arc};

use jetstream_api::catalogue::Command;
use jetstream_fleet::{
    Fleet,
    commands::{CommandState, Timeline},
    configuration::{Reported, SentTimes, reported},
};
use jiff::{SignedDuration, Timestamp};

/// A report is read again after this time even without an event: when a device's clock is ahead, its time can still change.
const READ_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// The latest command on a device's parameters, unless it completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestReport {
    /// *Get* or *Set a Device's Policy Parameters*.
    pub command: Command,
    /// The state of the command.
    pub state: CommandState,
}

/// The last report of one device, and when values were sent to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeviceReport {
    /// The parameters that the device last reported.
    pub reported: Option<Arc<Reported>>,
    /// When values were sent to it.
    pub sent: SentTimes,
    /// The latest command, unless it completed.
    pub latest: Option<LatestReport>,
}

impl DeviceReport {
    /// The report, unless values on the device changed since then, or may have.
    pub fn current(&self) -> Option<&Reported> {
        self.reported.as_deref().filter(|reported| !self.sent.is_newer_than(reported.at))
    }
}

/// The cache. Devices without any command have no entry.
#[derive(Debug, Default)]
pub struct ReportCache {
    cached: HashMap<String, CachedReport>,
    /// The value for devices without an entry.
    nothing: Arc<DeviceReport>,
}

#[derive(Debug, Default)]
struct CachedReport {
    /// The timelines that the report was read from. While they are held here, a timeline that changes gets a new address.
    timelines: Vec<Arc<Timeline>>,
    read: Option<Timestamp>,
    report: Arc<DeviceReport>,
}

impl ReportCache {
    /// The report of a device; the same `Arc` while nothing has changed.
    pub fn of(&mut self, fleet: &Fleet, device: &str, now: Timestamp) -> Arc<DeviceReport> {
        let timelines = || fleet.commands().of_device(device);
        if !self.cached.contains_key(device) {
            // Most devices have no commands for hours.
            if timelines().next().is_none() {
                return Arc::clone(&self.nothing);
            }
            self.cached.insert(device.to_owned(), CachedReport::default());
        }
        let Some(cached) = self.cached.get_mut(device) else { return Arc::clone(&self.nothing) };
        let same = cached.timelines.iter().map(Arc::as_ptr).eq(timelines().map(Arc::as_ptr));
        let due = cached.read.is_none_or(|read| now.duration_since(read) >= READ_AGAIN);
        let report = if same && !due {
            cached.report.reported.clone()
        } else {
            (cached.timelines, cached.read) = (timelines().cloned().collect(), Some(now));
            let report = reported(fleet.commands(), device, now);
            let known = cached.report.reported.clone().filter(|known| Some(&**known) == report.as_ref());
            known.or_else(|| report.map(Arc::new))
        };
        let report = DeviceReport {
            reported: report,
            sent: SentTimes::of(fleet.commands(), device, now),
            latest: latest(&cached.timelines, now),
        };
        if *cached.report != report {
            cached.report = Arc::new(report);
        }
        Arc::clone(&cached.report)
    }
}

fn latest(timelines: &[Arc<Timeline>], now: Timestamp) -> Option<LatestReport> {
    let about = |timeline: &&Arc<Timeline>| {
        matches!(timeline.command(), Some(Command::GetPolicyParameters | Command::SetPolicyParameters))
            // The command that a lost response was probably about has its own timeline.
            && timeline.provisional(now).is_none()
    };
    let newest = timelines.iter().find(about)?;
    let state = newest.state(now);
    (state != CommandState::Completed).then_some(LatestReport { command: newest.command()?, state })
}

#[cfg(test)]
#[path = "report_cache_tests.rs"]
pub(crate) mod tests;
