//! A component that shows a part of the app which is loaded on demand.

use leptos::{prelude::*, task::spawn_local};

use crate::{Button, Notice, NoticeKind, Skeleton};

/// How far the loading is.
#[derive(Debug, Clone, Copy)]
enum LoadState<T> {
    Loading,
    Loaded(T),
    Failed,
}

/// Shows a part of the app as soon as it is loaded; until then a skeleton, and a notice with "Try again" when it did not arrive.
#[component]
pub fn LazyView<T, E, L, F>(
    /// Loads the part; answers at once when that was done before.
    load: L,
    /// Draws the part. Called each time that something changes which it reads.
    show: impl Fn(T) -> AnyView + Send + 'static,
    /// Called each time that the part did not arrive.
    on_missing: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView
where
    T: Copy + Send + Sync + 'static,
    E: 'static,
    L: Fn() -> F + Copy + Send + Sync + 'static,
    F: Future<Output = Result<T, E>> + 'static,
{
    let state = RwSignal::new(LoadState::Loading);
    let attempt = move || {
        state.set(LoadState::Loading);
        spawn_local(async move {
            let loaded = load().await;
            if loaded.is_err() {
                on_missing();
            }
            state.try_set(loaded.map_or(LoadState::Failed, LoadState::Loaded));
        });
    };
    attempt();
    let content = move || match state.get() {
        LoadState::Loading => view! { <Skeleton what="Loading this page" lines=12/> }.into_any(),
        LoadState::Loaded(part) => show(part),
        LoadState::Failed => view! { <Failed on_again=Callback::new(move |()| attempt())/> }.into_any(),
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
