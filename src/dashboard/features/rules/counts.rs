//! Counts of devices that meet and break each rule.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::fleet_configuration::{
        compliance::{ComplianceCounts, check},
        model::FleetConfiguration,
        report_cache::ReportCache,
        rule_store::RuleStore,
    },
    state::live::LiveState,
};

/// The number of devices that meet and break each rule, in the order of the rules. Updated once a second.
pub fn compliance_counts(rules: RuleStore, setup: Memo<Arc<FleetConfiguration>>) -> Memo<Vec<ComplianceCounts>> {
    let live = LiveState::current();
    let reports = StoredValue::new(ReportCache::default());
    Memo::new(move |_| {
        let (rules, setup, now) = (rules.all(), setup.get(), live.now());
        let mut tallies = vec![ComplianceCounts::default(); rules.len()];
        reports.update_value(|reports| {
            live.with_untracked(|fleet| {
                for (entry, configuration) in setup.all() {
                    let said = reports.of(fleet, &entry.device.name, now);
                    for (rule, tally) in rules.iter().zip(&mut tallies) {
                        tally.count(check(rule, entry, configuration, said.current()));
                    }
                }
            });
        });
        tallies
    })
}
