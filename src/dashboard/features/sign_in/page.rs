//! The sign-in page: an environment and an access key, with the reason of a refusal; or an event file instead.

use jetstream_api::key::AccessKey;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use crate::{
    config::{Config, Environment},
    shared::{page_title::PageTitle, site::Help},
    state::{
        demo,
        embed::Embed,
        session::{
            Account, DataSource,
            key_check::{self, SignInRefusal},
            stored_session,
        },
    },
};
use jetstream_browser::{ChosenFile, SessionStore};
use jetstream_ui::{Button, ButtonKind, Checkbox, Choice, Notice, NoticeKind, SecretField, SelectField, unique_id};

/// The form. It checks the format of the key before any call, and the key itself before the app opens. After an error the input stays.
#[component]
pub fn SignInPage(config: Config, #[prop(into)] on_open: Callback<DataSource>) -> impl IntoView {
    let environments = StoredValue::new(config.environments.clone());
    let chosen = RwSignal::new(
        config
            .environments
            .get(config.default_environment)
            .map(|environment| environment.label.clone())
            .unwrap_or_default(),
    );
    let key = RwSignal::new(String::new());
    let stay = RwSignal::new(false);
    let checking = RwSignal::new(false);
    let key_error = RwSignal::new(None::<String>);
    let refusal = RwSignal::new(None::<SignInRefusal>);

    let environment = move || environments.with_value(|all| all.iter().find(|one| one.label == chosen.get()).cloned());
    let note = move || environment().and_then(|environment| demo::note(&environment.api));
    let demo_key = move || environment().and_then(|environment| environment.demo_key);
    let submit = move |submitted: SubmitEvent| {
        submitted.prevent_default();
        refusal.set(None);
        let parsed = AccessKey::parse(&key.get_untracked());
        key_error.set(parsed.as_ref().err().map(|_| FORM.to_owned()));
        let (Ok(key), Some(environment), false) = (parsed, untrack(environment), checking.get_untracked()) else {
            return;
        };
        checking.set(true);
        let account = Account { environment, key, read_only: config.read_only };
        spawn_local(async move {
            let answer = key_check::check(&account.environment, &account.key).await;
            checking.try_set(false);
            match answer {
                Err(reason) => {
                    refusal.try_set(Some(reason));
                }
                Ok(()) => {
                    if stay.try_get_untracked() == Some(true) {
                        stored_session::save(&account.environment.label, &account.key);
                    }
                    on_open.try_run(DataSource::Api(account));
                }
            }
        });
    };
    let choices =
        config.environments.iter().map(|Environment { label, .. }| Choice::new(label, label)).collect::<Vec<_>>();
    let embed = Embed::current();
    let refusal_shown = move || refusal.get().or_else(|| embed.refusal());
    let use_demo_key = move |()| key.set(untrack(demo_key).map(|key| key.reveal()).unwrap_or_default());
    if untrack(note).is_some() {
        // The simulation has only this key, and it is not a secret.
        use_demo_key(());
    }
    view! {
        <PageTitle page="Sign in"/>
        <main class="sign-in" id="main">
            <p role="status" class="soft">
                {move || embed.is_session_pending().then_some("Waiting for the page around this one to sign in…")}
            </p>
            <form class="sign-in-card" on:submit=submit novalidate hidden=move || embed.is_session_pending()>
                <h1>"Sign in"</h1>
                <SelectField label="Environment" value=chosen on_change=move |label| chosen.set(label) choices/>
                {move || note().map(|note| view! { <Notice title="A simulation in this page"><p>{note}</p></Notice> })}
                <SecretField label="Access key" noun="key" value=key error=key_error on_input=move |text| key.set(text)
                    hint="36 characters, from your user profile in the Jetstream portal. It is kept in memory only."/>
                <Show when=move || demo_key().is_some()>
                    <Button on_click=use_demo_key>"Use the demo key"</Button>
                </Show>
                {SessionStore::is_available().then(|| view! {
                    <Checkbox label="Stay signed in for this tab" checked=stay on_change=move |checked| stay.set(checked)
                        hint="Keeps the key in this tab's storage until the tab is closed or you sign out."/>
                })}
                {move || refusal_shown().map(|SignInRefusal { problem, remedy }| view! {
                    <Notice kind=NoticeKind::Error title=problem><p>{remedy}</p></Notice>
                })}
                <Button kind=ButtonKind::Primary submit=true pending=checking>"Sign in"</Button>
                <Help/>
            </form>
            <OpenFile on_open/>
        </main>
    }
}

/// The section that opens an event file, which needs no key.
#[component]
fn OpenFile(on_open: Callback<DataSource>) -> AnyView {
    let embed = Embed::current();
    let (id, hint) = (unique_id("field"), unique_id("hint"));
    let (label_for, described_by) = (id.clone(), hint.clone());
    let open = move |event| {
        if let Some(file) = ChosenFile::of(&event) {
            on_open.run(DataSource::File(file));
        }
    };
    view! {
        <section class="sign-in-card" aria-label="Without a key" hidden=move || embed.is_session_pending()>
            <div class="field">
                <label for=label_for>"Open a file of events"</label>
                <input id=id type="file" accept=FILES aria-describedby=described_by on:change=open/>
                <p class="field-hint" id=hint>{FILE_HINT}</p>
            </div>
        </section>
    }
    .into_any()
}

const FILES: &str = ".ndjson,.jsonl,.json,application/json,application/x-ndjson";
const FILE_HINT: &str = "As the live feed exports it (NDJSON), or as Get Events answers (JSON). It is read in this browser, sent nowhere and not kept.";

const FORM: &str = "An access key has 36 characters: hexadecimal digits in groups of 8-4-4-4-12, as in 6bd4b8fb-d964-4d00-ae0a-e3943d58e004.";
