//! The input of a forecast: the policy that devices may get, and the devices as they are configured now.

use jetstream_api::{catalogue::FirmwareVersion, policies::PolicyDevice};

use crate::configuration::{Reported, Values};

/// The policy of a forecast.
#[derive(Debug, Clone, Copy)]
pub struct ProposedPolicy<'a> {
    /// Its name.
    pub policy: &'a str,
    /// The device definition that it is for.
    pub definition: &'a str,
    /// Its values: every parameter of the definition.
    pub values: &'a Values,
    /// Whether the devices keep their own values.
    pub overrides: Overrides,
    /// The devices that have it already. They keep it, and an address that they share with others is not theirs alone.
    pub holders: &'a [PolicyDevice],
}

/// The treatment of a device's own values when it gets another policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrides {
    /// They are kept, except for parameters that the policy does not have.
    Keep,
    /// They are replaced by the policy's values.
    Drop,
}

/// A device as it is configured now.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Its name.
    pub device: &'a str,
    /// The name of its device definition.
    pub definition: &'a str,
    /// The name of its policy, if it has one.
    pub policy: Option<&'a str>,
    /// The values of that policy; `None` where it has none or they are not known. Pass the same reference for all devices of
    /// a policy: it is compared once.
    pub values: Option<&'a Values>,
    /// Its own values.
    pub overrides: &'a Values,
    /// Its last report, if that is known and not out of date.
    pub reported: Option<&'a Reported>,
    /// The firmware that it reported, if that is known.
    pub firmware: Option<FirmwareVersion>,
}

impl<'a> ProposedPolicy<'a> {
    /// The value that a device with these own values would have.
    pub(super) fn value(&self, own: &'a Values, key: &str) -> Option<&'a str> {
        let proposed = self.values.get(key)?;
        Some(own.get(key).filter(|_| self.overrides == Overrides::Keep).unwrap_or(proposed))
    }
}
