//! A row of the drift table. It is created once and then shows different devices while the list scrolls.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::{
        compare::side::report_comparison_link,
        drift::{
            line::DriftRow,
            text::{expected_text, latest_words, sentence},
            view::DriftView,
        },
        fleet_configuration::policy_command::{BulkCommand, refusal},
    },
    paths::{self, PolicyPage, Tab},
    shared::time_ago::exact_time,
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
        session::Session,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, BadgeTone, Cell, Column, Row, Time};

/// The columns. In each pair the second is shown below the first.
const COLUMNS: [&str; 8] = ["Device", "Policy", "State", "What it means", "Last sync", "Reported", "Rules", "Actions"];

/// The header of the grid.
pub fn columns() -> Vec<Column> {
    COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
}

/// The device that a row shows, with its drift; `None` for a moment after rows were removed.
type Shown = Memo<Option<(DeviceEntry, Arc<DriftRow>)>>;

/// The actions of a row.
#[derive(Clone, Copy)]
pub struct RowActions {
    /// Adds a device to the selection, or removes it.
    pub toggle: Callback<String>,
    /// Starts a command for one device.
    pub act: Callback<(BulkCommand, DeviceEntry)>,
}

/// The cells of a row.
pub fn board_row(view: DriftView, row: Row, actions: RowActions) -> AnyView {
    let shown: Shown = Memo::new(move |_| view.row(row.index.get()));
    let entry = move |read: fn(&DeviceEntry) -> &str| {
        move || shown.with(|shown| shown.as_ref().map(|(entry, _)| read(entry).to_owned()).unwrap_or_default())
    };
    let name = entry(|entry| &entry.device.name);
    let href = move || paths::device(&name(), Tab::Configuration);
    let is_chosen = move || {
        shown.with(|shown| {
            shown.as_ref().is_some_and(|(entry, _)| view.selection.with(|selection| selection.has(&entry.device.name)))
        })
    };
    let policy = move || {
        let name = shown
            .with(|shown| shown.as_ref().and_then(|(_, line)| line.configuration.policy.name().map(str::to_owned)));
        match name {
            None => view! { <span class="none">"No policy"</span> }.into_any(),
            Some(name) => {
                let href = paths::policies(&PolicyPage::One(name.clone()));
                view! { <a href=href title=name.clone() tabindex=move || row.tabindex.get()>{name.clone()}</a> }
                    .into_any()
            }
        }
    };
    view! {
        <Cell class="lead">
            <input type="checkbox" tabindex=move || row.tabindex.get() aria-label=move || format!("Choose {}", name())
                prop:checked=is_chosen on:change=move |_| actions.toggle.run(untrack(name))/>
            <a href=href title=name tabindex=move || row.tabindex.get()>{name}</a>
        </Cell>
        <Cell class="sub">{policy}</Cell>
        <Cell class="mark"><StateCell shown/></Cell>
        <Cell class="sub"><MeaningCell shown tabindex=row.tabindex/></Cell>
        <Cell class="sub"><SyncCell shown/></Cell>
        <Cell class="sub"><ReportedCell shown/></Cell>
        <Cell class="sub"><RulesCell shown view tabindex=row.tabindex/></Cell>
        <Cell class="sub">
            <span class="line">
                <Act shown command=BulkCommand::Read tabindex=row.tabindex on_act=actions.act/>
                <Act shown command=BulkCommand::Sync tabindex=row.tabindex on_act=actions.act/>
            </span>
        </Cell>
    }
    .into_any()
}

#[component]
fn StateCell(shown: Shown) -> AnyView {
    let status = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|(_, line)| line.status)));
    let badge = move || status.get().map(|status| view! { <Badge tone=status.tone() word=status.word()/> });
    badge.into_any()
}

/// The sentence on the drift. If values differ, it is a link to the comparison.
#[component]
fn MeaningCell(shown: Shown, tabindex: Signal<i32>) -> AnyView {
    let live = LiveState::current();
    let words = Memo::new(move |_| {
        let now = live.now();
        shown.with(|shown| {
            let (_, line) = shown.as_ref()?;
            let latest = line.report.latest.as_ref().map(|latest| format!("{}. ", latest_words(latest)));
            Some(format!("{}{}", latest.unwrap_or_default(), sentence(&line.drift, &line.configuration, now)))
        })
    });
    let changes = Memo::new(move |_| {
        shown.with(|shown| {
            let (entry, line) = shown.as_ref()?;
            let all = changes_of(line)?;
            (!all.is_empty()).then(|| (entry.device.name.clone(), all))
        })
    });
    let cell = move || {
        match changes.get() {
        None => view! { <span title=move || words.get()>{move || words.get()}</span> }.into_any(),
        Some((device, all)) => view! {
            <a href=report_comparison_link(&device) title=all.join("; ") tabindex=move || tabindex.get()>{move || words.get()}</a>
        }
        .into_any(),
    }
    };
    cell.into_any()
}

fn changes_of(line: &DriftRow) -> Option<Vec<String>> {
    use jetstream_fleet::configuration::Drift;
    let changes = match &line.drift {
        Drift::Differs { changes, .. } => changes,
        Drift::Queued { changes, .. } | Drift::AwaitsSync { changes, .. } => changes.as_ref()?,
        _ => return None,
    };
    Some(changes.iter().map(|change| expected_text(&line.configuration.schema, change)).collect())
}

/// When the policy was sent to the device, according to Jetstream, and the age of that answer.
#[component]
fn SyncCell(shown: Shown) -> AnyView {
    let live = LiveState::current();
    let asked = Memo::new(move |_| {
        shown.with(|shown| {
            let (entry, line) = shown.as_ref()?;
            let has_policy = entry.device.policy.is_some() || line.configuration.policy.name().is_some();
            has_policy.then(|| (line.cached.clone(), line.dates()))
        })
    });
    let cell = move || match asked.get() {
        None => view! { <span class="none">"–"</span> }.into_any(),
        Some((None, _)) => view! { <span class="none">"Asking…"</span> }.into_any(),
        Some((Some(asked), dates)) => {
            let error = asked.error.as_ref().map(ToString::to_string);
            let age = move || {
                live.now();
                text::ago(asked.at, browser::steady_now())
            };
            let failed = error.map(|error| format!(" Asking again failed: {error}")).unwrap_or_default();
            match dates {
                None => view! { <span class="none" title=failed>"Not known"</span> }.into_any(),
                Some((updated, synced)) => {
                    let added = updated.map(|at| format!("Added {}. ", exact_time(at))).unwrap_or_default();
                    let sent = synced.map(exact_time);
                    let origin = move || {
                        let sent = sent.as_deref().map_or_else(|| "Never sent.".to_owned(), |at| format!("Sent {at}."));
                        format!("{added}{sent} Asked {}.{failed}", age())
                    };
                    match synced {
                        None => view! { <span title=origin>"Never"</span> }.into_any(),
                        Some(at) => view! {
                            <Time at=jetstream_api::time::format(at) title=Signal::derive(origin)
                                text=Signal::derive(move || text::ago(at, live.now()))/>
                        }
                        .into_any(),
                    }
                }
            }
        }
    };
    cell.into_any()
}

#[component]
fn ReportedCell(shown: Shown) -> AnyView {
    let live = LiveState::current();
    let at = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|(_, line)| line.reported_at())));
    let cell = move || {
        match at.get() {
        None => view! { <span class="none">"No report"</span> }.into_any(),
        Some(at) => view! {
            <Time at=jetstream_api::time::format(at) title=exact_time(at) text=Signal::derive(move || text::ago(at, live.now()))/>
        }
        .into_any(),
    }
    };
    cell.into_any()
}

#[component]
fn RulesCell(shown: Shown, view: DriftView, tabindex: Signal<i32>) -> AnyView {
    let broken = Memo::new(move |_| {
        let rules = view.table.rules.all();
        shown.with(|shown| {
            let (_, line) = shown.as_ref()?;
            let broken: Vec<_> =
                line.broken().filter_map(|number| rules.get(number)).map(ToString::to_string).collect();
            Some((broken, line.rules.iter().flatten().count()))
        })
    });
    let cell = move || {
        let (broken, of) = broken.get()?;
        Some(match (broken.len(), of) {
            (_, 0) => view! { <span class="none">"No rules"</span> }.into_any(),
            (0, of) => view! { <span class="none">{format!("Breaks none of {of}")}</span> }.into_any(),
            (count, _) => view! {
                <a href=paths::policies(&PolicyPage::Rules) title=format!("Breaks: {}", broken.join("; ")) tabindex=move || tabindex.get()>
                    <Badge tone=BadgeTone::Bad word=format!("Breaks {}", text::plural(count, "rule"))/>
                </a>
            }
            .into_any(),
        })
    };
    cell.into_any()
}

/// A button of a row. If it is disabled, its tooltip and its label give the reason.
#[component]
fn Act(
    shown: Shown,
    command: BulkCommand,
    tabindex: Signal<i32>,
    on_act: Callback<(BulkCommand, DeviceEntry)>,
) -> AnyView {
    let (session, directory) = (Session::current(), Directory::current());
    let refused = Memo::new(move |_| {
        shown.with(|shown| {
            shown.as_ref().and_then(|(entry, line)| refusal(command, entry, &line.configuration, session, directory))
        })
    });
    let label = move || {
        shown.with(|shown| {
            let device = shown.as_ref().map(|(entry, _)| entry.device.name.as_str()).unwrap_or_default();
            let why = refused.get().map(|why| format!(": {why}")).unwrap_or_default();
            format!("{} {device}{why}", command.label())
        })
    };
    let act = move |_| {
        if let (Some((entry, _)), None) = (shown.get_untracked(), refused.get_untracked()) {
            on_act.run((command, entry));
        }
    };
    view! {
        <button type="button" class="button small" tabindex=move || tabindex.get() aria-label=label title=move || refused.get()
            aria-disabled=move || refused.with(Option::is_some).then_some("true") on:click=act>
            {command.label()}
        </button>
    }
    .into_any()
}
