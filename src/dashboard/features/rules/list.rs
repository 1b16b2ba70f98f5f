//! The list of the rules, with the number of devices that meet and break each.

use std::sync::Arc;

use jetstream_fleet::configuration::Rule;
use leptos::prelude::*;

use crate::{
    features::{
        drift::filter::{RuleStatusFilter, rule_board_link},
        fleet_configuration::{compliance::ComplianceCounts, model::FleetConfiguration, rule_store::RuleStore},
        rules::{counts::compliance_counts, form::RuleForm},
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, BadgeTone, Button, ButtonKind, EmptyState, icon};

const LIST: &str = "rules";

/// The list.
#[component]
pub fn RuleList(rules: RuleStore, setup: Memo<Arc<FleetConfiguration>>) -> AnyView {
    let tallies = compliance_counts(rules, setup);
    let changed = RwSignal::new(None::<Rule>);
    let none = Memo::new(move |_| rules.all().is_empty());
    let numbered = move || rules.all().iter().cloned().enumerate().collect::<Vec<_>>();
    let item = move |(number, rule): (usize, Rule)| {
        let tally = Memo::new(move |_| tallies.with(|all| all.get(number).copied().unwrap_or_default()));
        let is_changed = {
            let rule = rule.clone();
            Memo::new(move |_| changed.with(|changed| changed.as_ref() == Some(&rule)))
        };
        let content = move || {
            if is_changed.get() {
                let on_done = Callback::new(move |()| changed.set(None));
                return view! { <RuleForm rules in_place_of=rule.clone() on_done/> }.into_any();
            }
            view! { <OneRule rules rule=rule.clone() tally changed/> }.into_any()
        };
        view! { <li class="rule">{content}</li> }
    };
    let list = move || {
        if none.get() {
            return view! {
                <EmptyState title="No rules yet" icon=icon::LIST>
                    <p>
                        "A rule says what a parameter must be, and on which devices. Write the first one above: what-if and \
                        the drift board hold every device against it."
                    </p>
                </EmptyState>
            }
            .into_any();
        }
        view! {
            <ul class="stack" aria-label="Rules">
                <For each=numbered key=|(number, rule)| (*number, rule.to_string()) children=item/>
            </ul>
        }
        .into_any()
    };
    view! { <div id=LIST tabindex="-1">{list}</div> }.into_any()
}

#[component]
fn OneRule(rules: RuleStore, rule: Rule, tally: Memo<ComplianceCounts>, changed: RwSignal<Option<Rule>>) -> AnyView {
    let rule = StoredValue::new(rule);
    let text = rule.with_value(ToString::to_string);
    let (edit, remove) = (format!("Change {text}"), format!("Remove {text}"));
    let link = move |status, tone, count: usize, what: &str| {
        let href = rule.with_value(|rule| rule_board_link(status, rule));
        let words = format!("{} {what}", text::plural(count, "device"));
        (count > 0).then(|| view! { <a href=href><Badge tone word=words/></a> })
    };
    let stands = move || {
        let tally = tally.get();
        let s = |count: usize| if count == 1 { "s" } else { "" };
        if tally.devices() == 0 {
            return view! { <span class="soft">"No device has the parameter where the rule holds"</span> }.into_any();
        }
        view! {
            {link(RuleStatusFilter::Broken, BadgeTone::Bad, tally.broken, &format!("break{} it", s(tally.broken)))}
            {link(RuleStatusFilter::Kept, BadgeTone::Ok, tally.met, &format!("keep{} it", s(tally.met)))}
            {link(RuleStatusFilter::Unknown, BadgeTone::Unknown, tally.unknown, "not known")}
        }
        .into_any()
    };
    let take_out = move |()| {
        rule.with_value(|rule| rules.remove(rule));
        // The focused button is about to be removed.
        browser::focus(LIST);
    };
    view! {
        <code>{text}</code>
        <span class="line">{stands}</span>
        <span class="line push">
            <Button kind=ButtonKind::Quiet label=edit on_click=move |()| changed.set(Some(rule.get_value()))>"Change"</Button>
            <Button kind=ButtonKind::Quiet label=remove on_click=take_out>"Remove"</Button>
        </span>
    }
    .into_any()
}
