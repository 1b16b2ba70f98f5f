//! The page that lists the administrator's rules and how many devices comply with each.

use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::{model::FleetConfiguration, rule_store::RuleStore},
        rules::{exchange::Exchange, form::RuleForm, list::RuleList},
    },
    shared::{
        freshness::{PoliciesAsOf, StalePolicies},
        page_title::PageTitle,
        unsaved_forms::{UnsavedForms, UnsavedFormsGuard},
    },
    text,
};
use jetstream_browser::Persistence;
use jetstream_ui::{Button, ButtonKind, Disclosure, Notice, NoticeKind, Panel};

/// The page.
#[component]
pub fn RulesPage() -> AnyView {
    let (rules, setup) = (RuleStore::open(), FleetConfiguration::current());
    UnsavedForms::provide();
    let count = move || text::plural(rules.all().len(), "rule");
    let blocked = move || {
        (rules.persistence() == Persistence::Page).then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title="These rules last until the page is reloaded" announce=true>
                    <p>
                        "This browser does not let the page keep anything: its storage is blocked, or full. They work all the \
                        same; export them before you leave."
                    </p>
                </Notice>
            }
        })
    };
    let content = move || match rules.unreadable() {
        None => view! {
            <RuleForm rules/>
            <RuleList rules setup/>
        }
        .into_any(),
        Some((text, problem)) => view! {
            <Notice kind=NoticeKind::Error title="The rules that this browser keeps cannot be read">
                <p>{problem.to_string()}</p>
                <Disclosure summary="What is kept"><pre tabindex="0"><code>{text}</code></pre></Disclosure>
                <Button kind=ButtonKind::Danger on_click=move |()| rules.reset()>"Start with no rules"</Button>
            </Notice>
        }
        .into_any(),
    };
    let description = "A rule says what a parameter must be, and on which devices. What-if says which rules a policy would break, and \
        the drift board which are broken now. A device keeps a rule when its policy and its own values say so, and what it \
        reports does not say otherwise. Rules are kept in this browser and sent nowhere.";
    view! {
        <PageTitle page="Rules"/>
        <header class="page-head">
            <h1>"Rules"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
            <PoliciesAsOf/>
        </header>
        <StalePolicies/>
        <p class="soft prose">{description}</p>
        {blocked}
        <Panel title="What must hold">{content}</Panel>
        <Exchange rules/>
        <UnsavedFormsGuard what="A rule that is typed here, or a list of rules, is not taken over yet, and would be gone."/>
    }
    .into_any()
}
