//! What a policy would do to devices, before any call is made.

mod errors;

use std::sync::Arc;

use jetstream_api::{catalogue::FirmwareVersion, policies::PolicyDevice};

use super::{
    Field, Finding, Reported, Rule, Schema, Subject, ValueChange, Values,
    difference::{ChangeCollector, IndexedChange, found},
};
use crate::configuration::what_if::errors::Errors;

/// A policy that devices may get.
#[derive(Debug, Clone, Copy)]
pub struct ProposedPolicy<'a> {
    /// Its name.
    pub policy: &'a str,
    /// The device definition that it is for.
    pub definition: &'a str,
    /// Its values: every parameter of the definition.
    pub values: &'a Values,
    /// What becomes of the devices' own values.
    pub overrides: Overrides,
    /// The devices that have it already. They keep it, and an address that they share with others is not theirs alone.
    pub holders: &'a [PolicyDevice],
}

/// What becomes of a device's own values when it gets another policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overrides {
    /// They are given along, but for parameters that the policy does not have.
    Keep,
    /// The policy's values take their place.
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
    /// What it last reported, if that is known and not out of date.
    pub reported: Option<&'a Reported>,
    /// The firmware that it reported, if that is known.
    pub firmware: Option<FirmwareVersion>,
}

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

/// Where it is known from what a device has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonBasis {
    /// Its policy and its own values say so.
    Configured,
    /// It has no policy, and has reported values. What it did not report is not known.
    Reported,
    /// It is not known.
    Unknown,
}

/// What the policy would do to one device. Devices to which it does the same share their lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The device's name.
    pub device: String,
    /// Whether it can get the policy.
    pub verdict: Applicability,
    /// Where it is known from what the device has now.
    pub basis: ComparisonBasis,
    changes: Arc<[IndexedChange]>,
    /// Errors that the policy would bring to the device: its values must not be sent. Those that it has already, with the same
    /// values, are not among them, so that they can be put right one after the other.
    pub wrong: Arc<[Finding]>,
    /// Where the device reports something else than what policy and overrides say now: from what they say to what it reports.
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
    /// What would change, from what policy and overrides say now to what they would say, in the order of the schema. Without a
    /// policy it is from what the device has reported; from `None` where nothing says what it has now: see
    /// [`basis`](Self::basis).
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &ValueChange> {
        self.changes.iter().map(|(_, change)| &**change)
    }
}

/// Computes what a policy would do to each device, in their order. `schema` is that of the policy's definition.
pub fn what_if(
    schema: &Schema,
    proposal: &ProposedPolicy<'_>,
    targets: &[Target<'_>],
    assertions: &[Rule],
) -> Vec<Forecast> {
    let mut forecaster = Forecaster {
        schema,
        proposal,
        assertions,
        subject: Subject::new(proposal.definition).policy(proposal.policy),
        errors: Errors::new(schema, proposal),
        by_policy: Vec::new(),
        by_firmware: Vec::new(),
    };
    let mut forecasts: Vec<_> = targets.iter().map(|target| forecaster.forecast(target)).collect();
    forecaster.errors.add_shared_addresses(targets, &mut forecasts);
    forecasts
}

/// What is the same for all devices, and what was found once for all of a policy or of a firmware.
struct Forecaster<'a> {
    schema: &'a Schema,
    proposal: &'a ProposedPolicy<'a>,
    assertions: &'a [Rule],
    subject: Subject<'a>,
    errors: Errors<'a>,
    by_policy: Vec<(Option<&'a Values>, Arc<[IndexedChange]>)>,
    by_firmware: Vec<(Option<FirmwareVersion>, Arc<[String]>)>,
}

impl<'a> Forecaster<'a> {
    fn forecast(&mut self, target: &Target<'a>) -> Forecast {
        let device = target.device.to_owned();
        let (has, needs) = (target.definition, self.proposal.definition);
        if has != needs {
            return Forecast {
                device,
                verdict: Applicability::WrongDefinition { has: has.to_owned(), needs: needs.to_owned() },
                basis: basis(target),
                changes: Arc::default(),
                wrong: Arc::default(),
                reported_otherwise: Vec::new(),
                absent_in_firmware: Arc::default(),
                overrides_kept: Vec::new(),
                overrides_lost: Vec::new(),
                broken: Vec::new(),
            };
        }
        let mut lost = ChangeCollector::new(self.schema);
        let (mut overrides_kept, mut overrides_lost) = (Vec::new(), Vec::new());
        let mut proposed = self.proposal.values.ascending();
        for (key, value) in target.overrides.iter() {
            let proposed = proposed.value(key);
            if self.proposal.overrides == Overrides::Keep && proposed.is_some() {
                overrides_kept.push(key.to_owned());
            } else {
                overrides_lost.push(key.to_owned());
                lost.take(key, Some(value), proposed);
            }
        }
        let changes = self.changes(target, lost);
        let same = target.policy == Some(self.proposal.policy) && changes.is_empty();
        Forecast {
            device,
            verdict: if same { Applicability::Unchanged } else { Applicability::Fits },
            basis: basis(target),
            wrong: self.errors.of(target, &changes),
            changes,
            reported_otherwise: self.reported_otherwise(target),
            absent_in_firmware: self.absent(target.firmware),
            overrides_kept,
            overrides_lost,
            broken: self.broken(target),
        }
    }

    /// What changes because the policy does, but for the device's own values, and because it loses some of these.
    fn changes(&mut self, target: &Target<'a>, mut found: ChangeCollector<'_>) -> Arc<[IndexedChange]> {
        if let (ComparisonBasis::Reported, Some(reported)) = (basis(target), target.reported) {
            return self.since_report(reported);
        }
        let of_policy = self.of_policy(target.values);
        let is_own = |(_, change): &&IndexedChange| target.overrides.get(&change.key).is_some();
        if target.overrides.is_empty() || (found.is_empty() && !of_policy.iter().any(|change| is_own(&change))) {
            return of_policy;
        }
        of_policy.iter().filter(|change| !is_own(change)).for_each(|change| found.add(change.clone()));
        found.sorted().into()
    }

    /// What would change on a device that has no policy, but has said which values it has. What the policy does not have, it
    /// leaves as it is.
    fn since_report(&self, reported: &Reported) -> Arc<[IndexedChange]> {
        let (mut found, mut has) = (ChangeCollector::new(self.schema), reported.values.ascending());
        for (key, proposed) in self.proposal.values.iter() {
            found.take(key, has.value(key), Some(proposed));
        }
        found.sorted().into()
    }

    /// What would change on a device without values of its own.
    fn of_policy(&mut self, values: Option<&'a Values>) -> Arc<[IndexedChange]> {
        let is_same = |other: &Option<&Values>| match (values, other) {
            (Some(one), Some(other)) => std::ptr::eq(one, *other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if let Some((_, changes)) = self.by_policy.iter().find(|(other, _)| is_same(other)) {
            return Arc::clone(changes);
        }
        let found = found(self.schema, values.unwrap_or(&Values::default()), self.proposal.values);
        let changes: Arc<[IndexedChange]> = found.sorted().into();
        self.by_policy.push((values, Arc::clone(&changes)));
        changes
    }

    fn absent(&mut self, firmware: Option<FirmwareVersion>) -> Arc<[String]> {
        if let Some((_, absent)) = self.by_firmware.iter().find(|(other, _)| *other == firmware) {
            return Arc::clone(absent);
        }
        let lacks = |field: &&Field| {
            let since = field.known.zip(firmware).is_some_and(|(known, firmware)| !known.exists_in(firmware));
            since && self.proposal.values.get(&field.key).is_some()
        };
        let absent: Arc<[String]> = self.schema.fields().iter().filter(lacks).map(|field| field.key.clone()).collect();
        self.by_firmware.push((firmware, Arc::clone(&absent)));
        absent
    }

    fn reported_otherwise(&self, target: &Target<'_>) -> Vec<ValueChange> {
        if basis(target) == ComparisonBasis::Reported {
            // Nothing says what it should have, so nothing is otherwise.
            return Vec::new();
        }
        let mut found = ChangeCollector::new(self.schema);
        let none = Values::default();
        let (mut own, mut proposed) = (target.overrides.ascending(), self.proposal.values.ascending());
        let mut policy = target.values.unwrap_or(&none).ascending();
        for (key, value) in target.reported.into_iter().flat_map(|reported| reported.values.iter()) {
            let now = own.value(key).or_else(|| policy.value(key));
            // What the policy does not have and would not get is none of its business.
            if now.is_some() || proposed.value(key).is_some() {
                found.take(key, now, Some(value));
            }
        }
        found.in_order()
    }

    fn broken(&self, target: &Target<'_>) -> Vec<usize> {
        let subject = self.subject.device(target.device);
        let breaks =
            |rule: &Rule| rule.holds_for(&subject, self.proposal.value(target.overrides, rule.key())) == Some(false);
        self.assertions.iter().enumerate().filter(|(_, rule)| breaks(rule)).map(|(place, _)| place).collect()
    }
}

impl<'a> ProposedPolicy<'a> {
    /// What a device with these own values would have.
    fn value(&self, own: &'a Values, key: &str) -> Option<&'a str> {
        let proposed = self.values.get(key)?;
        Some(own.get(key).filter(|_| self.overrides == Overrides::Keep).unwrap_or(proposed))
    }
}

fn basis(target: &Target<'_>) -> ComparisonBasis {
    match (target.policy, target.values, target.reported) {
        (_, Some(_), _) => ComparisonBasis::Configured,
        (None, None, Some(_)) => ComparisonBasis::Reported,
        (_, None, _) => ComparisonBasis::Unknown,
    }
}

#[cfg(test)]
#[path = "what_if_tests.rs"]
mod tests;
