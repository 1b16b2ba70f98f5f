//! The app: reads the configuration, asks for a key, and opens the pages.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::Router,
    hooks::use_location,
    location::{BrowserUrl, LocationProvider},
};

use crate::{
    browser::{self, Fetched, fetch_text},
    components::{Shell, go_instead},
    config::{self, Config, ConfigError},
    directory::Directory,
    live::{self, Live},
    on_demand::{self, OnDemand},
    pages::{ConfigErrorPage, DevicePage, DevicesPage, NotFoundPage, SignInPage},
    paths::{self, Page},
    session::{self, Account, Session},
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    browser::watch_policy();
    browser::watch_history();
    let config = RwSignal::new(None::<Result<Config, ConfigError>>);
    let account = RwSignal::new(None::<Account>);
    spawn_local(async move {
        let read = read_config().await;
        if let Ok(config) = &read {
            account.try_set(kept_account(config));
        }
        config.try_set(Some(read));
    });
    let sign_out = Callback::new(move |()| {
        session::forget();
        account.set(None);
    });
    let content = move || match (config.get(), account.get()) {
        (None, _) => ().into_any(),
        (Some(Err(error)), _) => view! { <ConfigErrorPage error/> }.into_any(),
        (Some(Ok(config)), None) => {
            view! { <SignInPage config on_signed_in=move |signed_in| account.set(Some(signed_in))/> }.into_any()
        }
        (Some(Ok(_)), Some(account)) => view! { <SignedIn account sign_out/> }.into_any(),
    };
    view! { <Router base=browser::base_path()>{content}</Router> }
}

async fn read_config() -> Result<Config, ConfigError> {
    match fetch_text(config::FILE).await {
        Fetched::Text(text) => config::parse(&text, browser::resolve),
        Fetched::Missing => Ok(config::production()),
        Fetched::Failed(problem) => {
            Err(ConfigError { key: "file".to_owned(), problem: format!("could not be read: {problem}") })
        }
    }
}

/// The account kept in this tab, if it is one of the environments of today.
fn kept_account(config: &Config) -> Option<Account> {
    let (label, key) = session::kept()?;
    let environment = config.environments.iter().find(|environment| environment.label == label)?.clone();
    Some(Account { environment, key, read_only: config.read_only })
}

/// Everything behind the sign-in. Its owner ends with the session, and with it the feed, the folds and every answer.
#[component]
fn SignedIn(account: Account, sign_out: Callback<()>) -> impl IntoView {
    let session = Session::provide(account, sign_out);
    let live = Live::provide();
    if let Some(feed) = session.environment().feed {
        live::follow(live, feed, session.key());
    }
    Directory::provide(session, live);
    view! { <Shell><Pages/></Shell> }
}

/// The page that the URL names. [`Page::parse`] decides, not the router's own matching: it is the one place that knows every
/// URL, and it costs a tenth of the code.
#[component]
fn Pages() -> AnyView {
    let (path, base) = (use_location().pathname, browser::base_path());
    let page = Memo::new(move |_| path.with(|path| Page::parse(path.strip_prefix(&base).unwrap_or(path))));
    let location = use_context::<BrowserUrl>();
    Effect::new(move || {
        path.track();
        // The address bar follows once the page is there; the router waits for this word.
        if let Some(location) = &location {
            location.ready_to_complete();
        }
    });
    let lead_on = go_instead();
    let content = move || match page.get() {
        Some(Page::Home) => {
            lead_on(paths::DEVICES);
            ().into_any()
        }
        Some(Page::Devices) => view! { <DevicesPage/> }.into_any(),
        Some(Page::Device { name, tab }) => view! { <DevicePage name tab/> }.into_any(),
        Some(Page::Commands) => view! { <OnDemand load=on_demand::history show=|ways| (ways.commands)()/> }.into_any(),
        Some(Page::Events) => view! { <OnDemand load=on_demand::history show=|ways| (ways.events)()/> }.into_any(),
        Some(Page::Policies(page)) => {
            view! { <OnDemand load=on_demand::configuration show=move |ways| (ways.policies)(page.clone())/> }
                .into_any()
        }
        None => view! { <NotFoundPage/> }.into_any(),
    };
    content.into_any()
}
