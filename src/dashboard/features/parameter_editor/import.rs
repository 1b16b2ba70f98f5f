//! A dialog that imports values from a file, the clipboard, a policy or another device. All sources become text first, which the
//! user can edit, and a preview shows the changes.

use jetstream_fleet::configuration::{ImportError, Imported, ValueChange, difference, import};
use leptos::{ev::Event, prelude::*, task::spawn_local};

use crate::{
    features::parameter_editor::{
        changes_table::changes_table, copy_from::CopyFrom, draft::Draft, value::value_text_full,
    },
    text,
};
use jetstream_browser::chosen_text;
use jetstream_ui::{Button, ButtonKind, Checkbox, Dialog, Notice, NoticeKind, TextArea, unique_id};

/// The maximum size of a file: about a thousand times that of a policy.
const MOST_BYTES: u32 = 1024 * 1024;
const HINT: &str =
    "What was exported here, a policy as the API answers it, a JSON object of names and values, or name=value lines.";

/// The result of importing a text.
#[derive(Debug, Clone, PartialEq)]
struct Preview {
    imported: Imported,
    changes: Vec<ValueChange>,
}

/// The dialog.
#[component]
pub fn Import(draft: Draft, on_close: Callback<()>) -> AnyView {
    let text = RwSignal::new(String::new());
    let unreadable = RwSignal::new(None::<String>);
    let keep_unnamed = RwSignal::new(true);
    let preview = Memo::new(move |_| {
        let text = text.get();
        (!text.trim().is_empty()).then(|| preview(draft, &text, keep_unnamed.get()))
    });
    let set_text = Callback::new(move |new: String| {
        text.set(new);
        unreadable.set(None);
    });
    let error = move || {
        let wrong = preview
            .with(|preview| preview.as_ref().and_then(|preview| preview.as_ref().err().map(ToString::to_string)));
        unreadable.get().or(wrong)
    };
    let count = Memo::new(move |_| {
        preview.with(|preview| match preview {
            Some(Ok(preview)) => preview.changes.len(),
            _ => 0,
        })
    });
    let refused = move || match (count.get(), preview.with(Option::is_some)) {
        (0, true) => Some("Nothing would change.".to_owned()),
        (0, false) => Some("There is nothing to take over yet.".to_owned()),
        _ => None,
    };
    let apply = move |()| {
        if let Some(Ok(preview)) = preview.get_untracked() {
            draft.import_values(&preview.imported.values, keep_unnamed.get_untracked());
            on_close.run(());
        }
    };
    view! {
        <Dialog open=true title="Import values" on_close>
            <TextArea label="Values" value=text hint=HINT error=Signal::derive(error) on_input=set_text/>
            <File on_text=set_text unreadable/>
            <CopyFrom draft on_text=set_text/>
            <Checkbox label="Leave parameters that are not named as they are" checked=keep_unnamed on_change=move |on| keep_unnamed.set(on)/>
            {move || preview.get().and_then(Result::ok).map(|preview| preview_view(draft, preview))}
            <div class="actions">
                <Button on_click=on_close>"Cancel"</Button>
                <Button kind=ButtonKind::Primary refused=Signal::derive(refused) on_click=apply>
                    {move || format!("Take over {}", text::plural(count.get(), "value"))}
                </Button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn preview(draft: Draft, text: &str, keep_unnamed: bool) -> Result<Preview, ImportError> {
    let imported = import(text)?;
    let (before, after) = (draft.effective(), draft.effective_with(&imported.values, keep_unnamed));
    let changes = difference(&draft.schema(), &before, &after);
    Ok(Preview { imported, changes })
}

fn preview_view(draft: Draft, preview: Preview) -> AnyView {
    let Preview { imported, changes } = preview;
    let (schema, definition) = (draft.schema(), draft.definition());
    let unknown = imported.values.iter().filter(|(key, _)| schema.field(key).is_none()).count();
    let other_definition = imported.definition.filter(|other| *other != definition);
    let none = || view! { <span class="soft">"none"</span> }.into_any();
    let row = |change: ValueChange| {
        let field = schema.field(&change.key);
        let cell = |value: Option<String>| {
            value.map_or_else(none, |value| {
                view! { <span class="mono">{value_text_full(field, &value)}</span> }.into_any()
            })
        };
        let mark = field.is_none().then_some(" (not in the definition)");
        view! { <tr><th scope="row">{change.name}{mark}</th><td>{cell(change.from)}</td><td>{cell(change.to)}</td></tr> }.into_any()
    };
    let rows: Vec<_> = changes.into_iter().map(row).collect();
    view! {
        {other_definition.map(|other| view! {
            <Notice kind=NoticeKind::Warn title="For another device definition" announce=true>
                <p>{format!("These values were written for {other}; here are those of {definition}.")}</p>
            </Notice>
        })}
        {(unknown > 0).then(|| view! {
            <p class="finding warn">
                {format!("{} not in this definition: what is taken over of them must be taken out before anything can be sent.",
                    text::plural(unknown, "parameter"))}
            </p>
        })}
        {(!rows.is_empty()).then(|| changes_table("What would change", ["Parameter", "Now", "Then"], rows))}
    }
    .into_any()
}

/// A file field that reads the chosen file into the text.
#[component]
fn File(on_text: Callback<String>, unreadable: RwSignal<Option<String>>) -> AnyView {
    let id = unique_id("field");
    let read = move |event: Event| {
        spawn_local(async move {
            match chosen_text(event, MOST_BYTES).await {
                Some(Ok((_, text))) => {
                    on_text.try_run(text);
                }
                Some(Err(why)) => {
                    unreadable.try_set(Some(why));
                }
                None => {}
            }
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>"From a file"</label>
            <input id=id type="file" accept=".json,.txt,.csv,application/json,text/plain" on:change=read/>
        </div>
    }
    .into_any()
}
