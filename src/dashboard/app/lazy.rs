//! Loaders of the parts of the app that are fetched when they are first shown.
//!
//! The first visit transfers what signing in and the overview need. The rest is in files of its own, which `cargo xtask bundle` cuts off
//! along the functions marked `wasm_split`: what is reachable from one of them alone leaves the first file. All parts run in the same
//! memory, so signals, contexts and owners reach across. Only `app` names these functions; others get them as values.

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use crate::{
    app::{embed::host_page, policy_routes},
    config::Config,
    features::{
        access, commands, configuration,
        device::{self, page::DeviceTabs},
        devices,
        events::{self, queue},
        incidents, inventory, overview, passes, sensors,
    },
    paths::{PolicyPage, Tab},
    state::{
        directory::device_entry::DeviceEntry,
        embed::handover::HostSessions,
        event_file::read,
        event_source::{FileReader, LazyParts, QueueReader},
        updates::{Updates, watch::CheckTrigger},
    },
};
use jetstream_ui::LazyView;

/// The entry points of the pages about configuration: plain functions, so that a view is made where it is shown, under the owner of
/// that place.
#[derive(Debug, Clone, Copy)]
pub struct ConfigurationPart {
    /// The pages about policies.
    pub policies: fn(PolicyPage) -> AnyView,
    /// The parameters of a device.
    pub device: fn(DeviceEntry) -> AnyView,
    /// The passes of a device.
    pub passes: fn(DeviceEntry) -> AnyView,
}

/// The entry points of the pages about commands and events.
#[derive(Debug, Clone, Copy)]
pub struct HistoryPart {
    /// The commands of all devices.
    pub commands: fn() -> AnyView,
    /// The events of all devices.
    pub events: fn() -> AnyView,
    /// The events of a device.
    pub device_events: fn(DeviceEntry) -> AnyView,
    /// Reads the queue of a key.
    pub queue: QueueReader,
    /// Reads a file of events.
    pub file: FileReader,
}

/// The entry points of the pages that evaluate events.
#[derive(Debug, Clone, Copy)]
pub struct InsightPart {
    /// The incidents, open and closed.
    pub incidents: fn() -> AnyView,
    /// Access to all devices.
    pub access: fn() -> AnyView,
    /// Access to a device.
    pub device_access: fn(DeviceEntry) -> AnyView,
    /// The sensors of all devices.
    pub sensors: fn() -> AnyView,
    /// The sensors of a device.
    pub device_sensors: fn(DeviceEntry) -> AnyView,
    /// The inventory of a device.
    pub device_inventory: fn(DeviceEntry) -> AnyView,
}

/// Loads the connection to the page that embeds this one.
#[wasm_split(surroundings, fallible, wasm_split_path = leptos::wasm_split)]
pub fn surroundings() -> Result<fn(Config, HostSessions), SplitLoaderError> {
    Ok(host_page::connect_host_page)
}

/// Loads the overview, the first page after signing in.
#[wasm_split(overview, fallible, wasm_split_path = leptos::wasm_split)]
pub fn overview() -> Result<fn() -> AnyView, SplitLoaderError> {
    Ok(overview::page::page)
}

/// Loads the list of devices.
#[wasm_split(devices, fallible, wasm_split_path = leptos::wasm_split)]
pub fn devices() -> Result<fn() -> AnyView, SplitLoaderError> {
    Ok(devices::page::page)
}

/// Loads the page of a device, with its commands.
#[wasm_split(device, fallible, wasm_split_path = leptos::wasm_split)]
pub fn device() -> Result<fn(String, Tab) -> AnyView, SplitLoaderError> {
    Ok(device_page)
}

/// Loads the pages about configuration.
#[wasm_split(configuration, fallible, wasm_split_path = leptos::wasm_split)]
pub fn configuration() -> Result<ConfigurationPart, SplitLoaderError> {
    Ok(ConfigurationPart { policies: policy_routes::page, device: configuration::tab::tab, passes: passes::tab::tab })
}

/// Loads the pages about commands and events, and the readers of the queue and of files.
#[wasm_split(history, fallible, wasm_split_path = leptos::wasm_split)]
pub fn history() -> Result<HistoryPart, SplitLoaderError> {
    Ok(HistoryPart {
        commands: commands::page::page,
        events: events::page::page,
        device_events: events::page::tab,
        queue: queue::start::start,
        file: read::start,
    })
}

/// Loads the pages that evaluate events.
#[wasm_split(insight, fallible, wasm_split_path = leptos::wasm_split)]
pub fn insight() -> Result<InsightPart, SplitLoaderError> {
    Ok(InsightPart {
        incidents: incidents::page::page,
        access: access::page::page,
        device_access: access::page::tab,
        sensors: sensors::page::page,
        device_sensors: sensors::page::tab,
        device_inventory: inventory::tab::tab,
    })
}

/// Shows a part as soon as it is loaded. Where it does not arrive, a newer version may have replaced it, so that is checked.
pub fn lazy_view<T, L, F>(load: L, show: impl Fn(T) -> AnyView + Send + 'static) -> AnyView
where
    T: Copy + Send + Sync + 'static,
    L: Fn() -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<T, SplitLoaderError>> + 'static,
{
    let updates = use_context::<Updates>();
    let on_missing = move || {
        if let Some(updates) = updates {
            updates.look(CheckTrigger::ChunkMissing);
        }
    };
    view! { <LazyView load show on_missing/> }.into_any()
}

/// The parts that the event source loads where they are needed.
pub const EVENT_READERS: LazyParts = LazyParts {
    queue: || Box::pin(async { history().await.ok().map(|part| part.queue) }),
    file: || Box::pin(async { history().await.ok().map(|part| part.file) }),
};

/// The page of a device with its tabs. Named by its loader alone: the views of the tabs must not be reachable from the first file.
fn device_page(name: String, tab: Tab) -> AnyView {
    device::page::page(name, tab, DEVICE_TABS)
}

const DEVICE_TABS: DeviceTabs = DeviceTabs {
    configuration: |entry| lazy_view(configuration, move |part| (part.device)(entry.clone())),
    passes: |entry| lazy_view(configuration, move |part| (part.passes)(entry.clone())),
    access: |entry| lazy_view(insight, move |part| (part.device_access)(entry.clone())),
    sensors: |entry| lazy_view(insight, move |part| (part.device_sensors)(entry.clone())),
    inventory: |entry| lazy_view(insight, move |part| (part.device_inventory)(entry.clone())),
    events: |entry| lazy_view(history, move |part| (part.device_events)(entry.clone())),
};
