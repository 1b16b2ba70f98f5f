//! The panel with the users or the PINs of a device. Only the vendor's client library knows these lists, so Jetstream may refuse them.

use std::sync::Arc;

use jetstream_api::{
    call::Endpoint,
    credentials::{CredentialType, ListCredentials},
    error::ApiError,
};
use leptos::prelude::*;

use crate::{
    features::passes::{
        edit::{
            add_named::{AddNamed, NewNamedCredential},
            pass_edit::{PassEdit, PassListChange},
        },
        named_text::NamedText,
        store::CredentialStore,
    },
    shared::{call_preview::CallPreview, page_state::PageState},
    state::directory::remote_data::RemoteData,
};
use jetstream_ui::{Button, ButtonKind, Notice, NoticeKind, Panel, Skeleton};

/// The panel.
#[component]
pub fn UsersAndPins(
    /// The device's lists.
    store: CredentialStore,
    /// Users or PINs.
    kind: CredentialType,
    /// The text typed so far. It belongs to the parent, so that it survives a change to another list.
    new: NewNamedCredential,
    /// Opens the dialog of an edit.
    on_edit: Callback<PassEdit>,
) -> AnyView {
    store.reload(kind);
    let words = NamedText::of(kind);
    let stage = Memo::new(move |_| match store.stored(kind) {
        RemoteData::Loading => PageState::Loading,
        RemoteData::Failed(error) => PageState::Failed(error),
        RemoteData::Loaded { value, .. } if value.is_empty() => PageState::Empty,
        RemoteData::Loaded { value, .. } => PageState::Ready(value),
    });
    let content = move || match stage.get() {
        PageState::Loading => view! { <Skeleton what=format!("Loading {}", words.many) lines=4/> }.into_any(),
        PageState::Failed(error) => view! { <Refused store kind error/> }.into_any(),
        PageState::Empty => view! { <p>{format!("No {} yet.", words.many)}</p> }.into_any(),
        PageState::Ready(names) => listed(store, kind, &names, on_edit),
    };
    // The form stays mounted while the list changes.
    let is_listed = Memo::new(move |_| stage.with(|stage| matches!(stage, PageState::Empty | PageState::Ready(_))));
    let form = move || is_listed.get().then(|| view! { <AddNamed store kind new/> });
    let call = ListCredentials { device: store.device(), kind }.call();
    view! {
        <Panel title="Passes">
            <p class="soft">
                {format!("The {} that Jetstream stores for this device. Only the vendor's client library knows them: what a device does \
                    with them is not documented, and their secrets cannot be read back.", words.many)}
            </p>
            {content}
            {form}
            <CallPreview call=Signal::stored(Some(call))/>
        </Panel>
    }
    .into_any()
}

fn listed(store: CredentialStore, kind: CredentialType, names: &Arc<[String]>, on_edit: Callback<PassEdit>) -> AnyView {
    let words = NamedText::of(kind);
    let item = |name: &String| {
        let (name, label) = (name.clone(), format!("Remove {name}"));
        let edit = PassEdit { device: store.device(), change: PassListChange::Remove(kind, vec![name.clone()]) };
        view! {
            <li class="line">
                <span>{name}</span>
                <Button kind=ButtonKind::Danger label=label refused=Signal::derive(move || store.edit_refusal())
                    on_click=move |()| on_edit.run(edit.clone())>"Remove"</Button>
            </li>
        }
    };
    view! { <ul class="stack" aria-label=words.many>{names.iter().map(item).collect_view()}</ul> }.into_any()
}

/// The notice for a list that could not be read. A "not found" or "not supported" answer is final, so it has no retry button.
#[component]
fn Refused(store: CredentialStore, kind: CredentialType, error: ApiError) -> AnyView {
    let many = NamedText::of(kind).many;
    if matches!(error.http_status(), Some(404 | 405 | 501)) {
        let said = format!(
            "It answered: {error}. The reference describes lists of pass numbers only; {many} are known from the vendor's client \
             library."
        );
        return view! { <Notice title=format!("This Jetstream keeps no {many}")><p>{said}</p></Notice> }.into_any();
    }
    view! {
        <Notice kind=NoticeKind::Error title=format!("The {many} could not be loaded") action=move || view! {
            <Button on_click=move |()| store.reload(kind)>"Try again"</Button>
        }>
            <p>{error.to_string()}</p>
        </Notice>
    }
    .into_any()
}
