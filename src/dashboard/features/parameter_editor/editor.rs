//! The parameter editor: search, findings, and a section for each group of parameters.

use std::sync::Arc;

use jetstream_fleet::configuration::Group;
use leptos::prelude::*;

use crate::{
    features::parameter_editor::{
        draft::Draft,
        exchange::ImportExport,
        field_state::field_states,
        filter::Filter,
        findings::DraftFindings,
        row::{ParameterRow, Row},
        unknown_keys::UnknownKeys,
        unsaved::Unsaved,
    },
    text,
};
use jetstream_browser as browser;
use jetstream_ui::{Checkbox, EmptyState, Notice, NoticeKind, TextField, icon, unique_id};

const ASSUMED: &str = "The device definition lists no parameters. These are the ones of the catalogue for its type of device: more \
                       or fewer may exist.";

/// An editor for the values of a draft. The page around it sends them; the editor warns before unsaved values are lost.
#[component]
pub fn ParameterEditor(
    /// The draft to edit.
    draft: Draft,
) -> AnyView {
    let schema = draft.schema();
    let filter = Filter::from_url();
    let standings = field_states(draft);
    let rows = |group: Group| -> Vec<Row> {
        let fields = schema.fields().iter().zip(&standings).filter(|(field, _)| field.group == group);
        fields.map(|(field, state)| Row::new(draft, field, *state, filter)).collect()
    };
    let groups = Group::ALL.into_iter().map(|group| (group, rows(group)));
    let groups: Vec<_> = groups.filter(|(_, rows)| !rows.is_empty()).collect();
    let all: Arc<[Row]> = groups.iter().flat_map(|(_, rows)| rows.iter().copied()).collect();
    let total = all.len();
    let shown = Memo::new(move |_| all.iter().filter(|row| row.visible.get()).count());
    let count = move || {
        let (shown, all) = (shown.get(), text::plural(total, "parameter"));
        if shown == total { all } else { format!("{shown} of {all}") }
    };
    Effect::new(move || {
        if let Some(key) = draft.requested_values() {
            filter.clear();
            // After the rows that the filter had hidden are visible again.
            browser::frame(move || browser::focus(&draft.field_id(&key)));
        }
    });
    let nothing = Memo::new(move |_| shown.get() == 0 && total > 0);
    // All rows are laid out once before the browser may skip those outside the viewport, so that it remembers their heights. With
    // presumed heights the page would move while the user scrolls or clicks.
    let measured = RwSignal::new(false);
    Effect::new(move || browser::frame(move || browser::frame(move || _ = measured.try_set(true))));
    view! {
        <div class="parameters" class:measured=measured>
            <Unsaved draft/>
            {schema.assumed.then(|| view! { <Notice kind=NoticeKind::Warn title="Perhaps not all parameters"><p>{ASSUMED}</p></Notice> })}
            <div class="parameters-bar">
                <form class="filters" role="search" aria-label="Parameters" on:submit=|event| event.prevent_default() on:focusout=move |_| filter.flush()>
                    <TextField kind="search" label="Search parameters" hide_label=true value=Signal::derive(move || filter.text())
                        on_input=move |text| filter.search(text)/>
                    <Checkbox label="Modified only" checked=Signal::derive(move || filter.is_modified_only())
                        on_change=move |only| filter.show_modified_only(only)/>
                </form>
                <p class="soft small" role="status" aria-label="Parameters">{count}</p>
                <ImportExport draft/>
            </div>
            <DraftFindings draft/>
            {groups.into_iter().map(|(group, rows)| section(draft, group, rows)).collect_view()}
            <UnknownKeys draft/>
            {move || nothing.get().then(|| view! {
                <EmptyState title="No parameter fits" icon=icon::SEARCH>
                    <p>"The search looks for its text in names, subjects, descriptions and in what is allowed."</p>
                </EmptyState>
            })}
        </div>
    }
    .into_any()
}

fn section(draft: Draft, group: Group, rows: Vec<Row>) -> AnyView {
    let id = unique_id("group");
    let heading = id.clone();
    let all: Arc<[Row]> = rows.as_slice().into();
    let visible = Memo::new(move |_| all.iter().any(|row| row.visible.get()));
    view! {
        <section class="panel parameter-group" aria-labelledby=heading hidden=move || !visible.get()>
            <h2 id=id>{group.title()}</h2>
            {rows.into_iter().map(|row| view! { <ParameterRow draft row/> }).collect_view()}
        </section>
    }
    .into_any()
}
