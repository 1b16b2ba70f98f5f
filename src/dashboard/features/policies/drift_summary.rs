//! A summary of how many devices differ from their policy, computed from the received events without any call.

use jetstream_api::policies::PolicyDevice;
use jetstream_fleet::{
    Fleet,
    configuration::{Assigned, Drift, DriftInput, Values, drift},
};
use jiff::Timestamp;

use crate::{
    features::fleet_configuration::{
        policy_view::PolicyView,
        report_cache::{DeviceReport, ReportCache},
    },
    text,
};
use jetstream_ui::BadgeTone;

/// The drift of one device. Dates that only Jetstream knows are not read here (`stored_policy` is `None`), unlike on the drift page.
pub fn drift_counts(policy_view: &PolicyView, device: &PolicyDevice, reports: &DeviceReport) -> Drift {
    drift(&DriftInput {
        schema: &policy_view.schema,
        policy: Assigned::Policy(&policy_view.values),
        overrides: &Values::from(device.overrides.as_slice()),
        stored_policy: None,
        sent: reports.sent,
        reported: reports.reported.as_deref(),
    })
}

/// The number of devices of a policy per drift state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DriftSummary {
    /// Devices that report other values.
    pub differ: usize,
    /// Devices to which the values are being sent.
    pub pending: usize,
    /// Devices that have not reported their values, or not since the last change.
    pub unknown: usize,
    /// Devices that report the values of the policy.
    pub clean: usize,
}

impl DriftSummary {
    /// Counts the devices of a policy.
    pub fn of(fleet: &Fleet, reports: &mut ReportCache, policy_view: &PolicyView, now: Timestamp) -> Self {
        let mut summary = Self::default();
        for device in policy_view.devices() {
            summary.count(&drift_counts(policy_view, device, &reports.of(fleet, &device.name, now)));
        }
        summary
    }

    fn count(&mut self, drift: &Drift) {
        let number = match drift {
            Drift::Differs { .. } => &mut self.differ,
            Drift::Queued { .. } | Drift::AwaitsSync { .. } => &mut self.pending,
            Drift::Clean { .. } => &mut self.clean,
            Drift::NoPolicy
            | Drift::PolicyUnknown
            | Drift::NotReported
            | Drift::OutOfDate { .. }
            | Drift::Incomplete { .. } => &mut self.unknown,
        };
        *number += 1;
    }

    fn devices(self) -> usize {
        self.differ + self.pending + self.unknown + self.clean
    }

    /// The most severe state as a badge; `None` if no device has the policy.
    pub fn word(self) -> Option<(BadgeTone, String)> {
        let part = |number: usize, word: &str| match number == self.devices() {
            true => word.to_owned(),
            false => format!("{number} of {} {}", self.devices(), word.to_ascii_lowercase()),
        };
        Some(match self {
            _ if self.devices() == 0 => return None,
            Self { differ: 1.., .. } => (BadgeTone::Bad, part(self.differ, "Differ")),
            Self { pending: 1.., .. } => (BadgeTone::Info, part(self.pending, "Pending")),
            Self { unknown: 1.., .. } => (BadgeTone::Unknown, part(self.unknown, "Not known")),
            _ => (BadgeTone::Ok, "Clean".to_owned()),
        })
    }

    /// All counts in one sentence.
    pub fn sentence(self) -> String {
        let parts = [
            (self.differ, "with other values than the policy"),
            (self.pending, "to which the values are on their way"),
            (self.unknown, "that did not say which values they have, or not since they were last changed"),
            (self.clean, "with the values of the policy"),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts: Vec<_> = parts.map(|(number, what)| format!("{} {what}", text::plural(number, "device"))).collect();
        if parts.is_empty() { "No device has it".to_owned() } else { parts.join("; ") }
    }

    /// A sort key that compares `differ`, then `pending`, then `unknown`.
    pub fn urgency(self) -> (usize, usize, usize) {
        (self.differ, self.pending, self.unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_is_the_word_and_says_of_how_many() {
        let word = |summary: DriftSummary| summary.word().map(|(_, word)| word);
        assert_eq!(word(DriftSummary::default()), None);
        assert_eq!(word(DriftSummary { clean: 3, ..DriftSummary::default() }).as_deref(), Some("Clean"));
        assert_eq!(word(DriftSummary { unknown: 3, ..DriftSummary::default() }).as_deref(), Some("Not known"));
        assert_eq!(
            word(DriftSummary { clean: 2, unknown: 1, ..DriftSummary::default() }).as_deref(),
            Some("1 of 3 not known")
        );
        assert_eq!(
            word(DriftSummary { differ: 2, pending: 1, unknown: 4, clean: 3 }).as_deref(),
            Some("2 of 10 differ")
        );
    }

    #[test]
    fn the_sentence_leaves_nothing_out() {
        let summary = DriftSummary { differ: 1, pending: 2, ..DriftSummary::default() };
        assert_eq!(
            summary.sentence(),
            "1 device with other values than the policy; 2 devices to which the values are on their way"
        );
    }
}
