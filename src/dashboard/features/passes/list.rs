//! The list of the pass numbers that Jetstream stores, with search by last digits, selection and removal.

use std::{collections::HashSet, sync::Arc};

use jetstream_api::{
    call::Endpoint,
    credentials::{CredentialType, ListCredentials},
};
use leptos::prelude::*;

use crate::{
    features::passes::{
        edit::pass_edit::{PassEdit, PassListChange},
        numbers::Numbers,
        row::pass_row,
        store::CredentialStore,
        text::passes,
    },
    shared::{call_preview::CallPreview, page_state::PageState},
    state::directory::remote_data::RemoteData,
};
use jetstream_ui::{
    Button, ButtonKind, Column, EmptyState, Notice, NoticeKind, Panel, Skeleton, TextField, VirtualList, icon,
};

const COLUMNS: [&str; 2] = ["Pass", "On the device"];

/// The panel.
#[component]
pub fn PassList(
    /// The device's lists.
    store: CredentialStore,
    /// Opens the dialog of an edit.
    on_edit: Callback<PassEdit>,
) -> AnyView {
    // Not in the URL, unlike other searches: the search text is part of a secret.
    let search = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let end: String = search.with(|search| search.split([' ', ':', '-']).collect::<String>().to_ascii_uppercase());
        let fits = |pass: &&String| pass.to_ascii_uppercase().ends_with(&end);
        store.passes().iter().filter(fits).cloned().collect::<Arc<[_]>>()
    });
    let numbers = Numbers {
        shown,
        selected: RwSignal::new(HashSet::new()),
        on_device: Memo::new(move |_| store.on_device()),
        all: RwSignal::new(false),
    };
    let stage = Memo::new(move |_| PageState::of_list(&store.stored(CredentialType::Basic)));
    let again = move || view! { <Button icon=icon::REFRESH on_click=move |()| store.reload(CredentialType::Basic)>"Try again"</Button> };
    let content = move || {
        match stage.get() {
        PageState::Loading => view! { <Skeleton what="Loading the passes" lines=6/> }.into_any(),
        PageState::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="The passes could not be loaded" action=again><p>{error.to_string()}</p></Notice>
        }
        .into_any(),
        PageState::Empty => view! {
            <EmptyState title="No passes stored" icon=icon::KEY>
                <p>"Whoever may open this device gets a pass here: type or paste them under \u{201c}Add passes\u{201d}."</p>
            </EmptyState>
        }
        .into_any(),
        PageState::Ready(()) => view! { <Listed store numbers search on_edit/> }.into_any(),
    }
    };
    let stale = move || match store.stored(CredentialType::Basic) {
        RemoteData::Loaded { stale: Some(error), .. } => Some(view! {
            <Notice kind=NoticeKind::Warn title="This is an older list: reading it again failed" announce=true action=again>
                <p>{error.to_string()}</p>
            </Notice>
        }),
        _ => None,
    };
    let count = move || stage.get().is_ready().then(|| count(shown.with(|shown| shown.len()), store.passes().len()));
    let call = ListCredentials { device: store.device(), kind: CredentialType::Basic }.call();
    view! {
        <Panel title="Passes" actions=move || view! { <p class="soft" role="status" aria-label="Count">{count}</p> }>
            {stale}
            {content}
            <CallPreview call=Signal::stored(Some(call))/>
        </Panel>
    }
    .into_any()
}

fn count(shown: usize, total: usize) -> String {
    if shown == total { passes(total) } else { format!("{shown} of {}", passes(total)) }
}

#[component]
fn Listed(store: CredentialStore, numbers: Numbers, search: RwSignal<String>, on_edit: Callback<PassEdit>) -> AnyView {
    let Numbers { shown, selected, all, .. } = numbers;
    // A selected pass may have been removed by another user.
    let chosen = Memo::new(move |_| {
        let ticked = |pass: &&String| selected.with(|selected| selected.contains(*pass));
        store.passes().iter().filter(ticked).cloned().collect::<Vec<_>>()
    });
    let every = Memo::new(move |_| {
        shown.with(|shown| selected.with(|all| !shown.is_empty() && shown.iter().all(|one| all.contains(one))))
    });
    let select = move |()| {
        let listed = shown.get_untracked();
        let clear = every.get_untracked();
        selected.update(|selected| match clear {
            true => selected.retain(|one| !listed.contains(one)),
            false => selected.extend(listed.iter().cloned()),
        });
    };
    let remove = move |()| {
        on_edit.run(PassEdit {
            device: store.device(),
            change: PassListChange::Remove(CredentialType::Basic, chosen.get_untracked()),
        });
    };
    let refused = move || {
        let none = chosen.with(Vec::is_empty).then(|| "Tick the passes that are to go.".to_owned());
        store.edit_refusal().or(none)
    };
    let clear = move |()| on_edit.run(PassEdit { device: store.device(), change: PassListChange::Replace(Vec::new()) });
    let none = Memo::new(move |_| shown.with(|shown| shown.is_empty()));
    view! {
        <div class="filters" role="search">
            <TextField label="Search by the last digits" hide_label=true kind="search" mono=true value=search on_input=move |typed| search.set(typed)/>
            <Button kind=ButtonKind::Quiet icon=icon::EYE pressed=all on_click=move |()| all.update(|all| *all = !*all)>"Show all numbers"</Button>
            <Button kind=ButtonKind::Quiet pressed=every on_click=select>"Select all"</Button>
        </div>
        <VirtualList
            name="Passes"
            class="passes"
            columns=COLUMNS.map(|title| Column { title, sortable: false }).to_vec()
            count=Signal::derive(move || shown.with(|shown| shown.len()))
            subject=search
            render=move |row| pass_row(numbers, row)
        />
        {move || none.get().then(|| view! { <p>"No pass ends in these digits."</p> })}
        <div class="actions">
            <span class="apart">
                <Button kind=ButtonKind::Danger refused=Signal::derive(move || store.edit_refusal()) on_click=clear>
                    "Remove everywhere on this device"
                </Button>
            </span>
            <span class="soft" role="status" aria-label="Selected">
                {move || chosen.with(|chosen| (!chosen.is_empty()).then(|| format!("{} selected", chosen.len())))}
            </span>
            <Button kind=ButtonKind::Danger refused=Signal::derive(refused) on_click=remove>"Remove"</Button>
        </div>
    }
    .into_any()
}
