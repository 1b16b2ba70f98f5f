//! The app: reads the configuration, asks for a key, and opens the pages.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions, ParamSegment, StaticSegment,
    components::{FlatRoutes, Redirect, Route, Router},
};

use crate::{
    browser::{self, Fetched, fetch_text},
    components::Shell,
    config::{self, Config, ConfigError},
    directory::Directory,
    live::{self, Live},
    pages::{CommandsPage, ConfigErrorPage, DevicePage, DevicesPage, EventsPage, NotFoundPage, SignInPage},
    paths,
    session::{self, Account, Session},
};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    browser::watch_policy();
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
    // Each page is erased: its type would otherwise become part of the router's, and the wasm grows with it.
    view! {
        <Shell>
            <FlatRoutes fallback=|| view! { <NotFoundPage/> }.into_any()>
                <Route path=StaticSegment("") view=|| home().into_any()/>
                <Route path=StaticSegment(paths::DEVICES) view=|| view! { <DevicesPage/> }.into_any()/>
                <Route path=(StaticSegment(paths::DEVICES), ParamSegment("name")) view=|| view! { <DevicePage/> }.into_any()/>
                <Route path=(StaticSegment(paths::DEVICES), ParamSegment("name"), ParamSegment("tab")) view=|| view! { <DevicePage/> }.into_any()/>
                <Route path=StaticSegment(paths::COMMANDS) view=|| view! { <CommandsPage/> }.into_any()/>
                <Route path=StaticSegment(paths::EVENTS) view=|| view! { <EventsPage/> }.into_any()/>
            </FlatRoutes>
        </Shell>
    }
}

fn home() -> impl IntoView {
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <Redirect path=format!("{}/{}", browser::base_path(), paths::DEVICES) options/> }
}
