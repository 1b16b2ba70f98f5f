//! The page with the commands of all users, newest first.

use std::sync::Arc;

use jetstream_fleet::{commands::Timeline, sorting::sorted_by};
use leptos::prelude::*;

use crate::{
    features::commands::timeline::TimelineCard,
    paths::{self, UrlQuery},
    shared::{
        command_state::{STATE_WORDS, state_label},
        page_title::PageTitle,
        url::use_query,
    },
    state::live::{LiveState, feed_state::FeedState},
    text,
};
use jetstream_ui::{Button, ButtonKind, Choice, EmptyState, SelectField, icon};

const DEVICE: &str = "device";
const USER: &str = "user";
const STATE: &str = "state";
const KEYS: [&str; 3] = [DEVICE, USER, STATE];

/// Number of cards that are shown at first, and that each click adds: there may be thousands of commands.
const WINDOW: usize = 50;

/// A command and the label of its state. Both together are the key of its card.
type CommandFilter = (Arc<Timeline>, &'static str);

/// The first commands that match the filters, the number of those that match, and the number of all.
#[derive(Debug, Clone, PartialEq)]
struct FilteredCommands {
    first: Vec<CommandFilter>,
    count: usize,
    total: usize,
}

/// The page.
pub fn page() -> AnyView {
    let live = LiveState::current();
    let (query, set) = use_query(paths::COMMANDS);
    let window = RwSignal::new(WINDOW);
    let found = Memo::new(move |_| {
        let (now, window) = (live.now(), window.get());
        query.with(|query| {
            let (device, user, state) = (query.get(DEVICE), query.get(USER), query.get(STATE));
            let fits = |timeline: &Arc<Timeline>| {
                (device.is_empty() || timeline.device() == Some(device))
                    && (user.is_empty() || timeline.user() == Some(user))
                    && (state.is_empty() || state_label(&timeline.state(now)) == state)
            };
            live.with(|fleet| {
                let commands = fleet.commands();
                let once = |timeline: &&Arc<Timeline>| !commands.is_shadowed_by_click(timeline, now);
                let shown = |timeline: &Arc<Timeline>| (Arc::clone(timeline), state_label(&timeline.state(now)));
                let total = commands.iter_newest().filter(once).count();
                let mut fitting = commands.iter_newest().filter(once).filter(|timeline| fits(timeline));
                let first: Vec<_> = fitting.by_ref().take(window).map(shown).collect();
                let count = if is_set(query) { first.len() + fitting.count() } else { total };
                FilteredCommands { first, count, total }
            })
        })
    });
    let none = Memo::new(move |_| found.with(|found| found.count == 0));
    let card = |(timeline, _): CommandFilter| view! { <li><TimelineCard timeline with_device=true/></li> };
    let list = move || {
        if none.get() {
            return view! { <NothingFits query set/> }.into_any();
        }
        view! {
            <section class="stack">
                <h2 class="visually-hidden">"All commands"</h2>
                <ul class="commands" aria-label="Commands">
                    <For each=move || found.get().first key=|(timeline, state)| (Arc::as_ptr(timeline).addr(), *state) children=card/>
                </ul>
                {move || found.with(|found| more(found, window))}
            </section>
        }
        .into_any()
    };
    view! {
        <PageTitle page="Commands"/>
        <header class="page-head">
            <h1>"Commands"</h1>
            <p class="soft" role="status" aria-label="Count">{move || found.with(count)}</p>
        </header>
        <Filters query set/>
        {list}
        <Forgotten/>
    }
    .into_any()
}

fn is_set(query: &UrlQuery) -> bool {
    KEYS.iter().any(|key| !query.get(key).is_empty())
}

fn count(found: &FilteredCommands) -> String {
    let total = text::plural(found.total, "command");
    if found.count == found.total { total } else { format!("{} of {total}", found.count) }
}

fn more(found: &FilteredCommands, window: RwSignal<usize>) -> Option<AnyView> {
    let left = found.count.saturating_sub(found.first.len());
    let words = format!("Show {} more", left.min(WINDOW));
    (left > 0).then(|| {
        view! { <div class="actions"><Button on_click=move |()| window.update(|window| *window += WINDOW)>{words}</Button></div> }
            .into_any()
    })
}

#[component]
fn Filters(query: Memo<UrlQuery>, set: Callback<(&'static str, String)>) -> AnyView {
    let live = LiveState::current();
    let value = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name).to_owned()));
    let change = move |name: &'static str| move |value: String| set.run((name, value));
    // Names are sorted again only when their number has changed. That is rare compared with events.
    let devices = Memo::new(move |_| live.with(|fleet| fleet.commands().devices().size_hint().0));
    let devices = Memo::new(move |_| {
        devices.get();
        choices("All devices", live.with_untracked(|fleet| fleet.commands().devices().cloned().collect()))
    });
    let users = Memo::new(move |_| live.with(|fleet| fleet.commands().users().size_hint().0));
    let users = Memo::new(move |_| {
        users.get();
        choices("All users", live.with_untracked(|fleet| fleet.commands().users().cloned().collect()))
    });
    let states = STATE_WORDS.map(|word| Choice::new(word, word));
    let states: Vec<_> = std::iter::once(Choice::new("", "Any state")).chain(states).collect();
    view! {
        <div class="filters" role="search">
            <SelectField label="Device" hide_label=true value=value(DEVICE) on_change=change(DEVICE) choices=devices/>
            <SelectField label="User" hide_label=true value=value(USER) on_change=change(USER) choices=users/>
            <SelectField label="State" hide_label=true value=value(STATE) on_change=change(STATE) choices=states/>
            {move || query.with(is_set).then(|| view! { <Clear set/> })}
        </div>
    }
    .into_any()
}

fn choices(all: &str, names: Vec<Arc<str>>) -> Vec<Choice> {
    let names = sorted_by(&names, Arc::clone);
    std::iter::once(Choice::new("", all)).chain(names.iter().map(|name| Choice::new(&**name, &**name))).collect()
}

#[component]
fn Clear(set: Callback<(&'static str, String)>) -> AnyView {
    let clear = move |()| KEYS.iter().for_each(|key| set.run((*key, String::new())));
    view! { <Button kind=ButtonKind::Quiet icon=icon::X on_click=clear>"Clear filters"</Button> }.into_any()
}

#[component]
fn NothingFits(query: Memo<UrlQuery>, set: Callback<(&'static str, String)>) -> AnyView {
    let live = LiveState::current();
    let view = move || {
        match (query.with(is_set), live.feed_state()) {
        (true, _) => view! {
            <EmptyState title="No command fits" icon=icon::SEARCH action=move || view! { <Clear set/> }>
                <p>"Every filter must hold. Whoever sent a command is known only once an event names the user."</p>
            </EmptyState>
        }
        .into_any(),
        (false, FeedState::Off) => view! {
            <EmptyState title="No commands yet" icon=icon::TERMINAL>
                <p>"This environment has no live feed: commands appear here when they are sent from this page."</p>
            </EmptyState>
        }
        .into_any(),
        (false, _) => view! {
            <EmptyState title="No commands yet" icon=icon::TERMINAL>
                <p>"Commands appear here as soon as somebody sends one: from a device's page, or from anywhere else."</p>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view.into_any()
}

/// A note that is shown when older commands were dropped to limit memory.
#[component]
fn Forgotten() -> AnyView {
    let live = LiveState::current();
    let forgotten = Memo::new(move |_| live.with(|fleet| fleet.commands().evicted_count()));
    let words = move || match forgotten.get() {
        0 => None,
        count => {
            Some(view! { <p class="soft small">{format!("{count} older commands were forgotten to make room.")}</p> })
        }
    };
    words.into_any()
}
