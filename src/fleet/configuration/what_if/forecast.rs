//! The result of a forecast for one device.

use std::sync::Arc;

use crate::configuration::{Finding, ValueChange, difference::IndexedChange};

/// Whether a device can get the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applicability {
    /// It can.
    Fits,
    /// It has the policy already, and no value would change.
    Unchanged,
    /// The policy is for devices of another definition. The rest of the forecast is empty.
    WrongDefinition {
        /// The definition that the device has.
        has: String,
        /// The definition that the policy is for.
        needs: String,
    },
}

/// The source of the values that a device has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonBasis {
    /// Its policy and its own values say so.
    Configured,
    /// It has no policy, and has reported values. What it did not report is not known.
    Reported,
    /// It is not known.
    Unknown,
}

/// The forecast for one device. Devices with equal lists share them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The device's name.
    pub device: String,
    /// Whether it can get the policy.
    pub applicability: Applicability,
    /// The source of the values that the device has now.
    pub basis: ComparisonBasis,
    pub(super) changes: Arc<[IndexedChange]>,
    /// Errors that the policy would bring to the device: its values must not be sent. Those that it has already, with the same
    /// values, are not among them, so that they can be put right one after the other.
    pub wrong: Arc<[Finding]>,
    /// The present drift of the device: the changes from the values of policy and overrides to those that it reported.
    pub reported_otherwise: Vec<ValueChange>,
    /// Parameters of the policy that came with later firmware than the device has, by key.
    pub absent_in_firmware: Arc<[String]>,
    /// Own values of the device that it keeps, by key.
    pub overrides_kept: Vec<String>,
    /// Own values of the device that it loses, by key.
    pub overrides_lost: Vec<String>,
    /// The rules that it would break, by their place in the list; also those that it breaks already.
    pub broken: Vec<usize>,
}

impl Forecast {
    /// The changes from the present values of policy and overrides to the future ones, in the order of the schema. Without a policy
    /// they start from the values that the device has reported, or from `None` where its values are not known: see
    /// [`basis`](Self::basis).
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &ValueChange> {
        self.changes.iter().map(|(_, change)| &**change)
    }
}
