//! All devices: what each is, how it is, and the way to its page.

use jetstream_api::{call::Endpoint, devices::ListDevices, error::ApiError};
use leptos::prelude::*;

use crate::{
    browser,
    components::{
        Title,
        device_list::{By, ClearFilters, DeviceList, Filter, FilterBar, Sorting, device_row, keep_asking},
        use_query,
    },
    directory::{Directory, Load},
    forms::ShownCall,
    live::Live,
    paths::{self, Query},
    ui::{Button, ButtonKind, Empty, Notice, NoticeKind, Skeleton, VirtualList, icon},
    words,
};

/// What there is to show.
#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Loading,
    Failed(ApiError),
    NoDevices,
    Devices,
}

impl Stage {
    fn of<T>(devices: &Load<std::sync::Arc<[T]>>) -> Self {
        match devices {
            Load::Loading => Self::Loading,
            Load::Failed(error) => Self::Failed(error.clone()),
            Load::Loaded { value, .. } if value.is_empty() => Self::NoDevices,
            Load::Loaded { .. } => Self::Devices,
        }
    }
}

/// The page.
#[component]
pub fn DevicesPage() -> AnyView {
    let directory = Directory::current();
    let (query, set) = use_query(paths::DEVICES);
    let list = DeviceList::new(query);
    let stage = Memo::new(move |_| Stage::of(&directory.devices()));
    let content = move || {
        match stage.get() {
        Stage::Loading => view! { <Skeleton what="Loading devices" lines=16/> }.into_any(),
        Stage::Failed(error) => {
            let again = move || view! { <Button icon=icon::REFRESH on_click=move |()| directory.reload()>"Try again"</Button> };
            view! { <Notice kind=NoticeKind::Error title="The devices could not be listed" action=again><p>{error.to_string()}</p></Notice> }.into_any()
        }
        Stage::NoDevices => view! {
            <Empty title="No devices yet" icon=icon::SERVER>
                <p>"The devices of this key's application appear here as soon as they are registered with Jetstream."</p>
            </Empty>
        }
        .into_any(),
        Stage::Devices => view! { <Devices list query set/> }.into_any(),
    }
    };
    view! {
        <Title page="Devices"/>
        <header class="page-head">
            <h1>"Devices"</h1>
            <p class="soft" role="status" aria-label="Count">{move || (stage.get() == Stage::Devices).then(|| count(list.count(), list.total()))}</p>
            <AsOf/>
            <Reload/>
        </header>
        {content}
        <ShownCall call=Signal::stored(Some(ListDevices::default().call()))/>
    }
    .into_any()
}

fn count(shown: usize, total: usize) -> String {
    let total_words = words::count(total, "device");
    if shown == total { total_words } else { format!("{shown} of {total_words}") }
}

/// How old the list is, by the browser's clock.
#[component]
fn AsOf() -> AnyView {
    let (live, directory) = (Live::current(), Directory::current());
    let at = Memo::new(move |_| match directory.devices() {
        Load::Loaded { at, .. } => Some(at),
        Load::Loading | Load::Failed(_) => None,
    });
    let words = move || {
        live.now();
        at.get().map(|at| format!("as of {}", words::ago(at, browser::now())))
    };
    view! { <span class="soft small">{words}</span> }.into_any()
}

#[component]
fn Reload() -> AnyView {
    let directory = Directory::current();
    let pending = RwSignal::new(false);
    Effect::new(move || {
        // Whatever was answered, it was answered.
        directory.devices();
        pending.set(false);
    });
    let reload = move |()| {
        pending.set(true);
        directory.reload();
    };
    view! { <span class="push"><Button kind=ButtonKind::Quiet icon=icon::REFRESH pending on_click=reload>"Reload"</Button></span> }.into_any()
}

#[component]
fn Devices(list: DeviceList, query: Memo<Query>, set: Callback<(&'static str, String)>) -> AnyView {
    let range = RwSignal::new(0..0);
    let asked = RwSignal::new(MORE);
    keep_asking(list, range.into(), asked.into());
    let sorted = move || {
        let Sorting { by, order } = list.sorting();
        By::ALL.iter().position(|one| *one == by).map(|column| (column, order))
    };
    let sort = move |column: usize| {
        if let Some(by) = By::ALL.get(column) {
            set.run((Sorting::KEY, untrack(|| list.sorting()).clicked(*by).word()));
        }
    };
    let none = Memo::new(move |_| list.count() == 0);
    let grid = move || {
        if none.get() {
            return view! { <NothingFits query set/> }.into_any();
        }
        view! {
            <VirtualList
                name="Devices"
                class="devices"
                columns=By::columns()
                count=Signal::derive(move || list.count())
                subject=Signal::derive(move || query.with(Query::to_string))
                sorted=Signal::derive(sorted)
                on_sort=sort
                on_range=move |rows| range.set(rows)
                render=move |row| device_row(list, row)
            />
        }
        .into_any()
    };
    view! {
        <FilterBar list query set/>
        <Stale/>
        <ConnectionsKnown list asked/>
        {grid}
    }
    .into_any()
}

#[component]
fn NothingFits(query: Memo<Query>, set: Callback<(&'static str, String)>) -> AnyView {
    let by_connection = move || {
        query.with(|query| Filter::read(query).connection.is_set()).then(|| view! { <p>"Connections are asked for one device at a time; as long as some are not known, more may come."</p> })
    };
    view! {
        <Empty title="No device fits" icon=icon::SEARCH action=move || view! { <ClearFilters set/> }>
            <p>"The search looks for its text in name, type, definition, serial number, region and policy; every filter must hold as well."</p>
            {by_connection}
        </Empty>
    }
    .into_any()
}

/// Says so when the list could not be read again: what stands here is older than it seems.
#[component]
fn Stale() -> AnyView {
    let directory = Directory::current();
    let stale = Memo::new(move |_| match directory.devices() {
        Load::Loaded { stale, .. } => stale,
        Load::Loading | Load::Failed(_) => None,
    });
    let notice = move || {
        stale.get().map(|error| {
            let again = move || view! { <Button icon=icon::REFRESH on_click=move |()| directory.reload()>"Try again"</Button> };
            view! { <Notice kind=NoticeKind::Warn title="This is an older list: reading it again failed" announce=true action=again><p>{error.to_string()}</p></Notice> }
        })
    };
    notice.into_any()
}

/// How many connections are asked for beyond those on screen, and how many more with each click.
const MORE: usize = 100;

/// While the list is sorted or filtered by connection: of how many devices that is known, and a way to ask for more.
#[component]
fn ConnectionsKnown(list: DeviceList, asked: RwSignal<usize>) -> AnyView {
    let known = Memo::new(move |_| list.connections_known());
    let line = move || {
        let (known, total) = known.get()?;
        let left = total.saturating_sub(asked.get());
        let more = (left > 0).then(|| {
            let words = format!("Ask for {} more", left.min(MORE));
            view! { <Button kind=ButtonKind::Quiet on_click=move |()| asked.update(|asked| *asked += MORE)>{words}</Button> }
        });
        Some(view! { <p class="line soft">{format!("Connection: {known} of {total} known")} {more}</p> })
    };
    line.into_any()
}
