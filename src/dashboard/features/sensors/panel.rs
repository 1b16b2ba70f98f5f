//! The panel of one sensor of a device: its chart, its limits, the time out of limits, and a table of the readings.

use std::sync::Arc;

use jetstream_fleet::{
    Fleet,
    sensors::{
        Quarter, Value,
        spans::{LimitRange, longest_gap, out_of_limits},
    },
};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use crate::{
    features::sensors::{
        chart::{Chart, SensorChart},
        latest::{interval, label, limits_words, with_unit},
        limits::SensorLimits,
    },
    shared::{
        time_ago::{ExactTime, TimeAgo},
        unsaved_forms::UnsavedForms,
    },
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Disclosure, Panel, TextField};

/// The panel.
#[component]
pub fn SensorPanel(
    /// The device.
    entry: DeviceEntry,
    /// The sensor's name, as received.
    sensor: Arc<str>,
    /// The stored limits.
    limits: SensorLimits,
    /// The length of the shown time.
    back: Signal<SignedDuration>,
) -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let entry = StoredValue::new(entry);
    let sensor = StoredValue::new(sensor.to_string());
    let title = sensor.with_value(|sensor| label(sensor).to_owned());
    let set = Memo::new(move |_| entry.with_value(|entry| sensor.with_value(|sensor| limits.of(entry, sensor))));
    // The chart is drawn again for a new reading and for each new minute, because its time axis ends at the current time.
    let minute = Memo::new(move |_| live.now().as_second().div_euclid(60));
    let kept = Memo::new(move |_| {
        let read = |fleet: &Fleet| {
            entry.with_value(|entry| {
                let mut all = fleet.sensors().of(&entry.device.name);
                let found = sensor.with_value(|sensor| all.find(|(name, _)| ***name == **sensor));
                found.map(|(_, quarters)| quarters.to_vec()).unwrap_or_default()
            })
        };
        live.with(read)
    });
    let chart = Memo::new(move |_| {
        let to = Timestamp::from_second((minute.get() + 1) * 60).unwrap_or_default();
        let from = to.checked_sub(back.get()).unwrap_or_default();
        let every = entry.with_value(|entry| interval(directory, entry));
        let pause = kept.with(|kept| longest_gap(kept, every));
        let in_sight = |quarters: &Vec<Quarter>| -> Vec<Quarter> {
            quarters.iter().filter(|quarter| (from..=to).contains(&quarter.last_at())).copied().collect()
        };
        let doors = live.with_untracked(|fleet| entry.with_value(|entry| doors(fleet, &entry.device.name, from, to)));
        let quarters = kept.with(in_sight);
        Chart { sensor: sensor.get_value(), span: (from, to), quarters, limits: set.get().0, pause, doors }
    });
    let drawn = move || view! { <SensorChart chart=chart.get()/> };
    let facts = move || chart.with(|chart| view! { <Facts chart=chart.clone() usual=!set.get().1/> });
    view! {
        <Panel title>
            {facts}
            {drawn}
            <Disclosure summary="Limits"><LimitsForm entry sensor limits set/></Disclosure>
            <Disclosure summary="The numbers">{move || chart.with(numbers)}</Disclosure>
        </Panel>
    }
    .into_any()
}

/// The times between `from` and `to` in which the door was reported open.
fn doors(fleet: &Fleet, device: &str, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let open = fleet.incidents().history(device).filter(|incident| incident.kind.name == "DoorOpen");
    let spans = open.filter_map(|incident| {
        let end = incident.end.map_or(Some(to), |end| end.at)?;
        Some((incident.first.at?.max(from), end.min(to)))
    });
    spans.filter(|(from, to)| from < to).collect()
}

#[component]
fn Facts(chart: Chart, usual: bool) -> AnyView {
    let sensor = &chart.sensor;
    let last = chart.quarters.last().map(|last| {
        let value = with_unit(last.last(), sensor);
        view! { <div><dt>"Last"</dt><dd><strong>{value}</strong>", "<TimeAgo time=last.last_at()/></dd></div> }
    });
    let explanation = match (usual, chart.limits.are_set()) {
        (true, true) => ", usual for such a device; Jetstream knows no limits",
        (true, false) => "",
        (false, _) => ", set in this browser",
    };
    let limits = format!("{}{explanation}", limits_words(chart.limits, sensor));
    let out = chart.limits.are_set().then(|| {
        let out = out_of_limits(&chart.quarters, chart.limits, chart.pause, chart.span.1);
        let minutes = text::plural(usize::try_from(out.as_secs() / 60).unwrap_or(0), "minute");
        let pause = text::duration(chart.pause);
        view! {
            <div>
                <dt>"Out of limits"</dt>
                <dd>{minutes}<p class="soft small">"A reading counts until the next one; of several in a quarter of an hour, the last. More than "{pause}" without one is a gap, and not counted."</p></dd>
            </div>
        }
    });
    view! {
        <dl class="facts">
            {last}
            <div><dt>"Limits"</dt><dd>{limits}</dd></div>
            {out}
        </dl>
    }
    .into_any()
}

#[component]
fn LimitsForm(
    entry: StoredValue<DeviceEntry>,
    sensor: StoredValue<String>,
    limits: SensorLimits,
    set: Memo<(LimitRange, bool)>,
) -> AnyView {
    let text = |limit: Option<Value>| limit.map(|limit| limit.to_string()).unwrap_or_default();
    let now = set.get_untracked().0;
    let (low, high) = (RwSignal::new(text(now.low)), RwSignal::new(text(now.high)));
    Effect::new(move || {
        let (limits, _) = set.get();
        low.set(text(limits.low));
        high.set(text(limits.high));
    });
    let wrong = RwSignal::new((None::<String>, None::<String>));
    let read = |text: String| match text.trim() {
        "" => Ok(None),
        some => Value::parse(some).map(Some).ok_or("A number such as 8 or -15.5, or nothing.".to_owned()),
    };
    UnsavedForms::track(Signal::derive(move || {
        let (limits, _) = set.get();
        low.with(|low| read(low.clone()) != Ok(limits.low)) || high.with(|high| read(high.clone()) != Ok(limits.high))
    }));
    let save = move |()| {
        let (lowest, highest) = (read(low.get_untracked()), read(high.get_untracked()));
        let upside_down = matches!((&lowest, &highest), (Ok(Some(low)), Ok(Some(high))) if low > high);
        let upside_down = upside_down.then(|| "The highest is below the lowest.".to_owned());
        wrong.set((lowest.clone().err(), highest.clone().err().or(upside_down)));
        if let (Ok(low), Ok(high), (None, None)) = (lowest, highest, wrong.get_untracked()) {
            entry.with_value(|entry| sensor.with_value(|sensor| limits.set(entry, sensor, LimitRange { low, high })));
        }
    };
    let forget = move |()| entry.with_value(|entry| sensor.with_value(|sensor| limits.forget(entry, sensor)));
    let lost = move || {
        limits.are_lost_with_the_page().then_some(" This browser keeps nothing: they last until the page is reloaded.")
    };
    view! {
        <form class="stack" on:submit=move |event| { event.prevent_default(); save(()); }>
            <div class="line">
                <TextField label="Lowest" value=low on_input=move |text| low.set(text) inputmode="decimal"
                    error=Signal::derive(move || wrong.with(|(low, _)| low.clone()))/>
                <TextField label="Highest" value=high on_input=move |text| high.set(text) inputmode="decimal"
                    error=Signal::derive(move || wrong.with(|(_, high)| high.clone()))/>
            </div>
            <p class="soft small">"Kept in this browser, and sent nowhere: nobody else sees them."{lost}</p>
            <div class="actions">
                <Button submit=true>"Set these limits"</Button>
                {move || set.get().1.then(|| view! { <Button kind=ButtonKind::Quiet on_click=forget>"Back to the usual ones"</Button> })}
            </div>
        </form>
    }
    .into_any()
}

/// The readings as a table, newest first, as an accessible alternative to the chart.
fn numbers(chart: &Chart) -> AnyView {
    let sensor = chart.sensor.clone();
    let row = |quarter: &Quarter| {
        let text = |value| with_unit(value, &sensor);
        view! {
            <tr>
                <th scope="row"><ExactTime time=quarter.last_at()/></th>
                <td class="number">{text(quarter.last())}</td>
                <td class="number">{text(quarter.low)}</td>
                <td class="number">{text(quarter.high)}</td>
            </tr>
        }
    };
    let since = browser::local(chart.span.0);
    view! {
        <div class="numbers" tabindex="0" role="region" aria-label="The numbers">
            <table class="plain">
                <caption class="soft small">{format!("Each quarter of an hour with a reading since {since}, the latest first")}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Last reading"</th>
                        <th scope="col" class="number">"Value"</th>
                        <th scope="col" class="number">"Lowest"</th>
                        <th scope="col" class="number">"Highest"</th>
                    </tr>
                </thead>
                <tbody>{chart.quarters.iter().rev().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
