//! What this browser keeps of the events of this key: how much, since when, and how to get rid of it.

use leptos::prelude::*;

use super::{export::ExportKept, limits::LimitFields};
use crate::{
    browser,
    live::{Live, MOST, Stock},
    ui::{Button, ButtonKind, Dialog, Disclosure, Notice, NoticeKind},
    words,
};

/// A disclosure with it.
#[component]
pub fn KeptEvents() -> AnyView {
    let live = Live::current();
    let history = live.history();
    let asking = RwSignal::new(false);
    let close = move |()| asking.set(false);
    let forget = move |()| {
        close(());
        history.forget();
    };
    let stock = Memo::new(move |_| history.stock());
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
    view! {
        {warning}
        <Disclosure summary=Signal::derive(move || stock.with(kept_words))>
            <p class="soft">
                {format!(
                    "Kept in this browser up to {}, for this key in this environment, also after the sign-out. They are kept as they were \
                     received, with pass numbers and unlock tokens: whoever uses this browser can read them. The key itself is not kept.",
                    words::bytes(MOST),
                )}
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

fn kept_words(stock: &Stock) -> String {
    match stock {
        Stock { is_open: false, .. } => "Reading what this browser keeps".to_owned(),
        Stock { events: 0, .. } => "No events are kept in this browser yet".to_owned(),
        Stock { events, bytes, since, left_out, .. } => {
            let since = since.map(|since| format!(" since {}", browser::local(since))).unwrap_or_default();
            let left_out = match left_out {
                0 => String::new(),
                some => format!("; {some} came too fast to be kept"),
            };
            let (events, bytes) = (words::count(*events, "event"), words::bytes(*bytes));
            format!("{events} kept in this browser{since}, {bytes}{left_out}")
        }
    }
}
