//! The live feed: every event as it comes, newest first.

use leptos::prelude::*;

use crate::{
    browser,
    components::{
        Title, TypedQuery,
        event_list::{ClearEventFilters, EventDialog, EventFilter, EventFilterBar, EventList, EventRows},
        use_query,
    },
    directory::{Directory, Entry},
    live::{CAPACITY, Link, Live, Source},
    paths::{self, Query},
    ui::{Button, Empty, Notice, Panel, icon},
    words,
};

/// The value of the query that opens an event.
const EVENT: &str = "event";

/// The page.
pub fn page() -> AnyView {
    let (live, directory) = (Live::current(), Directory::current());
    let (query, set) = use_query(paths::EVENTS);
    let typed = TypedQuery::new(&[EventFilter::TEXT, EventFilter::DEVICE], query, set);
    let TypedQuery { query, set, .. } = typed;
    let filter = Memo::new(move |_| {
        let is_device = |name: &str| {
            let devices = directory.devices();
            devices.value().is_some_and(|devices| devices.iter().any(|entry| entry.device.name == name))
        };
        query.with(|query| EventFilter::read(query, is_device))
    });
    let paused = RwSignal::new(false);
    let resumed = RwSignal::new(0_u32);
    let list = EventList::new(filter.into(), paused.into());
    // An event that is opened is no other list.
    let subject = move || format!("{}{}", resumed.get(), query.with(|query| query.clone().with(EVENT, "").to_string()));
    let toggle = move |()| {
        if paused.get_untracked() {
            // Who resumes wants to see what came: the list starts at the newest.
            resumed.update(|resumed| *resumed += 1);
        }
        paused.update(|paused| *paused = !*paused);
    };
    let off = Memo::new(move |_| live.link() == Link::Off);
    let none = Memo::new(move |_| list.rows() == 0);
    let shown = move || {
        let (shown, of) = list.shown();
        query.with(EventFilter::is_set).then(|| format!("{shown} of {} shown. ", words::count(of, "event")))
    };
    let pause = move || {
        let (word, glyph) = if paused.get() { ("Resume", icon::PLAY) } else { ("Pause", icon::PAUSE) };
        view! { <Button icon=glyph on_click=toggle>{word}</Button> }
    };
    let feed = move || {
        if off.get() {
            return view! { <Off/> }.into_any();
        }
        view! {
            <EventFilterBar list query=typed/>
            <p class="soft small">{shown} <Remembered/></p>
            <div class="feed">
                <EventRows list subject=Signal::derive(subject) on_open=Callback::new(move |id| set.run((EVENT, id)))/>
                {move || none.get().then(|| view! { <Nothing list query set/> })}
            </div>
            <EventDialog
                list
                id=Signal::derive(move || query.with(|query| query.get(EVENT).to_owned()))
                on_close=Callback::new(move |()| set.run((EVENT, String::new())))
            />
        }
        .into_any()
    };
    let pause = move || {
        (!off.get()).then(|| {
            view! {
                <span class="push line">
                    <span>{move || paused.get().then(|| format!("Paused: {} new since", list.waiting()))}</span>
                    {pause}
                </span>
            }
        })
    };
    view! {
        <Title page="Live feed"/>
        <header class="page-head">
            <h1>"Live feed"</h1>
            {pause}
        </header>
        {feed}
    }
    .into_any()
}

/// How much was received, from when on it is remembered, and by which clock times are told.
#[component]
fn Remembered() -> AnyView {
    let live = Live::current();
    let words = move || {
        let (seen, oldest, older) = live.with(|fleet| {
            let log = fleet.log();
            let seen = usize::try_from(log.total_seen()).unwrap_or(usize::MAX);
            (seen, log.oldest().and_then(|event| event.time()), log.older_than_horizon())
        });
        let since = oldest.map_or_else(String::new, |oldest| format!(", remembered since {}", browser::local(oldest)));
        let older = match older {
            0 => format!("; room for {CAPACITY}"),
            older => format!("; {older} older ones are only counted, as the page holds {CAPACITY}"),
        };
        let clock = match live.clock().source {
            Source::Feed => "the feed's clock",
            Source::Browser => "this browser's clock",
        };
        let coming = match live.link() {
            Link::CatchingUp { remaining, .. } => format!("; {remaining} retained ones are still to come"),
            _ => String::new(),
        };
        format!("{} received{since}{older}{coming}. Now is by {clock}.", words::count(seen, "event"))
    };
    words.into_any()
}

#[component]
fn Off() -> AnyView {
    view! {
        <Notice title="This environment has no live feed">
            <p>
                "Jetstream itself offers none, so this page knows only the answers to commands that were sent from it. \
                To see events, open the dashboard through its gateway, or name a gateway's feed in config.json."
            </p>
        </Notice>
    }
    .into_any()
}

/// Stands in the list while that is empty.
#[component]
fn Nothing(list: EventList, query: Memo<Query>, set: Callback<(&'static str, String)>) -> AnyView {
    let view = move || {
        if !query.with(EventFilter::is_set) {
            return view! {
                <Empty title="No events yet" icon=icon::ACTIVITY>
                    <p>"Events appear here as soon as the feed brings some."</p>
                </Empty>
            }
            .into_any();
        }
        let of = move || words::count(list.shown().1, "event");
        view! {
            <Empty title="No event fits" icon=icon::SEARCH action=move || view! { <ClearEventFilters set/> }>
                <p>"None of "{of}" fits all filters. What is hidden is not lost, and what comes is filtered as it comes."</p>
            </Empty>
        }
        .into_any()
    };
    view.into_any()
}

/// The events of one device, for a tab of its page.
pub fn tab(entry: Entry) -> AnyView {
    let device = entry.device.name;
    let all = paths::with_query(paths::EVENTS, &Query::default().with(EventFilter::DEVICE, &device));
    let list = EventList::new(Signal::stored(EventFilter::of_device(&device)), Signal::stored(false));
    let opened = RwSignal::new(String::new());
    let none = Memo::new(move |_| list.rows() == 0);
    let rows = move || match none.get() {
        true => view! { <p class="soft">"None seen since this page remembers."</p> }.into_any(),
        false => {
            view! { <EventRows list subject=String::new() on_open=Callback::new(move |id| opened.set(id))/> }.into_any()
        }
    };
    view! {
        <Panel title="Events" actions=move || view! { <a href=all>"Search them in the live feed"</a> }>
            <div class="device-events">{rows}</div>
        </Panel>
        <EventDialog list id=opened on_close=Callback::new(move |()| opened.set(String::new()))/>
    }
    .into_any()
}
