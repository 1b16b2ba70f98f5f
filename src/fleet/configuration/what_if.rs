//! The forecast of a policy: what it would change on devices, before any call is made.

mod errors;
mod forecast;
mod input;

use std::sync::Arc;

use jetstream_api::catalogue::FirmwareVersion;

use super::{
    Field, Reported, Rule, Schema, Subject, ValueChange, Values,
    difference::{ChangeCollector, IndexedChange, found},
};
use errors::Errors;

pub use forecast::{Applicability, ComparisonBasis, Forecast};
pub use input::{Overrides, ProposedPolicy, Target};

/// Computes the forecast of a policy for each device, in their order. `schema` is that of the policy's definition.
pub fn what_if(
    schema: &Schema,
    proposal: &ProposedPolicy<'_>,
    targets: &[Target<'_>],
    rules: &[Rule],
) -> Vec<Forecast> {
    let mut forecaster = Forecaster {
        schema,
        proposal,
        rules,
        subject: Subject::new(proposal.definition).policy(proposal.policy),
        errors: Errors::new(schema, proposal),
        by_policy: Vec::new(),
        by_firmware: Vec::new(),
    };
    let mut forecasts: Vec<_> = targets.iter().map(|target| forecaster.forecast(target)).collect();
    forecaster.errors.add_shared_addresses(targets, &mut forecasts);
    forecasts
}

/// The computation of forecasts, with caches of results that depend only on the present policy or the firmware of a device.
struct Forecaster<'a> {
    schema: &'a Schema,
    proposal: &'a ProposedPolicy<'a>,
    rules: &'a [Rule],
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
                applicability: Applicability::WrongDefinition { has: has.to_owned(), needs: needs.to_owned() },
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
                lost.add_if_different(key, Some(value), proposed);
            }
        }
        let changes = self.changes(target, lost);
        let same = target.policy == Some(self.proposal.policy) && changes.is_empty();
        Forecast {
            device,
            applicability: if same { Applicability::Unchanged } else { Applicability::Fits },
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

    /// The changes because the policy changes, except for the device's own values, and because it loses some of these.
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

    /// The changes on a device that has no policy, but has reported its values. Values that the policy does not have do not change.
    fn since_report(&self, reported: &Reported) -> Arc<[IndexedChange]> {
        let (mut found, mut has) = (ChangeCollector::new(self.schema), reported.values.ascending());
        for (key, proposed) in self.proposal.values.iter() {
            found.add_if_different(key, has.value(key), Some(proposed));
        }
        found.sorted().into()
    }

    /// The changes on a device without values of its own.
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
            // There is no policy, and so no drift.
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
                found.add_if_different(key, now, Some(value));
            }
        }
        found.in_order()
    }

    fn broken(&self, target: &Target<'_>) -> Vec<usize> {
        let subject = self.subject.device(target.device);
        let breaks =
            |rule: &Rule| rule.holds_for(&subject, self.proposal.value(target.overrides, rule.key())) == Some(false);
        self.rules.iter().enumerate().filter(|(_, rule)| breaks(rule)).map(|(place, _)| place).collect()
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
