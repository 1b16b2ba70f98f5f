//! Pages that are loaded when somebody first goes there.
//!
//! The first visit transfers what signing in and the fleet at one look need. The rest stands in files of its own, which
//! `cargo xtask seal` cuts off along the functions marked `wasm_split`: what is reachable from there alone leaves the first one. It
//! runs in the same memory, so signals, contexts and owners reach across.

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};

use crate::{
    app::{embed::host_page, policy_routes},
    config::Config,
    features::{
        access, commands, configuration, device, devices,
        events::{self, queue},
        incidents, inventory, overview, passes, sensors,
    },
    paths::{PolicyPage, Tab},
    state::{
        directory::device_entry::DeviceEntry,
        embed::handover::HostSessions,
        event_file::{EventFile, read},
        live::LiveState,
        queue::Queue,
        session::Session,
        updates::{Updates, watch::CheckTrigger},
    },
};
use jetstream_ui::{Button, Notice, NoticeKind, Skeleton};

/// The ways into the pages about configuration: plain functions, so that a view is made where it is shown, under the owner of
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

/// The ways into the pages about what happened.
#[derive(Debug, Clone, Copy)]
pub struct HistoryPart {
    /// The commands of all devices.
    pub commands: fn() -> AnyView,
    /// The events of all devices.
    pub events: fn() -> AnyView,
    /// The events of a device.
    pub device_events: fn(DeviceEntry) -> AnyView,
    /// What reads the queue of a key.
    pub queue: fn(LiveState, Session, Queue),
    /// What reads a file of events.
    pub file: fn(LiveState, EventFile),
}

/// The ways into the pages about what the events mean.
#[derive(Debug, Clone, Copy)]
pub struct InsightPart {
    /// What is wrong, and what was.
    pub incidents: fn() -> AnyView,
    /// Who opened what.
    pub access: fn() -> AnyView,
    /// Who opened a device.
    pub device_access: fn(DeviceEntry) -> AnyView,
    /// What all sensors measure.
    pub sensors: fn() -> AnyView,
    /// What those of a device measure.
    pub device_sensors: fn(DeviceEntry) -> AnyView,
    /// What lies in a device.
    pub device_inventory: fn(DeviceEntry) -> AnyView,
}

/// Loads what speaks with the page around this one.
#[wasm_split(surroundings, fallible, wasm_split_path = leptos::wasm_split)]
pub fn surroundings() -> Result<fn(Config, HostSessions), SplitLoaderError> {
    Ok(host_page::connect_host_page)
}

/// Loads the fleet at one look, where whoever signs in arrives.
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
    Ok(device::page::page)
}

/// Loads the pages about configuration.
#[wasm_split(configuration, fallible, wasm_split_path = leptos::wasm_split)]
pub fn configuration() -> Result<ConfigurationPart, SplitLoaderError> {
    Ok(ConfigurationPart { policies: policy_routes::page, device: configuration::tab::tab, passes: passes::tab::tab })
}

/// Loads the pages about what happened.
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

/// Loads the pages about what the events mean.
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

/// How far the loading is.
#[derive(Debug, Clone, Copy)]
enum Stage<T> {
    Loading,
    Open(T),
    Failed,
}

/// Shows what stands behind one of the ways in, as soon as it is there.
#[component]
pub fn LazyView<T, L, F>(
    /// Loads it; at once when that was done before.
    load: L,
    /// Takes one of the ways in. It is called each time that something changes which it reads.
    show: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView
where
    T: Copy + Send + Sync + 'static,
    L: Fn() -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<T, SplitLoaderError>> + 'static,
{
    let (stage, updates) = (RwSignal::new(Stage::Loading), use_context::<Updates>());
    let attempt = move || {
        stage.set(Stage::Loading);
        spawn_local(async move {
            let loaded = load().await;
            if let (Err(_), Some(updates)) = (&loaded, updates) {
                updates.look(CheckTrigger::ChunkMissing);
            }
            stage.try_set(loaded.map_or(Stage::Failed, Stage::Open));
        });
    };
    attempt();
    let content = move || match stage.get() {
        Stage::Loading => view! { <Skeleton what="Loading this page" lines=12/> }.into_any(),
        Stage::Open(ways) => show(ways),
        Stage::Failed => view! { <Failed on_again=Callback::new(move |()| attempt())/> }.into_any(),
    };
    content.into_any()
}

#[component]
fn Failed(on_again: Callback<()>) -> AnyView {
    view! {
        <Notice kind=NoticeKind::Error title="This page could not be loaded"
            action=move || view! { <Button on_click=on_again>"Try again"</Button> }>
            <p>
                "The part of the dashboard that this page is made of did not arrive, or is not what was published. \
                The network may be down, or a new version may have replaced it: then reload the page."
            </p>
        </Notice>
    }
    .into_any()
}
