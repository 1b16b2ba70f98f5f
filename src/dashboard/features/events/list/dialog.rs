//! A dialog with one event: its fields, odd times, and the raw text as it was received.

use std::sync::Arc;

use jetstream_api::{catalogue, events::Event, ids::EventId};
use jetstream_fleet::event_log::secrets::redacted_raw;
use leptos::prelude::*;

use crate::{
    features::events::list::{
        details::{about_times, details},
        event_list::EventList,
        jump::AT,
        line::{event_type, severity_word, tone},
    },
    paths::{self, UrlQuery},
    shared::time_ago::exact_time,
    state::{
        event_source::EventSource,
        history::History,
        live::{LiveState, feed_state::FeedState},
    },
};
use jetstream_browser as browser;
use jetstream_ui::{Badge, Button, CopyButton, Dialog, Disclosure};

/// The dialog. It is open while `id` is not empty, and still shows its event after the log has evicted it.
#[component]
pub fn EventDialog(list: EventList, #[prop(into)] id: Signal<String>, on_close: Callback<()>) -> AnyView {
    let (live, history) = (LiveState::current(), EventSource::current().history());
    // The event is still shown after the log has evicted it.
    let event = Memo::new(move |before: Option<&Option<Arc<Event>>>| {
        let id = EventId::new(&id.get());
        match before.cloned().flatten() {
            Some(event) if event.id == id => Some(event),
            _ if id.as_str().is_empty() => None,
            _ => list.find(&id),
        }
    });
    let open = Memo::new(move |_| id.with(|id| !id.is_empty()));
    let content = move || match event.get() {
        Some(event) => view! { <Opened event/> }.into_any(),
        None => {
            let id = id.get();
            view! { <p role="status">{move || not_here(live, history)}</p> <dl class="facts"><div><dt>"EventId"</dt><dd><code>{id}</code></dd></div></dl> }
                .into_any()
        }
    };
    let link = Signal::derive(move || {
        let path = paths::event(&id.get());
        browser::resolve(&path).unwrap_or(path)
    });
    let around = move || {
        let time = event.with(|event| event.as_ref().and_then(|event| event.time()))?;
        let href = paths::with_query(paths::EVENTS, &UrlQuery::default().with(AT, &jetstream_api::time::format(time)));
        Some(view! { <a href=href>"What else came then"</a> })
    };
    view! {
        <Dialog open title="Event" on_close>
            {content}
            <div class="actions">
                <span class="apart line"><CopyButton text=link>"Copy link"</CopyButton> {around}</span>
                <Button on_click=on_close>"Close"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn not_here(live: LiveState, history: History) -> &'static str {
    let is_read = history.stats().is_open;
    match live.feed_state() {
        FeedState::Connecting | FeedState::CatchingUp { .. } => {
            "Not here yet: the feed is still catching up. The event is shown as soon as it comes."
        }
        FeedState::Reading { .. } => {
            "Not here yet: the file is still being read. The event is shown as soon as it is found."
        }
        FeedState::Read => "No event with this id is in the file, or it is older than what the page has room for.",
        _ if !is_read => "Not here yet: what this browser keeps is still being read.",
        FeedState::Off | FeedState::Stopped { .. } => {
            "This event is not here, and nothing comes: there is no feed to bring it. It may be older than what is kept in this browser, or \
             have been sent for another key."
        }
        _ => {
            "No event with this id is in the log of this page. It may be older than what the page remembers, or have been sent for another \
             key. If it comes, it is shown here."
        }
    }
}

#[component]
fn Opened(event: Arc<Event>) -> AnyView {
    let live = LiveState::current();
    let reveal = RwSignal::new(false);
    let hides = redacted_raw(&event) != *event.raw;
    let fact = |(name, value): (String, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };

    let meaning = catalogue::event_type(&event.event_type);
    let meaning = meaning.map_or("Not in the catalogue: shown as it came.", |known| known.meaning);
    let device = event.device.as_deref().map(|device| {
        view! { <div><dt>"Device"</dt><dd><a href=paths::device(device, paths::Tab::Overview)>{device.to_owned()}</a></dd></div> }
    });
    let times = [("Event time", event.event_time), ("Received", event.received_time)];
    let times = times.into_iter().filter_map(|(name, time)| Some(fact((name.to_owned(), exact_time(time?)))));
    let odd = Memo::new({
        let event = Arc::clone(&event);
        move |_| about_times(&event, live.now())
    });
    let odd = move || odd.get().map(|odd| fact(("About its times".to_owned(), odd)));
    let id = if event.id.is_given() { event.id.to_string() } else { format!("none; here it is called {}", event.id) };
    let own = {
        let event = Arc::clone(&event);
        move || details(&event, reveal.get()).into_iter().map(fact).collect_view()
    };
    let severity = severity_word(event.severity());
    let badge =
        tone(severity).map_or_else(|| severity.into_any(), |tone| view! { <Badge tone word=severity/> }.into_any());
    let name = event_type(&event).to_owned();
    let raw = Signal::derive(move || if reveal.get() { event.raw.to_string() } else { redacted_raw(&event) });
    let secrets = hides.then(|| {
        let word = move || if reveal.get() { "Hide secrets" } else { "Show secrets" };
        view! { <div class="line"><Button on_click=move |()| reveal.update(|reveal| *reveal = !*reveal)>{word}</Button></div> }
    });
    view! {
        <dl class="facts">
            <div><dt>"Type"</dt><dd>{name}<br/><span class="soft small">{meaning}</span></dd></div>
            {device}
            {times.collect_view()}
            {odd}
            <div><dt>"Severity"</dt><dd>{badge}</dd></div>
            {own}
            <div><dt>"EventId"</dt><dd><code>{id}</code></dd></div>
        </dl>
        <Disclosure summary="Raw JSON">
            <pre class="raw" tabindex="0" role="region" aria-label="The text as it was received">{raw}</pre>
            <div class="line"><CopyButton text=raw>"Copy the text"</CopyButton></div>
        </Disclosure>
        {secrets}
    }
    .into_any()
}
