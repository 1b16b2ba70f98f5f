//! The page of a device: its tabs, and the views of its overview and its commands.

use std::{sync::Arc, time::Duration};

use jetstream_api::{
    catalogue::{self, Command},
    kind::DeviceKind,
    names::DeviceName,
};
use jetstream_fleet::commands::Timeline;
use leptos::prelude::*;

use crate::{
    features::{
        commands::{open_form::OpenForm, timeline::TimelineCard},
        device::{details::DeviceDetails, status::DeviceStatusPanel},
        events::file::no_connection::UnavailableWithFile,
    },
    paths,
    shared::{available_commands::CommandAvailability, page_title::PageTitle},
    state::{
        directory::{Directory, device_entry::DeviceEntry, remote_data::RemoteData},
        live::LiveState,
        session::Session,
    },
};
use jetstream_browser as browser;
use jetstream_ui::{Button, EmptyState, Notice, NoticeKind, Panel, Skeleton, Tab, Tabs};

const UNLISTED: &str = "Jetstream lists no device with exactly this name. It may have been renamed or removed.";
/// How often the connection of the device is requested while its page is open.
const ASK_AGAIN: Duration = Duration::from_secs(60);
/// How many commands the overview shows.
const RECENT: usize = 5;

/// The tabs whose views belong to other features: functions that load and render them.
#[derive(Debug, Clone, Copy)]
pub struct DeviceTabs {
    /// The parameters of a device.
    pub configuration: fn(DeviceEntry) -> AnyView,
    /// The passes of a device.
    pub passes: fn(DeviceEntry) -> AnyView,
    /// Access to a device.
    pub access: fn(DeviceEntry) -> AnyView,
    /// The sensors of a device.
    pub sensors: fn(DeviceEntry) -> AnyView,
    /// The inventory of a device.
    pub inventory: fn(DeviceEntry) -> AnyView,
    /// The events of a device.
    pub events: fn(DeviceEntry) -> AnyView,
}

/// The page, for the device name in the URL.
pub fn page(name: String, tab: paths::Tab, views: DeviceTabs) -> AnyView {
    view! { <DevicePage name tab views/> }.into_any()
}

/// The page. It is rendered again only when the device changes in Jetstream.
#[component]
fn DevicePage(
    /// The device name in the URL.
    name: String,
    /// The open tab.
    tab: paths::Tab,
    /// The views of the tabs.
    views: DeviceTabs,
) -> AnyView {
    let directory = Directory::current();
    let (wanted, asked) = (name.clone(), name.clone());
    let device = Memo::new_with_compare(
        move |_| directory.device(&wanted),
        |before, after| !before.zip(after).is_some_and(|(before, after)| RemoteData::same_content(before, after)),
    );
    let content = move || {
        match device.get() {
            RemoteData::Loading => view! { <Skeleton what="the device" lines=8/> }.into_any(),
            RemoteData::Failed(error) => view! {
                <Notice kind=NoticeKind::Error title="The devices could not be loaded" action=move || view! {
                    <Button on_click=move |()| directory.reload()>"Try again"</Button>
                }><p>{error.to_string()}</p></Notice>
            }
            .into_any(),
            RemoteData::Loaded { value: None, .. } => {
                // The address may be mistyped: an error in the name is more helpful than the fact that no device has it.
                let why = DeviceName::parse(&asked).map_or_else(|error| error.to_string(), |_| UNLISTED.to_owned());
                view! { <EmptyState title="No device of this name"><p>{why}</p><a href=paths::DEVICES>"To the devices"</a></EmptyState> }.into_any()
            }
            RemoteData::Loaded { value: Some(entry), .. } => view! { <Known entry tab views/> }.into_any(),
        }
    };
    let kind = Memo::new(move |_| match device.get() {
        RemoteData::Loaded { value: Some(entry), .. } => Some(entry.kind()),
        _ => None,
    });
    let (named, is_file) = (name.clone(), Session::current().is_file());
    let tabs = move || {
        let kind = kind.get();
        let shown = paths::Tab::ALL
            .into_iter()
            .filter(|one| *one == tab || !is_file || !matches!(one, paths::Tab::Configuration | paths::Tab::Passes))
            .filter(|one| *one == tab || kind.map_or(!is_special(*one), |kind| has(kind, *one)));
        let tabs = shown.map(|one| Tab {
            word: one.label().into(),
            href: paths::device(&named, one).into(),
            current: (one == tab).into(),
        });
        view! { <Tabs name="Device" tabs=tabs.collect()/> }
    };
    view! {
        <PageTitle page=name.clone()/>
        <h1>{name}</h1>
        {tabs}
        {content}
    }
    .into_any()
}

/// Returns whether only some kinds of devices have this tab.
fn is_special(tab: paths::Tab) -> bool {
    matches!(tab, paths::Tab::Access | paths::Tab::Sensors | paths::Tab::Inventory)
}

/// Returns whether devices of this kind have the tab. Those of an unknown kind have all tabs.
fn has(kind: DeviceKind, tab: paths::Tab) -> bool {
    match tab {
        paths::Tab::Access => kind.has_lock() != Some(false),
        paths::Tab::Sensors => kind == DeviceKind::Unknown || catalogue::sensors(kind).next().is_some(),
        paths::Tab::Inventory => kind.has_reader() != Some(false),
        _ => true,
    }
}

#[component]
fn Known(entry: DeviceEntry, tab: paths::Tab, views: DeviceTabs) -> AnyView {
    if let Some(name) = entry.callable_name() {
        let statuses = Directory::current().statuses();
        statuses.request(vec![name.clone()]);
        // The status becomes outdated while the page is open.
        browser::interval(ASK_AGAIN, move || statuses.request(vec![name.clone()]));
    }
    match tab {
        paths::Tab::Overview => view! { <Overview entry/> }.into_any(),
        paths::Tab::Commands => view! { <DeviceCommands device=entry.device.name/> }.into_any(),
        paths::Tab::Configuration | paths::Tab::Passes if Session::current().is_file() => {
            view! { <UnavailableWithFile/> }.into_any()
        }
        paths::Tab::Configuration => (views.configuration)(entry),
        paths::Tab::Passes => (views.passes)(entry),
        paths::Tab::Access => (views.access)(entry),
        paths::Tab::Sensors => (views.sensors)(entry),
        paths::Tab::Inventory => (views.inventory)(entry),
        paths::Tab::Events => (views.events)(entry),
    }
}

#[component]
fn Overview(entry: DeviceEntry) -> AnyView {
    let open = RwSignal::new(None::<Command>);
    let shown = StoredValue::new(entry.clone());
    let form = move || {
        let (command, entry) = (open.get()?, shown.get_value());
        let device = entry.name.clone().ok()?;
        Some(view! { <OpenForm entry device command on_close=Callback::new(move |()| open.set(None))/> })
    };
    let device = entry.device.name.clone();
    view! {
        <div class="panels">
            <DeviceStatusPanel entry=entry.clone()/>
            <CommandAvailability entry=entry.clone() on_open=Callback::new(move |command| open.set(Some(command)))/>
            <DeviceDetails entry/>
            <Panel title="Recent commands"><CommandCards device limit=RECENT/></Panel>
        </div>
        {form}
    }
    .into_any()
}

#[component]
fn DeviceCommands(device: String) -> AnyView {
    view! { <Panel title="Commands"><CommandCards device limit=usize::MAX/></Panel> }.into_any()
}

#[component]
fn CommandCards(device: String, limit: usize) -> AnyView {
    let live = LiveState::current();
    let timelines = Memo::new(move |_| {
        let now = live.now();
        live.with(|fleet| {
            let commands = fleet.commands();
            let once = |timeline: &&Arc<Timeline>| !commands.is_shadowed_by_click(timeline, now);
            commands.of_device(&device).filter(once).take(limit).cloned().collect::<Vec<_>>()
        })
    });
    let cards = move || {
        let timelines = timelines.get();
        if timelines.is_empty() {
            return view! { <p class="soft">"None seen since this page remembers, by anybody."</p> }.into_any();
        }
        let card = |timeline| view! { <li><TimelineCard timeline/></li> };
        view! { <ul class="commands">{timelines.into_iter().map(card).collect_view()}</ul> }.into_any()
    };
    cards.into_any()
}
