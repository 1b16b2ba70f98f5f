//! The list of the last readings of the fleet.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    features::sensors::latest::{LatestReading, label, limits_words, with_unit},
    paths::{self, Tab},
    shared::time_ago::exact_time,
    state::live::LiveState,
    text,
};
use jetstream_ui::{Badge, Cell, Column, Row, Time, VirtualList};

const COLUMNS: [&str; 6] = ["Device", "State", "Value", "Sensor", "Read", "Limits"];

/// The rows.
#[component]
pub fn SensorRows(
    /// The readings to show.
    shown: Memo<Arc<[LatestReading]>>,
    /// The current filter: when it changes, the list scrolls to its first row.
    #[prop(into)]
    subject: Signal<String>,
) -> AnyView {
    view! {
        <VirtualList
            name="Sensors"
            class="sensors"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || shown.with(|shown| shown.len()))
            subject
            render=move |row| sensor_row(shown, row)
        />
    }
    .into_any()
}

fn sensor_row(shown: Memo<Arc<[LatestReading]>>, row: Row) -> AnyView {
    let live = LiveState::current();
    let latest = Memo::new(move |_| shown.with(|shown| shown.get(row.index.get()).cloned()));
    let text = move |read: fn(&LatestReading) -> String| {
        Signal::derive(move || latest.with(|latest| latest.as_ref().map(read).unwrap_or_default()))
    };
    let status = Memo::new(move |_| latest.with(|latest| latest.as_ref().map(|latest| latest.status)));
    let badge = move || status.get().map(|status| view! { <Badge tone=status.tone() word=status.word()/> });
    let ago = Signal::derive(move || {
        latest.with(|latest| latest.as_ref().map(|latest| text::ago(latest.at, live.now())).unwrap_or_default())
    });
    let device = text(|latest| latest.device.to_string());
    view! {
        <Cell class="lead">
            <a href=text(|latest| paths::device(&latest.device, Tab::Sensors)) title=device tabindex=move || row.tabindex.get()>
                {device}
            </a>
        </Cell>
        <Cell class="mark">{badge}</Cell>
        <Cell class="sub">{text(|latest| with_unit(latest.value, &latest.sensor))}</Cell>
        <Cell class="sub">{text(|latest| label(&latest.sensor).to_owned())}</Cell>
        <Cell class="sub">
            <Time at=text(|latest| jetstream_api::time::format(latest.at)) text=ago title=text(|latest| exact_time(latest.at))/>
        </Cell>
        <Cell>{text(|latest| limits_words(latest.limits, &latest.sensor))}</Cell>
    }
    .into_any()
}
