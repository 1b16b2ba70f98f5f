//! A row of the list. It is drawn once and then shows one device after another while the list scrolls, so every cell reads
//! its device through a signal; what is live in it is compared before it is drawn again.

use leptos::prelude::*;

use super::DeviceList;
use crate::{
    browser,
    components::{NO_LOCKDOWN, connection_word, exact, facts, lockdown_word},
    directory::{Directory, Entry},
    live::Live,
    paths::{self, Tab},
    ui::{Badge, Cell, Row, Time, Tone},
    words,
};

/// What is said where nothing is known, in the quiet tone that rows are full of.
const NONE_KNOWN: &str = "None known";

/// The device that a row shows; none for a moment, when rows have just gone.
type Shown = Memo<Option<Entry>>;

/// The cells of a row.
pub fn device_row(list: DeviceList, row: Row) -> AnyView {
    let entry = Memo::new(move |_| list.entry(row.index.get()));
    let href = move || entry.with(|entry| entry.as_ref().map(|entry| paths::device(&entry.device.name, Tab::Overview)));
    let name = move || text(entry, |entry| &entry.device.name);
    view! {
        <Cell class="lead">
            <a href=href title=name tabindex=move || row.tabindex.get()>{name}</a>
        </Cell>
        <Cell class="sub">{move || text(entry, |entry| entry.kind().label())}</Cell>
        <Cell>{spelled(entry, |entry| &entry.device.definition)}</Cell>
        <Cell>{spelled(entry, |entry| &entry.device.serial_number)}</Cell>
        <Cell>{move || text(entry, |entry| &entry.device.region)}</Cell>
        <Cell>{spelled(entry, |entry| entry.device.policy.as_deref().unwrap_or("None"))}</Cell>
        <Cell class="mark"><ConnectionCell entry/></Cell>
        <Cell class="sub"><HeardCell entry/></Cell>
        <Cell class="sub"><LockdownCell entry/></Cell>
        <Cell class="sub"><IncidentsCell entry href=Signal::derive(href) tabindex=row.tabindex/></Cell>
    }
    .into_any()
}

fn text(entry: Shown, read: impl Fn(&Entry) -> &str) -> String {
    entry.with(|entry| entry.as_ref().map(|entry| read(entry).to_owned()).unwrap_or_default())
}

/// A text that may be longer than its column: in full on hover, and on the device's page.
fn spelled(entry: Shown, read: fn(&Entry) -> &str) -> AnyView {
    view! { <span title=move || text(entry, read)>{move || text(entry, read)}</span> }.into_any()
}

fn none(words: &'static str, title: Option<String>) -> AnyView {
    view! { <span class="none" title=title>{words}</span> }.into_any()
}

#[component]
fn ConnectionCell(entry: Shown) -> AnyView {
    let (live, statuses) = (Live::current(), Directory::current().statuses());
    // The latest answer, or why nobody asks.
    let asked = Memo::new(move |_| {
        let entry = entry.read();
        let entry = entry.as_ref()?;
        statuses.of(&entry.device.name).map(Ok).or_else(|| facts::unaskable(entry).map(Err))
    });
    let age = move || {
        live.now();
        asked.with(|asked| asked.as_ref()?.as_ref().ok().map(|status| words::ago(status.at, browser::now())))
    };
    let cell = move || match asked.get() {
        Some(Ok(status)) => {
            let (tone, word) = connection_word(status.connection);
            let ground = match &status.error {
                Some(error) => error.to_string(),
                None => format!("As of {}", exact(status.at)),
            };
            view! { <span class="live" title=ground><Badge tone word/><span class="age">{age}</span></span> }.into_any()
        }
        Some(Err(why)) => none("Cannot be asked", Some(why)),
        None => none("Asking…", None),
    };
    cell.into_any()
}

#[component]
fn HeardCell(entry: Shown) -> AnyView {
    let (live, directory) = (Live::current(), Directory::current());
    // Apart from the rest: it is looked up among all devices of a policy, and events come many times a second.
    let interval = Memo::new(move |_| {
        entry.with(|entry| entry.as_ref().map(|entry| directory.setting(entry, "HeartbeatEventInterval")))
    });
    let heard = Memo::new(move |_| {
        let (now, entry, interval) = (live.now(), entry.read(), interval.read());
        live.with(|fleet| facts::last_heard(fleet, entry.as_ref()?, interval.as_ref()?, now))
    });
    let is_silent = Memo::new(move |_| heard.with(|heard| heard.as_ref().map(|heard| heard.silent)));
    let of = move |read: fn(&facts::LastHeard) -> String| {
        Signal::derive(move || heard.with(|heard| heard.as_ref().map(read).unwrap_or_default()))
    };
    let ago = Signal::derive(move || {
        heard.with(|heard| heard.as_ref().map(|heard| words::ago(heard.heard.at, live.now())).unwrap_or_default())
    });
    let cell = move || {
        let Some(is_silent) = is_silent.get() else {
            return none("Never heard", Some("No event of it was seen since this page remembers".to_owned()));
        };
        view! {
            <span class="live">
                {is_silent.then(|| view! { <Badge tone=Tone::Warn word="Silent"/> })}
                <Time at=of(|heard| jetstream_api::time::format(heard.heard.at)) text=ago title=of(ground)/>
            </span>
        }
        .into_any()
    };
    cell.into_any()
}

fn ground(last: &facts::LastHeard) -> String {
    let heard = &last.heard;
    let ahead = if heard.ahead { ", whose time was ahead of now: a clock is wrong" } else { "" };
    format!("{}, by a {}{ahead}; {}", exact(heard.at), heard.event_type, last.expected)
}

#[component]
fn LockdownCell(entry: Shown) -> AnyView {
    let (live, directory) = (Live::current(), Directory::current());
    // What is said of a device that has a lock; `None` for one that has none.
    let words = Memo::new(move |_| {
        let (now, entry) = (live.now(), entry.read());
        let entry = entry.as_ref().filter(|entry| entry.kind().has_lock() != Some(false))?;
        let states = live.with(|fleet| facts::lockdown(fleet, directory, entry, now));
        Some(states.iter().map(|state| lockdown_word(state, now)).collect::<Vec<_>>())
    });
    let cell = move || {
        let Some(words) = words.get() else { return none("No lock", None) };
        let Some(((tone, word), more)) = words.split_first() else {
            return none(NONE_KNOWN, Some(format!("{NO_LOCKDOWN}: no command and no event about one was seen")));
        };
        let title = more.iter().fold(word.clone(), |title, (_, word)| format!("{title}; {word}"));
        view! { <span title=title><Badge tone=*tone word=word.clone()/></span> }.into_any()
    };
    cell.into_any()
}

#[component]
fn IncidentsCell(entry: Shown, href: Signal<Option<String>>, tabindex: Signal<i32>) -> AnyView {
    let live = Live::current();
    let trouble =
        Memo::new(move |_| entry.with(|entry| live.with(|fleet| facts::trouble(fleet, &entry.as_ref()?.device.name))));
    let cell = move || match trouble.get() {
        None => none(NONE_KNOWN, None),
        Some(facts::Trouble { count, worst, since }) => {
            let since = since.map_or_else(String::new, |since| format!(" since {}", exact(since)));
            let title = format!(
                "{}, the worst: {}{since}. {} {}",
                words::count(count, "open incident"),
                worst.name,
                worst.meaning,
                worst.next
            );
            view! {
                <a href=move || href.get() title=title tabindex=move || tabindex.get()>
                    <Badge tone=Tone::Bad word=format!("{count} · {}", worst.name)/>
                </a>
            }
            .into_any()
        }
    };
    cell.into_any()
}
