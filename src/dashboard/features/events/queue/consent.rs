//! A form for the consent to read a queue and to delete events from it. Its texts explain the effects on other readers of the
//! queue.

use leptos::prelude::*;

use crate::state::{
    event_source::EventSource,
    queue::{Queue, TabRole, consent::ReadConsent},
    session::Session,
};
use jetstream_ui::{Button, ButtonKind, Notice, NoticeKind};

const QUEUE: &str = "This environment has no live feed. Jetstream keeps the events of each access key in a queue, which this page can read \
                     by itself.";
const READING: &str = "Reading has effects: the first time ever, it subscribes this key, and events are collected for it from then on. After \
                       30 days without a reading the subscription ends. An event that was read leaves the queue within 4 days, also for \
                       any other system, browser, machine or portal that reads with this key.";
const DELETING: &str = "Deleting empties the queue: what is kept in this browser is taken out of it, and whoever else reads with this key \
                        will not see it. Without it only the oldest 512 events are seen, so the feed may stand still. If another \
                        system reads with this key, let it, and do not delete here.";

/// The consent form, or the status of the queue once reading is allowed. Empty when there is no queue to read.
#[component]
pub fn QueueConsent() -> AnyView {
    let Some(queue) = EventSource::current().queue() else { return ().into_any() };
    let view = move || match (queue.consent(), queue.role()) {
        (ReadConsent::NotGiven, _) | (_, TabRole::Idle) => view! { <Question queue/> }.into_any(),
        (_, TabRole::Observer { stands_still }) => view! { <Observing queue stands_still/> }.into_any(),
        (_, TabRole::Leader) => {
            let words = "This tab empties the queue of this key: it reads, keeps the events in this browser, and then deletes them.";
            view! { <Emptying queue words/> }.into_any()
        }
        (_, TabRole::Follower) => {
            let words = "Another tab of this browser empties the queue of this key; this one hears of it, and takes over when that is closed.";
            view! { <Emptying queue words/> }.into_any()
        }
    };
    view.into_any()
}

#[component]
fn Question(queue: Queue) -> AnyView {
    view! {
        <Notice title="This environment has no live feed"
            action=move || view! {
                <Button on_click=move |()| queue.allow(ReadConsent::ReadOnly)>"Read only"</Button>
                <Delete queue/>
            }>
            <p>{QUEUE}</p>
            <p>{READING}</p>
            <p>{DELETING}</p>
            <p>"Until you choose, this page leaves the queue alone and knows only the answers to commands that were sent from it."</p>
        </Notice>
    }
    .into_any()
}

#[component]
fn Delete(queue: Queue) -> AnyView {
    let (history, session) = (EventSource::current().history(), Session::current());
    let refused = Signal::derive(move || queue.delete_problem(session, history));
    view! { <Button kind=ButtonKind::Danger refused on_click=move |()| queue.allow(ReadConsent::ReadAndDelete)>"Read and delete"</Button> }
        .into_any()
}

#[component]
fn Observing(queue: Queue, stands_still: bool) -> AnyView {
    let (kind, title) = match stands_still {
        true => (NoticeKind::Warn, "The queue is only observed, and stands still"),
        false => (NoticeKind::Info, "The queue is only observed"),
    };
    let state = match stands_still {
        true => {
            "It holds 512 events or more, and Jetstream shows the oldest 512: newer ones are not seen. Of commands that are sent \
             from here, the completions are asked for one by one."
        }
        false => {
            "All of it is seen as long as it holds fewer than 512 events. It is read every 15 seconds, and nothing is deleted."
        }
    };
    view! {
        <Notice kind title=title action=move || view! { <Stop queue/> <Delete queue/> }>
            <p>{state}</p>
            <p>{DELETING}</p>
        </Notice>
    }
    .into_any()
}

#[component]
fn Emptying(queue: Queue, words: &'static str) -> AnyView {
    view! {
        <Notice title="The queue is emptied into this browser" action=move || view! {
            <Stop queue/>
            <Button kind=ButtonKind::Quiet on_click=move |()| queue.allow(ReadConsent::ReadOnly)>"Only read from now on"</Button>
        }>
            <p>{words}</p>
        </Notice>
    }
    .into_any()
}

#[component]
fn Stop(queue: Queue) -> AnyView {
    view! { <Button on_click=move |()| queue.allow(ReadConsent::NotGiven)>"Stop reading"</Button> }.into_any()
}
