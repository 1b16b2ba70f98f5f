//! How the fleet stands to each rule, counted.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Rules, Tally, kept};
use crate::{
    components::setup::{Heard, Setup},
    live::Live,
};

/// Of how many devices each rule is kept and broken, in the order of the rules; counted once a second.
pub fn tallies(rules: Rules, setup: Memo<Arc<Setup>>) -> Memo<Vec<Tally>> {
    let live = Live::current();
    let heard = StoredValue::new(Heard::default());
    Memo::new(move |_| {
        let (rules, setup, now) = (rules.all(), setup.get(), live.now());
        let mut tallies = vec![Tally::default(); rules.len()];
        heard.update_value(|heard| {
            live.with_untracked(|fleet| {
                for (entry, place) in setup.all() {
                    let said = heard.of(fleet, &entry.device.name, now);
                    for (rule, tally) in rules.iter().zip(&mut tallies) {
                        tally.count(kept(rule, entry, place, said.current()));
                    }
                }
            });
        });
        tallies
    })
}
