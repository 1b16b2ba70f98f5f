//! Signing in: an environment, a key, and what is wrong with it.

use jetstream_api::key::AccessKey;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use crate::{
    browser::TabStorage,
    components::Title,
    config::{Config, Environment},
    session::{self, Account, Refusal},
    ui::{Button, ButtonKind, Checkbox, Choice, Notice, NoticeKind, SecretField, SelectField},
};

/// The form. It checks the key's form before any call, and the key itself before the app opens; what was typed stays.
#[component]
pub fn SignInPage(config: Config, #[prop(into)] on_signed_in: Callback<Account>) -> impl IntoView {
    let environments = StoredValue::new(config.environments.clone());
    let chosen =
        RwSignal::new(config.environments.first().map(|environment| environment.label.clone()).unwrap_or_default());
    let key = RwSignal::new(String::new());
    let stay = RwSignal::new(false);
    let checking = RwSignal::new(false);
    let key_error = RwSignal::new(None::<String>);
    let refusal = RwSignal::new(None::<Refusal>);

    let environment = move || environments.with_value(|all| all.iter().find(|one| one.label == chosen.get()).cloned());
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
            let answer = session::check(&account.environment, &account.key).await;
            checking.try_set(false);
            match answer {
                Err(reason) => {
                    refusal.try_set(Some(reason));
                }
                Ok(()) => {
                    if stay.try_get_untracked() == Some(true) {
                        session::keep(&account.environment.label, &account.key);
                    }
                    on_signed_in.try_run(account);
                }
            }
        });
    };
    let choices =
        config.environments.iter().map(|Environment { label, .. }| Choice::new(label, label)).collect::<Vec<_>>();
    let use_demo_key = move |()| key.set(untrack(demo_key).map(|key| key.reveal()).unwrap_or_default());
    view! {
        <Title page="Sign in"/>
        <main class="sign-in" id="main">
            <form class="sign-in-card" on:submit=submit novalidate>
                <h1>"Sign in"</h1>
                <SelectField label="Environment" value=chosen on_change=move |label| chosen.set(label) choices/>
                <SecretField label="Access key" noun="key" value=key error=key_error on_input=move |text| key.set(text)
                    hint="36 characters, from your user profile in the Jetstream portal. It is kept in memory only."/>
                <Show when=move || demo_key().is_some()>
                    <Button on_click=use_demo_key>"Use the demo key"</Button>
                </Show>
                {TabStorage::is_available().then(|| view! {
                    <Checkbox label="Stay signed in for this tab" checked=stay on_change=move |checked| stay.set(checked)
                        hint="Keeps the key in this tab's storage until the tab is closed or you sign out."/>
                })}
                {move || refusal.get().map(|Refusal { problem, remedy }| view! {
                    <Notice kind=NoticeKind::Error title=problem><p>{remedy}</p></Notice>
                })}
                <Button kind=ButtonKind::Primary submit=true pending=checking>"Sign in"</Button>
            </form>
        </main>
    }
}

const FORM: &str = "An access key has 36 characters: hexadecimal digits in groups of 8-4-4-4-12, as in 6bd4b8fb-d964-4d00-ae0a-e3943d58e004.";
