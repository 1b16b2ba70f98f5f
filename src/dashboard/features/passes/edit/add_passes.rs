//! The form that adds passes: typed, pasted or read from a file, then previewed, then added or used to replace the whole list.

use jetstream_api::credentials::{CredentialType, Credentials, Pass};
use jetstream_fleet::passes::Preview;
use leptos::{ev::Event, prelude::*, task::spawn_local};

use crate::{
    features::passes::{
        edit::{
            call_preview::MaskedCall,
            outcome::EditOutcome,
            pass_edit::{PassEdit, PassListChange},
            preview::PreviewView,
            submission::{EditSubmission, SubmittedEdit, is_done, may_add_more},
        },
        store::CredentialStore,
        text::passes,
    },
    state::directory::remote_data::RemoteData,
};
use jetstream_browser::{self as browser, chosen_text};
use jetstream_ui::{Button, ButtonKind, Panel, SecretTextArea, unique_id};

/// The largest part of a file that is read, in bytes: some ten thousand passes.
const MOST_BYTES: u32 = 1024 * 1024;
const HINT: &str = "One per line, or a table with a column of passes; commas, semicolons and tabs separate. A pass has 10 to 40 \
    hexadecimal digits. Blanks, colons and hyphens inside a number are taken out, and letters become upper case.";

/// The panel.
#[component]
pub fn AddPasses(
    /// The device's lists.
    store: CredentialStore,
    /// The text typed so far. It belongs to the parent, so that it survives a change to another list.
    text: RwSignal<String>,
    /// Opens the dialog of an edit that removes passes.
    on_edit: Callback<PassEdit>,
    /// Opens the dialog of a sync.
    on_sync: Callback<()>,
) -> AnyView {
    // The text that the preview shows. It is reset when the text changes, because only previewed passes may be added.
    let previewed = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let submission = EditSubmission::new(may_add_more);

    let preview = Memo::new(move |_| {
        let listed = store.passes();
        previewed.with(|text| text.as_ref().map(|text| Preview::of(text, &listed)))
    });
    let type_text = move |typed: String| {
        text.set(typed);
        previewed.set(None);
        error.set(None);
    };
    let show_preview = move |()| {
        let nothing = text.with_untracked(|text| text.trim().is_empty());
        error.set(nothing.then(|| "Type or paste passes, or choose a file.".to_owned()));
        previewed.set((!nothing).then(|| text.get_untracked()));
        submission.reset();
    };
    let outcome_id = StoredValue::new(unique_id("outcome"));
    let done = Memo::new(move |_| submission.with(|state| state.is_some_and(is_done)));
    Effect::new(move || {
        // Cleared only if every pass is in the list: refused lines still have to be corrected.
        if done.get() && preview.with_untracked(|preview| preview.as_ref().is_some_and(|one| one.counts()[3] == 0)) {
            type_text(String::new());
            // The focused button disappears with the preview.
            outcome_id.with_value(|id| browser::focus(id));
        }
    });
    let unread = move || {
        let reason = match store.stored(CredentialType::Basic) {
            RemoteData::Loaded { .. } => None,
            RemoteData::Loading => Some("The stored list is still on its way."),
            RemoteData::Failed(_) => Some("The stored list could not be read, so what is in it already is not known."),
        };
        reason.map(str::to_owned)
    };
    let is_previewed = Memo::new(move |_| previewed.with(Option::is_some));
    let choices = move || is_previewed.get().then(|| view! { <Choices store preview submission on_edit/> });
    view! {
        <Panel title="Add passes">
            <SecretTextArea label="Passes to add" noun="passes to add" value=text error=error hint=HINT on_input=type_text/>
            <File text on_text=Callback::new(type_text)/>
            <div class="line">
                <Button refused=Signal::derive(unread) on_click=show_preview>"Preview"</Button>
            </div>
            {move || preview.get().map(|preview| view! { <PreviewView preview/> })}
            {choices}
            <div class="stack" id=outcome_id.get_value() tabindex="-1">
                <EditOutcome submission/>
                {move || done.get().then(|| view! { <div class="line"><Button on_click=on_sync>"Sync to device"</Button></div> })}
            </div>
        </Panel>
    }
    .into_any()
}

/// The actions on a preview. The view stays mounted while the preview changes, so that its buttons keep the focus.
#[component]
fn Choices(
    store: CredentialStore,
    preview: Memo<Option<Preview>>,
    submission: EditSubmission,
    on_edit: Callback<PassEdit>,
) -> AnyView {
    let new = Memo::new(move |_| preview.with(|preview| preview.as_ref().map(Preview::to_add)).unwrap_or_default());
    let all = Memo::new(move |_| preview.with(|preview| preview.as_ref().map(Preview::all)).unwrap_or_default());
    let adding =
        move || PassEdit { device: store.device(), change: PassListChange::Add(Credentials::Basic(new.get())) };
    let call = move || new.with(|new| !new.is_empty()).then(|| adding().call());
    let because = move |passes: Memo<Vec<Pass>>, reason: &'static str| {
        Signal::derive(move || store.edit_refusal().or_else(|| passes.with(Vec::is_empty).then(|| reason.to_owned())))
    };
    let pending = Memo::new(move |_| !submission.is_open());
    // The second click of a double click does nothing.
    let add = move |()| submission.send(SubmittedEdit::new(untrack(adding), store));
    let replace = move |()| {
        on_edit.run(PassEdit { device: store.device(), change: PassListChange::Replace(all.get_untracked()) });
    };
    let label = move || match new.with(Vec::len) {
        0 => "Add passes".to_owned(),
        count => format!("Add {}", passes(count)),
    };
    view! {
        <MaskedCall call=Signal::derive(call)/>
        <div class="actions">
            <span class="apart">
                <Button kind=ButtonKind::Danger refused=because(all, "There is no pass in it.") on_click=replace>"Replace all"</Button>
            </span>
            <Button kind=ButtonKind::Primary pending refused=because(new, "There is nothing new in it.") on_click=add>
                {label}
            </Button>
        </div>
    }
    .into_any()
}

/// The file input. The text of the file is appended to the typed text, so that nothing typed is lost.
#[component]
fn File(text: RwSignal<String>, on_text: Callback<String>) -> AnyView {
    let id = unique_id("file");
    let label = id.clone();
    let status = RwSignal::new(String::new());
    let choose = move |event: Event| {
        spawn_local(async move {
            match chosen_text(event, MOST_BYTES).await {
                None => {}
                Some(Err(why)) => {
                    status.try_set(why);
                }
                Some(Ok((name, content))) => {
                    let Some(typed) = text.try_get_untracked() else { return };
                    let both =
                        if typed.trim().is_empty() { content } else { format!("{}\n{content}", typed.trim_end()) };
                    on_text.run(both);
                    status.try_set(format!("{name} was read into the field above. It was sent nowhere."));
                }
            }
        });
    };
    view! {
        <div class="field file">
            <label for=label>"From a CSV or text file"</label>
            <input id=id type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" on:change=choose/>
            <p class="field-hint" role="status">{move || status.get()}</p>
        </div>
    }
    .into_any()
}
