//! The page with the live feed, or with the events of an opened file. The newest event comes first.

use jetstream_fleet::event_log::query::Query as Terms;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    features::events::{
        file::report::FileReport,
        list::{
            dialog::EventDialog,
            event_list::EventList,
            export::ExportEvents,
            filter::EventFilter,
            filter_bar::{ClearEventFilters, EventFilterBar},
            help::SearchHelp,
            jump::{AT, Jump, ShowingTime, scroll_target_of_time},
            rows::EventRows,
            views_dialog::SavedViews,
        },
        queue::{consent::QueueConsent, stored_events::StoredEvents},
    },
    paths::{self, UrlQuery},
    shared::{debounced_query::DebouncedQuery, page_title::PageTitle, url::use_query},
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        event_source::EventSource,
        live::{LiveState, clock::ClockSource, feed_state::FeedState},
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, EmptyState, Panel, icon};

/// The key of the opened event in the URL query.
const EVENT: &str = "event";

/// The page.
pub fn page() -> AnyView {
    let (live, directory) = (LiveState::current(), Directory::current());
    let source = EventSource::current();
    let (query, set) = use_query(paths::EVENTS);
    let typed = DebouncedQuery::new(&[EventFilter::TYPED, EventFilter::DEVICE], query, set);
    let DebouncedQuery { query, set, .. } = typed;
    // An unfinished search text often cannot be parsed: then the last one that could be parsed stays in force.
    let typed_terms = Memo::new(move |before: Option<&Terms>| {
        let read = EventFilter::parse(&query.with(EventFilter::typed));
        read.unwrap_or_else(|_| before.cloned().unwrap_or_default())
    });
    let minute = Memo::new(move |_| {
        let second = live.now().as_second();
        Timestamp::from_second(second - second.rem_euclid(60)).unwrap_or_default()
    });
    let filter = Memo::new(move |_| {
        let is_device = |name: &str| {
            let devices = directory.devices();
            devices.value().is_some_and(|devices| devices.iter().any(|entry| entry.device.name == name))
        };
        query.with(|query| typed_terms.with(|typed| EventFilter::read(query, typed, minute.get(), is_device)))
    });
    let paused = RwSignal::new(false);
    let resumed = RwSignal::new(0_u32);
    let list = EventList::new(filter.into(), paused.into());
    let at = Memo::new(move |_| query.with(scroll_target_of_time));
    // Opening an event or jumping to a time does not change what is listed.
    let subject = move || {
        let listed = query.with(|query| query.clone().with(EVENT, "").with(AT, "").to_string());
        format!("{}{listed}", resumed.get())
    };
    let toggle = move |()| {
        if paused.get_untracked() {
            // After a pause the user wants to see the new events, so the list starts at the newest.
            resumed.update(|resumed| *resumed += 1);
            set.run((AT, String::new()));
        }
        paused.update(|paused| *paused = !*paused);
    };
    // Events from this browser's storage are shown even without a feed.
    let off = Memo::new(move |_| live.feed_state() == FeedState::Off && live.with(|fleet| fleet.log().is_empty()));
    let none = Memo::new(move |_| list.rows() == 0);
    let shown = move || {
        let (shown, of) = list.shown();
        query.with(EventFilter::is_set).then(|| format!("{shown} of {} shown. ", text::plural(of, "event")))
    };
    let pause = move || {
        let (word, glyph) = if paused.get() { ("Resume", icon::PLAY) } else { ("Pause", icon::PAUSE) };
        view! { <Button icon=glyph on_click=toggle>{word}</Button> }
    };
    let feed = move || {
        if off.get() {
            return view! { <QueueConsent/> }.into_any();
        }
        view! {
            <QueueConsent/>
            <EventFilterBar list query=typed/>
            <SearchHelp/>
            <ShowingTime list query set/>
            <p class="soft small">{shown} <Remembered/></p>
            <div class="feed">
                <EventRows list subject=Signal::derive(subject) at on_open=Callback::new(move |id| set.run((EVENT, id)))/>
                {move || none.get().then(|| view! { <Nothing list query set/> })}
            </div>
        }
        .into_any()
    };
    let pause = move || {
        (!off.get()).then(|| {
            // A file brings no new events that could be paused.
            let pause = source.file().is_none().then_some(pause);
            view! {
                <span class="push line">
                    {move || paused.get().then(|| view! { <span>{format!("Paused: {} new since", list.newer_event_count())}</span> })}
                    <SavedViews query/>
                    <Jump at set/>
                    <ExportEvents list/>
                    {pause}
                </span>
            }
        })
    };
    let (name, kept) = match source.file() {
        Some(_) => ("Events", view! { <FileReport/> }.into_any()),
        None => ("Live feed", view! { <StoredEvents/> }.into_any()),
    };
    view! {
        <PageTitle page=name/>
        <header class="page-head">
            <h1>{name}</h1>
            {pause}
        </header>
        {feed}
        <EventDialog
            list
            id=Signal::derive(move || query.with(|query| query.get(EVENT).to_owned()))
            on_close=Callback::new(move |()| set.run((EVENT, String::new())))
        />
        {kept}
    }
    .into_any()
}

/// A line on the log: how many events were received, since when they are retained, how much memory they use, and which clock
/// defines now.
#[component]
fn Remembered() -> AnyView {
    let (live, source) = (LiveState::current(), EventSource::current());
    let words = move || {
        let (seen, oldest, older, used, capacity) = live.with(|fleet| {
            let log = fleet.log();
            let seen = usize::try_from(log.total_seen()).unwrap_or(usize::MAX);
            let oldest = log.oldest().and_then(|record| record.time());
            (seen, oldest, log.older_than_horizon(), log.bytes(), log.capacity())
        });
        let since = oldest.map_or_else(String::new, |oldest| format!(", remembered since {}", browser::local(oldest)));
        let older = match older {
            0 => format!("; {} of {} used", text::bytes(used), text::bytes(capacity)),
            older => format!("; {older} older ones are only counted, as the page holds {}", text::bytes(capacity)),
        };
        let clock = match live.clock().source {
            ClockSource::Feed => "the feed's clock",
            ClockSource::Browser => "this browser's clock",
            ClockSource::File => "the newest event of the file",
        };
        let coming = match live.feed_state() {
            FeedState::CatchingUp { remaining: remaining @ 1.., .. } => {
                format!("; {remaining} retained ones are still to come")
            }
            FeedState::Reading { .. } => "; the file is still being read".to_owned(),
            _ => String::new(),
        };
        let came = if source.file().is_some() { "read" } else { "received" };
        format!("{} {came}{since}{older}{coming}. Now is by {clock}.", text::plural(seen, "event"))
    };
    // Equal for everybody who has received the same events, in whatever order.
    let sum = move || format!("The sum of their identifiers is {:016x}.", live.with(|fleet| fleet.log().id_hash()));
    view! { <span title=sum>{words}</span> }.into_any()
}

/// The placeholder of an empty list.
#[component]
fn Nothing(list: EventList, query: Memo<UrlQuery>, set: Callback<(&'static str, String)>) -> AnyView {
    let view = move || {
        if !query.with(EventFilter::is_set) {
            return view! {
                <EmptyState title="No events yet" icon=icon::ACTIVITY>
                    <p>"Events appear here as soon as the feed brings some."</p>
                </EmptyState>
            }
            .into_any();
        }
        let of = move || text::plural(list.shown().1, "event");
        view! {
            <EmptyState title="No event fits" icon=icon::SEARCH action=move || view! { <ClearEventFilters set/> }>
                <p>"None of "{of}" fits all filters. What is hidden is not lost, and what comes is filtered as it comes."</p>
            </EmptyState>
        }
        .into_any()
    };
    view.into_any()
}

/// The events of one device, for a tab of the device page.
pub fn tab(entry: DeviceEntry) -> AnyView {
    let device = entry.device.name;
    let all = paths::with_query(paths::EVENTS, &UrlQuery::default().with(EventFilter::DEVICE, &device));
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
