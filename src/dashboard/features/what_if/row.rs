//! A row of the what-if page: a device that can be selected, and its forecast.

use std::sync::Arc;

use jetstream_fleet::configuration::Forecast;
use leptos::prelude::*;

use crate::{
    features::what_if::{self, view::ForecastView},
    state::directory::device_entry::DeviceEntry,
};
use jetstream_ui::{Badge, BadgeTone, Cell, Column, Row};

/// The columns, in pairs: the two of a pair are shown one above the other.
const COLUMNS: [&str; 6] = ["Device", "Policy now", "Forecast", "What would change", "Own values", "Look out"];

/// The header of the grid.
pub fn columns() -> Vec<Column> {
    COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
}

/// The cells of a row.
pub fn forecast_row(view: ForecastView, row: Row, on_toggle: Callback<String>, on_open: Callback<u32>) -> AnyView {
    let number = Memo::new(move |_| view.row_index(row.index.get()));
    let entry = Memo::new(move |_| view.entry(number.get()?));
    let forecast = Memo::new(move |_| view.forecast(number.get()?));
    let of_entry = move |read: fn(&DeviceEntry) -> &str| {
        move || entry.with(|entry| entry.as_ref().map(|entry| read(entry).to_owned()).unwrap_or_default())
    };
    let name = of_entry(|entry| &entry.device.name);
    let policy = of_entry(|entry| entry.device.policy.as_deref().unwrap_or("No policy"));
    let is_chosen = move || view.selection.with(|selection| selection.has(&name()));
    // The text of a forecast needs the parameter schema of its policy.
    let said = move |read: fn(&jetstream_fleet::configuration::Schema, &Forecast) -> String| {
        Signal::derive(move || {
            view.policy.with(|policy| {
                let policy = policy.as_ref()?;
                forecast.with(|forecast| Some(read(&policy.schema, forecast.as_ref()?)))
            })
        })
    };
    let (changes, own) = (said(what_if::text::line), said(what_if::text::own_values_text));
    let badge = move || {
        let (tone, word) = forecast.with(|forecast| forecast.as_ref().map(|forecast| what_if::text::word(forecast)))?;
        Some(view! { <Badge tone word/> })
    };
    let open = move |_| {
        if let Some(number) = number.get_untracked() {
            on_open.run(number);
        }
    };
    view! {
        <Cell class="lead">
            <input type="checkbox" tabindex=move || row.tabindex.get() aria-label=move || format!("Choose {}", name())
                prop:checked=is_chosen on:change=move |_| on_toggle.run(untrack(name))/>
            <button type="button" title=name tabindex=move || row.tabindex.get() on:click=open>{name}</button>
        </Cell>
        <Cell class="sub"><span title=policy>{policy}</span></Cell>
        <Cell class="mark">{badge}</Cell>
        <Cell class="sub"><span title=move || changes.get()>{move || changes.get()}</span></Cell>
        <Cell class="sub"><span title=move || own.get()>{move || own.get()}</span></Cell>
        <Cell class="sub"><LookOut forecast/></Cell>
    }
    .into_any()
}

/// Badges for problems: invalid values, broken rules, and parameters that the firmware lacks.
#[component]
fn LookOut(forecast: Memo<Option<Arc<Forecast>>>) -> AnyView {
    let counts = Memo::new(move |_| {
        forecast.with(|forecast| {
            let count = |forecast: &Arc<Forecast>| {
                (forecast.wrong.len(), forecast.broken.len(), forecast.absent_in_firmware.len())
            };
            forecast.as_ref().map(count)
        })
    });
    let badges = move || {
        let (wrong, broken, absent) = counts.get()?;
        let badge = |tone, count: usize, what: &str, noun: &str| {
            let word = format!("{what} {}", crate::text::plural(count, noun));
            (count > 0).then(|| view! { <Badge tone word/> })
        };
        Some(view! {
            <span class="line">
                {badge(BadgeTone::Bad, wrong, "Would have", "error")}
                {badge(BadgeTone::Bad, broken, "Breaks", "rule")}
                {badge(BadgeTone::Warn, absent, "Firmware lacks", "parameter")}
            </span>
        })
    };
    badges.into_any()
}
