//! The cells of a row that change without user input. Each is rendered again only when its content has changed.

use leptos::prelude::*;

use crate::{
    features::devices::list::visible_device::VisibleDevice,
    shared::{
        device_facts::{self, connection_word},
        lockdown_badge::{NO_LOCKDOWN, lockdown_label},
        time_ago::exact_time,
    },
    state::{
        directory::Directory,
        live::LiveState,
        session::{NO_CONNECTION, Session},
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, BadgeTone, Time};

/// The text where nothing is known, in a quiet tone, since many rows have it.
pub(super) const NONE_KNOWN: &str = "None known";
/// The text in the lockdown column of a device without a lock.
pub(super) const NO_LOCK: &str = "No lock";

fn none(words: &'static str, title: Option<String>) -> AnyView {
    view! { <span class="none" title=title>{words}</span> }.into_any()
}

/// The connection state, and its age.
#[component]
pub(super) fn ConnectionCell(entry: VisibleDevice) -> AnyView {
    let (live, statuses) = (LiveState::current(), Directory::current().statuses());
    let is_file = Session::current().is_file();
    // The latest answer, or the reason why there are no calls.
    let asked = Memo::new(move |_| {
        let entry = entry.read();
        let entry = entry.as_ref()?;
        statuses.of(&entry.device.name).map(Ok).or_else(|| device_facts::no_calls_reason(entry).map(Err))
    });
    let age = move || {
        live.now();
        asked.with(|asked| asked.as_ref()?.as_ref().ok().map(|status| text::ago(status.at, browser::steady_now())))
    };
    let cell = move || match asked.get() {
        Some(Ok(status)) => {
            let (tone, word) = connection_word(status.connection);
            let explanation = match &status.error {
                Some(error) => error.to_string(),
                None => format!("As of {}", exact_time(browser::on_the_clock(status.at))),
            };
            view! { <span class="live" title=explanation><Badge tone word/><span class="age">{age}</span></span> }
                .into_any()
        }
        Some(Err(why)) => none("Cannot be asked", Some(why)),
        None if is_file => none("Not asked", Some(NO_CONNECTION.to_owned())),
        None => none("Asking…", None),
    };
    cell.into_any()
}

/// When the device was last heard, and a warning if it is silent for longer than expected.
#[component]
pub(super) fn HeardCell(entry: VisibleDevice) -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    // A memo of its own: it is looked up among all devices of a policy, and events arrive many times a second.
    let interval = Memo::new(move |_| {
        entry.with(|entry| entry.as_ref().map(|entry| directory.setting(entry, "HeartbeatEventInterval")))
    });
    let heard = Memo::new(move |_| {
        let (now, entry, interval) = (live.now(), entry.read(), interval.read());
        live.with(|fleet| {
            device_facts::last_heard(fleet, entry.as_ref()?, interval.as_ref()?, now, live.complete_until(now))
        })
    });
    let is_silent = Memo::new(move |_| heard.with(|heard| heard.as_ref().map(|heard| heard.silent)));
    let of = move |read: fn(&device_facts::LastHeardFact) -> String| {
        Signal::derive(move || heard.with(|heard| heard.as_ref().map(read).unwrap_or_default()))
    };
    let ago = Signal::derive(move || {
        heard.with(|heard| heard.as_ref().map(|heard| text::ago(heard.heard.at, live.now())).unwrap_or_default())
    });
    let cell = move || {
        let Some(is_silent) = is_silent.get() else {
            return none("Never heard", Some("No event of it was seen since this page remembers".to_owned()));
        };
        view! {
            <span class="live">
                {is_silent.then(|| view! { <Badge tone=BadgeTone::Warn word="Silent"/> })}
                <Time at=of(|heard| jetstream_api::time::format(heard.heard.at)) text=ago title=of(explanation)/>
            </span>
        }
        .into_any()
    };
    cell.into_any()
}

fn explanation(last: &device_facts::LastHeardFact) -> String {
    let heard = &last.heard;
    let ahead = if heard.ahead { ", whose time was ahead of now: a clock is wrong" } else { "" };
    format!("{}, by a {}{ahead}; {}", exact_time(heard.at), heard.event_type, last.expected)
}

/// The most severe known lockdown state.
#[component]
pub(super) fn LockdownCell(entry: VisibleDevice) -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    // The content for a device with a lock; `None` for one without.
    let words = Memo::new(move |_| {
        let (now, entry) = (live.now(), entry.read());
        let entry = entry.as_ref().filter(|entry| entry.kind().has_lock() != Some(false))?;
        let states = live.with(|fleet| device_facts::lockdown(fleet, directory, entry, now));
        Some(states.iter().map(|state| lockdown_label(state, now)).collect::<Vec<_>>())
    });
    let cell = move || {
        let Some(words) = words.get() else { return none(NO_LOCK, None) };
        let Some(((tone, word), more)) = words.split_first() else {
            return none(NONE_KNOWN, Some(format!("{NO_LOCKDOWN}: no command and no event about one was seen")));
        };
        let title = more.iter().fold(word.clone(), |title, (_, word)| format!("{title}; {word}"));
        view! { <span title=title><Badge tone=*tone word=word.clone()/></span> }.into_any()
    };
    cell.into_any()
}

/// The most severe open incident, and the number of open incidents.
#[component]
pub(super) fn IncidentsCell(entry: VisibleDevice, href: Signal<Option<String>>, tabindex: Signal<i32>) -> AnyView {
    let live = LiveState::current();
    let trouble = Memo::new(move |_| {
        entry.with(|entry| live.with(|fleet| device_facts::problems(fleet, &entry.as_ref()?.device.name)))
    });
    let cell = move || match trouble.get() {
        None => none(NONE_KNOWN, None),
        Some(device_facts::Trouble { count, worst, since }) => {
            let since = since.map_or_else(String::new, |since| format!(" since {}", exact_time(since)));
            let title = format!(
                "{}, the worst: {}{since}. {} {}",
                text::plural(count, "open incident"),
                worst.name,
                worst.meaning,
                worst.next
            );
            view! {
                <a href=move || href.get() title=title tabindex=move || tabindex.get()>
                    <Badge tone=BadgeTone::Bad word=format!("{count} · {}", worst.name)/>
                </a>
            }
            .into_any()
        }
    };
    cell.into_any()
}

/// The firmware version that the device last reported.
#[component]
pub(super) fn FirmwareCell(entry: VisibleDevice) -> AnyView {
    let live = LiveState::current();
    let firmware = Memo::new(move |_| {
        entry.with(|entry| live.with(|fleet| device_facts::firmware(fleet, &entry.as_ref()?.device.name)))
    });
    let cell = move || match firmware.get() {
        None => none("Not known", Some("No StatusEvent of it was seen since this page remembers".to_owned())),
        Some((version, at)) => {
            let at = at.map_or_else(String::new, |at| format!(", as of {}", exact_time(at)));
            view! { <span title=format!("{version}, by its last StatusEvent{at}")>{version.clone()}</span> }.into_any()
        }
    };
    cell.into_any()
}

/// The last temperature of each of its sensors.
#[component]
pub(super) fn TemperatureCell(entry: VisibleDevice) -> AnyView {
    let live = LiveState::current();
    let temperatures = Memo::new(move |_| {
        entry.with(|entry| {
            let name = entry.as_ref().map(|entry| &entry.device.name);
            live.with(|fleet| name.map(|name| device_facts::temperatures(fleet, name)).unwrap_or_default())
        })
    });
    let age = move || {
        let last = temperatures.with(|all| all.iter().map(|one| one.at).max());
        last.map(|last| text::ago(last, live.now()))
    };
    let cell = move || {
        let all = temperatures.get();
        if all.is_empty() {
            return none("No reading", Some("None was seen since this page remembers".to_owned()));
        }
        let values: Vec<_> = all.iter().map(|one| one.value.to_string()).collect();
        let title: Vec<_> =
            all.iter().map(|one| format!("{}: {} °C at {}", one.label, one.value, exact_time(one.at))).collect();
        view! {
            <span class="live" title=title.join("; ")>
                {format!("{} °C", values.join(" / "))} <span class="age">{age}</span>
            </span>
        }
        .into_any()
    };
    cell.into_any()
}
