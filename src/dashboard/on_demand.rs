//! Pages that are loaded when somebody first goes there.
//!
//! The first visit transfers what signing in, finding a device and a command to it need. The rest is a second WebAssembly file,
//! which `cargo xtask seal` cuts off along [`load`]: what is reachable from there alone leaves the first one. It runs in the same
//! memory, so signals, contexts and owners reach across.

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

/// The ways into what is loaded: plain functions, so that a view is made where it is shown, under the owner of that place.
#[derive(Debug, Clone, Copy)]
pub struct Doors {
    /// The pages about policies.
    pub policies: fn(PolicyPage) -> AnyView,
    /// The parameters of a device.
    pub configuration: fn(Entry) -> AnyView,
    /// The passes of a device.
    pub passes: fn(Entry) -> AnyView,
}

#[wasm_split(configuration, fallible, wasm_split_path = leptos::wasm_split)]
fn load() -> Result<Doors, SplitLoaderError> {
    Ok(Doors {
        policies: pages::policies::page,
        configuration: pages::device_configuration::tab,
        passes: pages::device_passes::tab,
    })
}

/// How far the loading is.
#[derive(Debug, Clone, Copy)]
enum Stage {
    Loading,
    Open(Doors),
    Failed,
}

/// Shows what stands behind one of the doors, as soon as it can be opened.
#[component]
pub fn OnDemand(
    /// Opens the right door. It is called each time it changes what it read.
    show: impl Fn(Doors) -> AnyView + Send + Sync + 'static,
) -> AnyView {
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
        Stage::Open(doors) => show(doors),
        Stage::Failed => view! {
            <Notice kind=NoticeKind::Error title="This page could not be loaded"
                action=move || view! { <Button on_click=move |()| attempt()>"Try again"</Button> }>
                <p>
                    "The part of the dashboard that this page is made of did not arrive, or is not what was published. \
                    The network may be down, or a new version may have replaced it: reload the page."
                </p>
            </Notice>
        }
        .into_any(),
    };
    content.into_any()
}
