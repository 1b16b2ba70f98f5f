//! A panel to export and import the rules.

use leptos::{ev::Event, prelude::*, task::spawn_local};

use crate::{features::fleet_configuration::rule_store::RuleStore, shared::unsaved_forms::UnsavedForms, text};
use jetstream_browser::{chosen_text, download};
use jetstream_ui::{Button, CopyButton, Panel, TextArea, icon, unique_id};

/// The largest part of a file that is read, in bytes: some thousands of rules.
const MOST_BYTES: u32 = 256 * 1024;
const FILE: &str = "jetstream-rules.json";
const HINT: &str = "What was exported here, or a list of rules: [\"UserBypass = 0 everywhere\"]. Imported rules come beside those \
    that are there.";

/// The panel.
#[component]
pub fn Exchange(
    /// The rules.
    rules: RuleStore,
) -> AnyView {
    let text = RwSignal::new(String::new());
    UnsavedForms::track(Signal::derive(move || text.with(|text| !text.trim().is_empty())));
    let error = RwSignal::new(None::<String>);
    let said = RwSignal::new(String::new());
    let none = Signal::derive(move || rules.all().is_empty().then(|| "There are no rules yet.".to_owned()));
    let save = move |()| {
        if !download(FILE, &rules.export()) {
            said.set("This browser does not let the page make files: copy the rules instead.".to_owned());
        }
    };
    let import = move |given: String| match rules.import(&given) {
        Ok(new) => {
            error.set(None);
            text.set(String::new());
            said.set(format!("{} imported", text::plural(new, "new rule")));
        }
        Err(problem) => {
            error.set(Some(problem.to_string()));
            said.set(String::new());
        }
    };
    let choose = move |event: Event| {
        spawn_local(async move {
            let chosen = chosen_text(event, MOST_BYTES).await;
            // The page may have been closed in the meantime.
            if text.is_disposed() {
                return;
            }
            match chosen {
                None => {}
                Some(Err(why)) => error.set(Some(why)),
                Some(Ok((_, content))) => {
                    // Invalid text can be corrected in the field.
                    text.set(content.clone());
                    import(content);
                }
            }
        });
    };
    let id = unique_id("file");
    let typed = move |given| {
        text.set(given);
        error.set(None);
    };
    view! {
        <Panel title="Export and import">
            <div class="line">
                <Button icon=icon::DOWNLOAD refused=none on_click=save>"Download the rules"</Button>
                <CopyButton text=Signal::derive(move || rules.export())>"Copy as JSON"</CopyButton>
            </div>
            <TextArea label="Rules as JSON" value=text error=error hint=HINT on_input=typed/>
            <div class="line">
                <Button on_click=move |()| import(text.get_untracked())>"Import"</Button>
                <span role="status" aria-label="Import">{said}</span>
            </div>
            <div class="field file">
                <label for=id.clone()>"From a file"</label>
                <input id=id type="file" accept=".json,application/json" on:change=choose/>
            </div>
        </Panel>
    }
    .into_any()
}
