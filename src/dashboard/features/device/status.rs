//! The panel with the status of a device: connection, last heard, lockdown, problems; each with its source.

use jetstream_api::capabilities::Connection;
use leptos::prelude::*;

use crate::{
    features::commands::effect::CommandContext,
    paths,
    shared::{
        device_facts::{self, LastHeardFact, connection_word},
        lockdown_badge::{NO_LOCKDOWN, lockdown_description, lockdown_label},
        time_ago::{TimeAgo, time_or_day},
    },
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
        session::{NO_CONNECTION, Session},
    },
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, BadgeTone, Panel};

/// The panel.
#[component]
pub fn DeviceStatusPanel(entry: DeviceEntry) -> AnyView {
    let entry = StoredValue::new(entry);
    view! {
        <Panel title="Condition">
            <dl class="facts">
                <div><dt>"Connection"</dt><dd><ConnectionFact entry/></dd></div>
                <div><dt>"Last heard"</dt><dd><Heard entry/></dd></div>
                <div><dt>"Lockdown"</dt><dd><LockdownFact entry/></dd></div>
                <div><dt>"Incidents"</dt><dd><IncidentFact entry/></dd></div>
                <div><dt>"Firmware"</dt><dd><Firmware entry/></dd></div>
            </dl>
        </Panel>
    }
    .into_any()
}

#[component]
fn ConnectionFact(entry: StoredValue<DeviceEntry>) -> AnyView {
    let (live, statuses, is_file) =
        (LiveState::current(), Directory::current().statuses(), Session::current().is_file());
    let today = live.today();
    let status = Memo::new(move |_| entry.with_value(|entry| statuses.of(&entry.device.name)));
    let fact = move || {
        let status = status.get();
        let (tone, word) = connection_word(status.as_ref().map_or(Connection::Unknown, |status| status.connection));
        let evidence = match status {
            None if entry.with_value(|entry| entry.callable_name().is_none()) => {
                "Jetstream refuses the question for devices of this kind".to_owned()
            }
            None if is_file => NO_CONNECTION.to_owned(),
            None => "nobody has asked yet".to_owned(),
            Some(status) => match status.error {
                Some(error) => error.to_string(),
                None => {
                    let at = time_or_day(browser::on_the_clock(status.at), today.get());
                    format!("as of {at}, answered by Jetstream")
                }
            },
        };
        view! { <Badge tone word/> <p class="soft small">{evidence}</p> }
    };
    fact.into_any()
}

#[component]
fn Heard(entry: StoredValue<DeviceEntry>) -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let last = Memo::new(move |_| {
        entry.with_value(|entry| {
            let interval = directory.setting(entry, "HeartbeatEventInterval");
            let now = live.now();
            live.with(|fleet| device_facts::last_heard(fleet, entry, &interval, now, live.complete_until(now)))
        })
    });
    let fact = move || {
        let Some(LastHeardFact { heard, silent, expected }) = last.get() else {
            return view! { <Badge tone=BadgeTone::Unknown word="Never heard"/> <p class="soft small">"since this page remembers"</p> }
                .into_any();
        };
        let link = paths::event(heard.event.as_str());
        let clamped = heard.ahead.then_some("; its time was ahead of now: a clock is wrong");
        let silent = silent.then(|| view! { <Badge tone=BadgeTone::Warn word="Silent"/> " " });
        view! {
            {silent} "Last heard " <TimeAgo time=heard.at/>
            <p class="soft small">" by "<a href=link>{heard.event_type.to_string()}</a>{clamped}</p>
            <p class="soft small">{expected}</p>
        }
        .into_any()
    };
    fact.into_any()
}

#[component]
fn LockdownFact(entry: StoredValue<DeviceEntry>) -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let states = Memo::new(move |_| {
        entry.with_value(|entry| live.with(|fleet| device_facts::lockdown(fleet, directory, entry, live.now())))
    });
    let fact = move || {
        let now = live.now();
        let states = states.get();
        if states.is_empty() {
            let evidence = "no command and no event about one was seen; Jetstream cannot be asked";
            return view! { <Badge tone=BadgeTone::Unknown word=NO_LOCKDOWN/> <p class="soft small">{evidence}</p> }
                .into_any();
        }
        let poll = entry.with_value(CommandContext::of).poll();
        let statement = |state: &_| {
            let (tone, word) = lockdown_label(state, now);
            view! { <li><Badge tone word/> <p class="soft small">{lockdown_description(state, now, &poll)}</p></li> }
        };
        view! { <ul class="conditions">{states.iter().map(statement).collect_view()}</ul> }.into_any()
    };
    fact.into_any()
}

#[component]
fn IncidentFact(entry: StoredValue<DeviceEntry>) -> AnyView {
    let live = LiveState::current();
    let name = entry.with_value(|entry| entry.device.name.clone());
    let incidents = Memo::new(move |_| live.with(|fleet| fleet.incidents().open(&name).collect::<Vec<_>>()));
    let fact = move || {
        let incidents = incidents.get();
        if incidents.is_empty() {
            return "None open, as far as events tell".into_any();
        }
        let items = incidents.into_iter().map(|incident| {
            let since = incident.first.at.map(|at| view! { " since " <TimeAgo time=at/> });
            let end = (!incident.has_documented_end()).then_some(" No event is documented to end it.");
            view! {
                <li>
                    <Badge tone=BadgeTone::Bad word=incident.kind.name/> {since}
                    <p class="soft small">{incident.kind.meaning}". "{incident.kind.next}"."{end}</p>
                    <a href=paths::event(incident.first.event.as_str())>"Event"</a>
                </li>
            }
        });
        view! { <ul class="conditions" aria-label="Open incidents">{items.collect_view()}</ul> }.into_any()
    };
    fact.into_any()
}

#[component]
fn Firmware(entry: StoredValue<DeviceEntry>) -> AnyView {
    let live = LiveState::current();
    let name = entry.with_value(|entry| entry.device.name.clone());
    let firmware = Memo::new(move |_| live.with(|fleet| fleet.health().firmware(&name).map(str::to_owned)));
    let fact = move || {
        firmware.get().unwrap_or_else(|| "not known: no StatusEvent was seen since this page remembers".to_owned())
    };
    fact.into_any()
}
