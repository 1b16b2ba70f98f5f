//! A panel on the events that this browser stores for this key: how many, since when, and how to delete them.

use leptos::prelude::*;

use crate::{
    features::events::queue::{export::ExportKept, limits::LimitFields},
    state::{
        event_source::EventSource,
        history::{state::MAX_BYTES, storage_stats::StorageStats},
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Button, ButtonKind, Dialog, Disclosure, Notice, NoticeKind};

const GIVEN_UP: &str = " This browser may give them up when its disk is full: it has not promised to keep them. What is deleted from \
                        Jetstream's queue is then nowhere, so export from time to time what must last.";

/// The panel: a disclosure with the limits, the export and the button that deletes the events.
#[component]
pub fn StoredEvents() -> AnyView {
    let source = EventSource::current();
    let history = source.history();
    let asking = RwSignal::new(false);
    let close = move |()| asking.set(false);
    let forget = move |()| {
        close(());
        history.delete_all();
    };
    let stock = Memo::new(move |_| history.stats());
    let is_empty = Memo::new(move |_| stock.with(|stock| stock.events == 0));
    let warning = move || {
        let problem = stock.with(|stock| stock.problem.clone());
        problem.map(|problem| {
            view! {
                <Notice kind=NoticeKind::Warn title="This browser keeps no events">
                    <p>{format!("They last until the page is closed or reloaded: {problem}.")}</p>
                </Notice>
            }
        })
    };
    let given_up = move || source.queue().is_some_and(|queue| !queue.is_storage_persistent()).then_some(GIVEN_UP);
    view! {
        {warning}
        <Disclosure summary=Signal::derive(move || stock.with(kept_words))>
            <p class="soft">
                {format!(
                    "Kept in this browser up to {}, for this key in this environment, also after the sign-out. They are kept as they were \
                     received, with pass numbers and unlock tokens: whoever uses this browser can read them. The key itself is not kept.",
                    text::bytes(MAX_BYTES),
                )}
                {given_up}
            </p>
            <LimitFields/>
            {move || (!is_empty.get()).then(|| view! {
                <ExportKept history/>
                <p><Button kind=ButtonKind::Danger on_click=move |()| asking.set(true)>"Forget…"</Button></p>
            })}
        </Disclosure>
        <Dialog open=asking title="Forget the events that are kept here?" on_close=close>
            <p>{move || stock.with(kept_words)}</p>
            <p>"What was deleted from Jetstream's queue is then nowhere any more. What is on the page stays there until it is closed."</p>
            <div class="actions">
                <span class="apart"><Button kind=ButtonKind::Danger on_click=forget>"Forget them"</Button></span>
                <Button kind=ButtonKind::Primary on_click=close>"Keep them"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn kept_words(stock: &StorageStats) -> String {
    match stock {
        StorageStats { is_open: false, .. } => "Reading what this browser keeps".to_owned(),
        StorageStats { events: 0, .. } => "No events are kept in this browser yet".to_owned(),
        StorageStats { events, bytes, since, dropped: left_out, unreadable, .. } => {
            let since = since.map(|since| format!(" since {}", browser::local(since))).unwrap_or_default();
            let some = |count: &usize, what| if *count == 0 { String::new() } else { format!("; {count} {what}") };
            let (left_out, unreadable) = (some(left_out, "could not be kept"), some(unreadable, "cannot be read back"));
            let (events, bytes) = (text::plural(*events, "event"), text::bytes(*bytes));
            format!("{events} kept in this browser{since}, {bytes}{left_out}{unreadable}")
        }
    }
}
