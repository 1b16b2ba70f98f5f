//! All devices: what each is, how it is, and the way to its page.

use std::sync::Arc;

use jetstream_api::{call::Endpoint, devices::ListDevices, error::ApiError};
use leptos::prelude::*;

use crate::{
    components::{
        Title, TypedQuery,
        device_list::{
            AsOf, AskedFor, By, ClearFilters, ConnectionsKnown, DeviceList, Filter, FilterBar, Reload, Sorting, Stale,
            device_row, keep_asking, try_again,
        },
        use_query,
    },
    directory::{Directory, Load},
    forms::ShownCall,
    paths::{self, Query},
    session::Session,
    ui::{Empty, Notice, NoticeKind, Skeleton, VirtualList, icon},
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
    fn of<T>(devices: &Load<Arc<[T]>>) -> Self {
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
    let query = TypedQuery::new(&[Filter::TEXT], query, set);
    let list = DeviceList::new(query.query);
    let stage = Memo::new(move |_| Stage::of(&directory.devices()));
    let content = move || {
        match stage.get() {
        Stage::Loading => view! { <Skeleton what="Loading devices" lines=16/> }.into_any(),
        Stage::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="The devices could not be listed" action=try_again>
                <p>{error.to_string()}</p>
            </Notice>
        }
        .into_any(),
        Stage::NoDevices => view! {
            <Empty title="No devices yet" icon=icon::SERVER>
                <p>"The devices of this key's application appear here as soon as they are registered with Jetstream."</p>
            </Empty>
        }
        .into_any(),
        Stage::Devices => view! { <Devices list query/> }.into_any(),
    }
    };
    let said = move || (stage.get() == Stage::Devices).then(|| count(list.count(), list.total()));
    view! {
        <Title page="Devices"/>
        <header class="page-head">
            <h1>"Devices"</h1>
            <p class="soft" role="status" aria-label="Count">{said}</p>
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

#[component]
fn Devices(list: DeviceList, query: TypedQuery) -> AnyView {
    let range = RwSignal::new(0..0);
    let asked = AskedFor::new();
    keep_asking(list, range.into(), asked);
    let sorted = move || {
        let Sorting { by, order } = list.sorting();
        By::ALL.iter().position(|one| *one == by).map(|column| (column, order))
    };
    let sort = move |column: usize| {
        if let Some(by) = By::ALL.get(column) {
            query.set.run((Sorting::KEY, untrack(|| list.sorting()).clicked(*by).word()));
        }
    };
    let no_feed = Session::current().environment().feed.is_none().then(|| {
        let known = "When a device was last heard, its lockdown and its incidents follow from events. Without them this \
            page knows only what its own commands were answered.";
        view! { <Notice title="This environment has no live feed"><p>{known}</p></Notice> }
    });
    let none = Memo::new(move |_| list.count() == 0);
    view! {
        <FilterBar list query/>
        <Stale/>
        {no_feed}
        <ConnectionsKnown list asked/>
        // The grid stays where it is when nothing fits: the next letter may find something again.
        <div class="device-list">
            <VirtualList
                name="Devices"
                class="devices"
                columns=By::columns()
                count=Signal::derive(move || list.count())
                subject=Signal::derive(move || query.query.with(Query::to_string))
                sorted=Signal::derive(sorted)
                on_sort=sort
                on_range=move |rows| range.set(rows)
                render=move |row| device_row(list, row)
            />
            {move || none.get().then(|| view! { <NothingFits query/> })}
        </div>
    }
    .into_any()
}

#[component]
fn NothingFits(query: TypedQuery) -> AnyView {
    let TypedQuery { query, set, .. } = query;
    let by_connection = move || {
        let said = "Connections are asked for one device at a time; as long as some are not known, more may come.";
        query.with(|query| Filter::read(query).connection.is_set()).then(|| view! { <p>{said}</p> })
    };
    let said = "The search looks for its text in name, type, definition, serial number, region and policy; every filter \
        must hold as well.";
    view! {
        <Empty title="No device fits" icon=icon::SEARCH action=move || view! { <ClearFilters set/> }>
            <p>{said}</p>
            {by_connection}
        </Empty>
    }
    .into_any()
}
