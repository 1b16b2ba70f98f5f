//! A view of the contents of a device with a reader, and of the tags that were added and removed at each opening.

use jetstream_fleet::{
    access::Opener,
    inventory::{Contents, TagMove},
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    paths,
    shared::{
        pass_number::PassNumber,
        time_ago::{ExactTime, TimeAgo},
    },
    state::live::LiveState,
    text,
};
use jetstream_ui::{Badge, BadgeTone, Button, Disclosure, EmptyState, Notice, NoticeKind, Panel, icon};

/// The number of openings that are shown at first, and the number that each click adds.
const WINDOW: usize = 20;

/// The contents of a device, as they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct VisibleContents {
    scanned: Option<Timestamp>,
    scan: String,
    latest: Option<(Option<Timestamp>, String)>,
    is_cut: bool,
    /// The tags, with the time when they were added if that was after the scan.
    tags: Vec<(String, Option<Timestamp>)>,
}

impl From<Contents<'_>> for VisibleContents {
    fn from(contents: Contents<'_>) -> Self {
        let came = |by: Option<&TagMove>| by.and_then(|by| by.report.at);
        Self {
            scanned: contents.scan.at,
            scan: contents.scan.event.to_string(),
            latest: contents.latest.map(|latest| (latest.at, latest.event.to_string())),
            is_cut: contents.is_cut,
            tags: contents.inside.iter().map(|one| (one.tag.to_owned(), came(one.by))).collect(),
        }
    }
}

/// The panels with the contents and the openings.
#[component]
pub fn Inventory(
    /// The device's name.
    device: String,
) -> AnyView {
    let name = device.clone();
    view! {
        <div class="panels">
            <Panel title="Inside now"><Inside device=name/></Panel>
            <Panel title="What moved"><Moves device/></Panel>
        </div>
    }
    .into_any()
}

#[component]
fn Inside(device: String) -> AnyView {
    let live = LiveState::current();
    let shown = Memo::new(move |_| live.with(|fleet| fleet.inventory().contents(&device).map(VisibleContents::from)));
    let content = move || {
        let Some(shown) = shown.get() else {
            return view! {
                <EmptyState title="Not known yet" icon=icon::TAGS>
                    <p>
                        "What lies inside is counted from a scan of all tags, an ObjectEvent: the device makes one each night, and \
                        when somebody asks for all tags. None was seen since this page remembers."
                    </p>
                </EmptyState>
            }
            .into_any();
        };
        let event = |id: &str, time: Option<Timestamp>, word: &'static str| {
            let time = time.map(|time| view! { " "<TimeAgo time/> });
            view! { <a href=paths::event(id)>{word}</a>{time} }
        };
        let since =
            shown.latest.as_ref().map(|(at, id)| view! { "; what moved until the "{event(id, *at, "last opening")} });
        let cut = shown.is_cut.then(|| {
            view! {
                <Notice kind=NoticeKind::Warn title="This may be wrong">
                    <p>"More has moved since the scan than this page keeps."</p>
                </Notice>
            }
        });
        let tag = |(tag, came): &(String, Option<Timestamp>)| {
            let came = came.map(|time| view! { <span class="soft small">" came "<TimeAgo time/></span> });
            view! { <li><code>{tag.clone()}</code>{came}</li> }
        };
        view! {
            <p><strong>{text::plural(shown.tags.len(), "tag")}</strong></p>
            <p class="soft small">"Counted from the "{event(&shown.scan, shown.scanned, "scan of all tags")}{since}"."</p>
            {cut}
            <ul class="tags" aria-label="Tags inside" tabindex="0">{shown.tags.iter().map(tag).collect_view()}</ul>
        }
        .into_any()
    };
    content.into_any()
}

#[component]
fn Moves(device: String) -> AnyView {
    let live = LiveState::current();
    let window = RwSignal::new(WINDOW);
    let moves = Memo::new(move |_| {
        let window = window.get();
        live.with(|fleet| {
            let mut all = fleet.inventory().moves(&device);
            let shown: Vec<TagMove> = all.by_ref().take(window).cloned().collect();
            (shown, all.count())
        })
    });
    let more = move || {
        let left = moves.with(|(_, left)| *left);
        let words = format!("Show {} more", left.min(WINDOW));
        (left > 0)
            .then(|| view! { <Button on_click=move |()| window.update(|window| *window += WINDOW)>{words}</Button> })
    };
    let none = Memo::new(move |_| moves.with(|(shown, _)| shown.is_empty()));
    let content = move || {
        match none.get() {
        true => view! { <p class="soft">"Nothing was seen to move since this page remembers."</p> }.into_any(),
        false => view! {
            <ul class="commands" aria-label="What moved">
                <For each=move || moves.get().0 key=|one| one.report.event.to_string() children=|one| view! { <li><Opening one/></li> }/>
            </ul>
            {more}
        }
        .into_any(),
    }
    };
    content.into_any()
}

/// One opening of the door: the pass, the tags that were added and the tags that were removed.
#[component]
fn Opening(one: TagMove) -> AnyView {
    let at = one.report.at.map(|time| view! { <ExactTime time/> });
    let opener = one.opener.as_ref().map(Opener::reveal).map(str::to_owned);
    let opener = opener.map(|number| view! { <PassNumber number/> });
    let list = |words: &str, tags: Vec<String>| {
        let summary = text::plural(tags.len(), "tag") + words;
        (!tags.is_empty()).then(|| {
            let tags = tags.into_iter().map(|tag| view! { <li><code>{tag}</code></li> }).collect_view();
            view! { <Disclosure summary><ul class="tags">{tags}</ul></Disclosure> }
        })
    };
    let texts = |tags: &jetstream_fleet::inventory::Tags| tags.iter().map(str::to_owned).collect::<Vec<_>>();
    let (adds, removes) = (texts(&one.adds), texts(&one.removes));
    let nothing =
        (adds.is_empty() && removes.is_empty()).then(|| view! { <Badge tone=BadgeTone::Plain word="Nothing moved"/> });
    view! {
        <article class="command">
            <header class="command-head">
                <a class="command-name" href=paths::event(one.report.event.as_str())>{at}</a>
                {opener}
                {nothing}
            </header>
            {list(" in", adds)}
            {list(" out", removes)}
        </article>
    }
    .into_any()
}
