//! The errors in a forecast: a policy is checked together with the device's own values, which can contradict it.
//!
//! An error counts only where one of its values would change. A value that was wrong before and does not change must not prevent other
//! changes.

use std::{
    collections::{BTreeMap, HashSet},
    net::Ipv4Addr,
    sync::Arc,
};

use super::{
    forecast::{Applicability, Forecast},
    input::{ProposedPolicy, Target},
};
use crate::configuration::{
    Finding, Schema, Values,
    checks::{ADDRESSED, IP, address_of_many, errors_of_addresses, errors_of_values, static_address},
    difference::IndexedChange,
};

/// Changes, and the errors that they bring.
type ErrorsByChange = (Arc<[IndexedChange]>, Arc<[Finding]>);

/// A finder of errors, with caches of those that are the same for all devices, or for all devices with the same changes.
pub(super) struct Errors<'a> {
    schema: &'a Schema,
    proposal: &'a ProposedPolicy<'a>,
    /// The errors of single values of the policy.
    of_values: Vec<Finding>,
    /// The errors of devices without values of their own, by their changes.
    by_changes: Vec<ErrorsByChange>,
}

impl<'a> Errors<'a> {
    pub(super) fn new(schema: &'a Schema, proposal: &'a ProposedPolicy<'a>) -> Self {
        let of_values = errors_of_values(schema, proposal.values);
        Self { schema, proposal, of_values, by_changes: Vec::new() }
    }

    /// The errors that these changes bring to a device, but for an address that it shares with others.
    pub(super) fn of(&mut self, target: &Target<'_>, changes: &Arc<[IndexedChange]>) -> Arc<[Finding]> {
        if !target.overrides.is_empty() {
            return self.find(target.overrides, changes).into();
        }
        if let Some((_, errors)) = self.by_changes.iter().find(|(other, _)| Arc::ptr_eq(other, changes)) {
            return Arc::clone(errors);
        }
        let errors: Arc<[Finding]> = self.find(target.overrides, changes).into();
        // A list that no other device shares is not looked for again.
        if target.values.is_some() || target.reported.is_none() {
            self.by_changes.push((Arc::clone(changes), Arc::clone(&errors)));
        }
        errors
    }

    fn find(&self, own: &Values, changes: &[IndexedChange]) -> Vec<Finding> {
        let mut errors: Vec<_> = self.of_values.iter().filter(|error| is_brought(error, changes)).cloned().collect();
        if ADDRESSED.iter().any(|key| changes_key(changes, key)) {
            let addresses = errors_of_addresses(self.schema, |key| self.proposal.value(own, key));
            errors.extend(addresses.into_iter().filter(|error| is_brought(error, changes)));
        }
        errors
    }

    /// Adds the error of an address that several devices would have: those that get the policy, and those that have it.
    pub(super) fn add_shared_addresses(&self, targets: &[Target<'_>], forecasts: &mut [Forecast]) {
        if self.schema.field(IP).is_none() {
            return;
        }
        let mut had_by = BTreeMap::<Ipv4Addr, (usize, Vec<usize>)>::new();
        for (place, (target, forecast)) in targets.iter().zip(&*forecasts).enumerate() {
            let value = self.proposal.value(target.overrides, IP);
            if let (false, Some(address)) = (
                matches!(forecast.applicability, Applicability::WrongDefinition { .. }),
                value.and_then(static_address),
            ) {
                let (count, places) = had_by.entry(address).or_default();
                *count += 1;
                places.push(place);
            }
        }
        if had_by.is_empty() {
            return;
        }
        let among: HashSet<&str> = targets.iter().map(|target| target.device).collect();
        for holder in self.proposal.holders.iter().filter(|holder| !among.contains(holder.name.as_str())) {
            let own = Values::from(holder.overrides.as_slice());
            let value = own.get(IP).or_else(|| self.proposal.values.get(IP));
            if let Some((count, _)) = value.and_then(static_address).and_then(|address| had_by.get_mut(&address)) {
                *count += 1;
            }
        }
        for (address, (count, places)) in had_by.into_iter().filter(|(_, (count, _))| *count > 1) {
            let error = address_of_many(address, count, "in the policy");
            for place in places {
                if let Some(forecast) = forecasts.get_mut(place)
                    && changes_key(&forecast.changes, IP)
                {
                    forecast.wrong = forecast.wrong.iter().chain([&error]).cloned().collect();
                }
            }
        }
    }
}

fn is_brought(error: &Finding, changes: &[IndexedChange]) -> bool {
    error.keys.iter().any(|key| changes_key(changes, key))
}

fn changes_key(changes: &[IndexedChange], key: &str) -> bool {
    changes.iter().any(|(_, change)| change.key == key)
}

#[cfg(test)]
#[path = "errors_tests.rs"]
mod tests;
