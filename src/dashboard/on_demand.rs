//! Pages that are loaded when somebody first goes there.
//!
//! The first visit transfers what signing in, finding a device and a command to it need. The rest stands in files of its own,
//! which `cargo xtask seal` cuts off along the functions marked `wasm_split`: what is reachable from there alone leaves the first
//! one. It runs in the same memory, so signals, contexts and owners reach across.

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_split::{SplitLoaderError, wasm_split},
};

use crate::{
    directory::Entry,
    pages,
    paths::PolicyPage,
    ui::{Button, Notice, NoticeKind, Skeleton},
};

/// The ways into the pages about configuration: plain functions, so that a view is made where it is shown, under the owner of
/// that place.
#[derive(Debug, Clone, Copy)]
pub struct Configuration {
    /// The pages about policies.
    pub policies: fn(PolicyPage) -> AnyView,
    /// The parameters of a device.
    pub device: fn(Entry) -> AnyView,
    /// The passes of a device.
    pub passes: fn(Entry) -> AnyView,
}

/// The ways into the pages about what happened.
#[derive(Debug, Clone, Copy)]
pub struct History {
    /// The commands of all devices.
    pub commands: fn() -> AnyView,
    /// The events of all devices.
    pub events: fn() -> AnyView,
    /// The events of a device.
    pub device_events: fn(Entry) -> AnyView,
}

/// Loads the pages about configuration.
#[wasm_split(configuration, fallible, wasm_split_path = leptos::wasm_split)]
pub fn configuration() -> Result<Configuration, SplitLoaderError> {
    Ok(Configuration {
        policies: pages::policies::page,
        device: pages::device_configuration::tab,
        passes: pages::device_passes::tab,
    })
}

/// Loads the pages about what happened.
#[wasm_split(history, fallible, wasm_split_path = leptos::wasm_split)]
pub fn history() -> Result<History, SplitLoaderError> {
    Ok(History { commands: pages::commands::page, events: pages::events::page, device_events: pages::events::tab })
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
pub fn OnDemand<T, L, F>(
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
    let stage = RwSignal::new(Stage::Loading);
    let attempt = move || {
        stage.set(Stage::Loading);
        spawn_local(async move {
            let loaded = load().await;
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
