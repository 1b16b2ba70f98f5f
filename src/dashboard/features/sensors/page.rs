//! The page of the fleet's temperatures, and the sensor tab of one device.

use std::sync::Arc;

use jetstream_api::catalogue::{self, Unit};
use jiff::SignedDuration;
use leptos::prelude::*;

use crate::{
    features::sensors::{
        latest::LimitStatus, limits::SensorLimits, panel::SensorPanel, rows::SensorRows, temperatures::temperatures,
    },
    paths::{self, Tab, UrlQuery},
    shared::{
        debounced_query::DebouncedQuery,
        device_name_filter::DeviceNameFilter,
        page_title::PageTitle,
        unsaved_forms::{UnsavedForms, UnsavedFormsGuard},
        url::use_query,
    },
    state::{directory::device_entry::DeviceEntry, live::LiveState},
    text,
};
use jetstream_ui::{Button, ButtonKind, Choice, EmptyState, Notice, NoticeKind, Panel, SelectField, TextField, icon};

const DEVICE: &str = "device";
const STATE: &str = "state";
const KEYS: [&str; 2] = [DEVICE, STATE];
/// The query key of the number of hours that the charts of a device show.
const HOURS: &str = "hours";
const DAY: i64 = 24;
const SPANS: [(i64, &str); 3] = [(6, "Last 6 hours"), (DAY, "Last 24 hours"), (168, "Last 7 days")];

/// The query that filters the list by a status.
pub fn filter_link(status: LimitStatus) -> UrlQuery {
    UrlQuery::default().with(STATE, status.value())
}

fn is_set(query: &UrlQuery) -> bool {
    KEYS.iter().any(|key| !query.get(key).is_empty())
}

/// The page for the whole fleet.
pub fn page() -> AnyView {
    let (query, set) = use_query(paths::SENSORS);
    let typed = DebouncedQuery::new(&[DEVICE], query, set);
    let DebouncedQuery { query, set, .. } = typed;
    let all = temperatures();
    let device = Memo::new(move |_| DeviceNameFilter::from_input(&query.with(|query| query.get(DEVICE).to_owned())));
    let shown = Memo::new(move |_| {
        let (device, state) = (device.read(), query.with(|query| query.get(STATE).to_owned()));
        all.with(|all| {
            let fits = all.iter().filter(|one| state.is_empty() || one.status.value() == state);
            fits.filter(|one| device.matches(&one.device)).cloned().collect::<Arc<[_]>>()
        })
    });
    let none = Memo::new(move |_| shown.with(|shown| shown.is_empty()));
    let count = move || {
        let (shown, total) = (shown.with(|shown| shown.len()), all.with(|all| all.len()));
        let total_words = text::plural(total, "thermometer");
        if shown == total { total_words } else { format!("{shown} of {total_words}") }
    };
    let nothing = move || {
        none.get().then(|| match query.with(is_set) {
            true => view! {
                <EmptyState title="No thermometer fits" icon=icon::SEARCH action=move || view! { <Clear set/> }>
                    <p>"Every filter must hold. Nothing that is hidden is lost."</p>
                </EmptyState>
            }
            .into_any(),
            false => view! {
                <EmptyState title="No temperatures yet" icon=icon::THERMOMETER>
                    <p>"They appear here with the first SensorReadingEvent. RFID enclosures send one every SensorReadingEventInterval minutes."</p>
                </EmptyState>
            }
            .into_any(),
        })
    };
    view! {
        <PageTitle page="Sensors"/>
        <header class="page-head">
            <h1>"Sensors"</h1>
            <p class="soft" role="status" aria-label="Count">{count}</p>
        </header>
        <Filters query=typed/>
        <p class="soft small">
            "The last temperature of each device with a thermometer. Limits are set on the device's page and kept in this browser; \
            until then those that are usual for a fridge or a freezer count."
        </p>
        <div class="device-list">
            <SensorRows shown subject=Signal::derive(move || query.with(ToString::to_string))/>
            {nothing}
        </div>
    }
    .into_any()
}

#[component]
fn Filters(query: DebouncedQuery) -> AnyView {
    let leave = move |_| query.flush();
    let DebouncedQuery { query, set, .. } = query;
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    let states = LimitStatus::ALL.map(|status| Choice::new(status.value(), status.word()));
    let states: Vec<_> = std::iter::once(Choice::new("", "Any state")).chain(states).collect();
    view! {
        <div class="filters" role="search" on:focusout=leave>
            <TextField kind="search" label="Device" hide_label=true value=value(DEVICE) on_input=change(DEVICE)/>
            <SelectField label="State" hide_label=true value=value(STATE) on_change=change(STATE) choices=states/>
            {move || query.with(is_set).then(|| view! { <Clear set/> })}
        </div>
    }
    .into_any()
}

#[component]
fn Clear(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| KEYS.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}

/// The sensors of one device, for a tab of its page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    let live = LiveState::current();
    let limits = SensorLimits::open();
    let (query, set) = use_query(paths::device(&entry.device.name, Tab::Sensors));
    let hours = Memo::new(move |_| query.with(|query| query.get(HOURS).parse::<i64>().unwrap_or(DAY)));
    let back = Signal::derive(move || SignedDuration::from_hours(hours.get().clamp(1, 168)));
    let spans = SPANS.map(|(hours, word)| Choice::new(hours.to_string(), word));
    let name = entry.device.name.clone();
    let sensors = Memo::new(move |_| {
        // A position in degrees is not drawn as a line over time.
        let is_line = |sensor: &str| catalogue::sensor(sensor).is_none_or(|known| known.unit != Unit::Degree);
        live.with(|fleet| {
            let all = fleet.sensors().of(&name).map(|(sensor, _)| Arc::clone(sensor));
            all.filter(|sensor| is_line(sensor)).collect::<Vec<_>>()
        })
    });
    let name = entry.device.name.clone();
    let is_cut = Memo::new(move |_| live.with(|fleet| fleet.sensors().is_cut(&name)));
    let cut = move || {
        is_cut.get().then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title="Less than a week is kept">
                    <p>"So many sensors were read that this page has room for less than the last 7 days of each. What was before is neither drawn nor counted."</p>
                </Notice>
            }
        })
    };
    let entry = StoredValue::new(entry);
    UnsavedForms::provide();
    // The panels are not rendered again when a new sensor appears, so that text typed in their forms is retained.
    let none = Memo::new(move |_| sensors.with(Vec::is_empty));
    let panels = move || {
        if none.get() {
            return view! {
                <Panel title="Sensors">
                    <EmptyState title="No readings yet" icon=icon::THERMOMETER>
                        <p>"They appear here with the first SensorReadingEvent of this device."</p>
                    </EmptyState>
                </Panel>
            }
            .into_any();
        }
        let panel = move |sensor| view! { <SensorPanel entry=entry.get_value() sensor limits back/> };
        view! { <For each=move || sensors.get() key=Arc::clone children=panel/> }.into_any()
    };
    view! {
        <div class="filters">
            <SelectField label="Time" hide_label=true value=Signal::derive(move || hours.get().to_string())
                on_change=move |hours: String| set.run((HOURS, hours)) choices=spans.to_vec()/>
        </div>
        <div class="stack">{cut}{panels}</div>
        <UnsavedFormsGuard what="Limits that are typed here are not set yet, and would be gone."/>
    }
    .into_any()
}
