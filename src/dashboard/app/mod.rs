//! The root component: reads the configuration, shows the sign-in page, and opens the pages of a session.

pub mod config_error;
pub mod embed;
pub mod feed_status;
pub mod idle_lock;
pub mod lazy;
pub mod new_version;
pub mod not_found;
pub mod policy_routes;
pub mod shell;
pub mod sign_out;

use jetstream_api::site_config::error::ConfigError;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    components::Router,
    hooks::use_location,
    location::{BrowserUrl, LocationProvider},
};

use crate::{
    app::{
        config_error::ConfigErrorPage, embed::connection::HostConnection, idle_lock::IdleLock, lazy::lazy_view,
        not_found::NotFoundPage, shell::Shell,
    },
    config::{self, Config},
    features::{events::file::no_connection::NoConnection, sign_in::page::SignInPage},
    paths::{self, Page},
    shared::{site::SiteInfo, theme::ThemeChoice, url::navigate_replace},
    state::{
        demo,
        directory::Directory,
        embed::Embed,
        event_source::EventSource,
        session::{Account, DataSource, Session, stored_session},
        updates::Updates,
    },
};
use jetstream_browser::{self as browser, FileResponse, fetch_text};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    browser::watch_policy();
    browser::watch_history();
    Updates::provide();
    let config = RwSignal::new(None::<Result<Config, ConfigError>>);
    ThemeChoice::provide();
    SiteInfo::provide(move || config.get()?.ok());
    Embed::provide();
    let source = RwSignal::new_local(None::<DataSource>);
    spawn_local(async move {
        let read = read_config().await;
        if let Ok(config) = &read {
            source.try_set(stored_account(config).map(DataSource::Api));
        }
        config.try_set(Some(read));
    });
    let sign_out = Callback::new(move |()| {
        stored_session::clear();
        source.set(None);
    });
    let framed_by = move || {
        let config = config.get()?.ok().filter(|_| browser::is_framed())?;
        Some(view! { <HostConnection config sessions=source/> })
    };
    let content = move || match (config.get(), source.get()) {
        (None, _) => ().into_any(),
        (Some(Err(error)), _) => view! { <ConfigErrorPage error/> }.into_any(),
        (Some(Ok(config)), None) => {
            view! { <SignInPage config on_open=move |opened| source.set(Some(opened))/> }.into_any()
        }
        (Some(Ok(config)), Some(source)) => {
            view! { <Opened source sign_out idle_minutes=config.idle_minutes/> }.into_any()
        }
    };
    view! { <Router base=browser::base_path()>{framed_by}{content}</Router> }
}

async fn read_config() -> Result<Config, ConfigError> {
    match fetch_text(config::FILE).await {
        FileResponse::Text(text) => config::parse(&text, &browser::resolve),
        FileResponse::Missing => match demo::CONFIG {
            Some(text) => config::parse(text, &browser::resolve),
            None => Ok(config::production()),
        },
        FileResponse::Failed(problem) => {
            Err(ConfigError { key: "file".to_owned(), problem: format!("could not be read: {problem}") })
        }
    }
}

/// The account stored in this tab, if its environment is still configured.
fn stored_account(config: &Config) -> Option<Account> {
    let (label, key) = stored_session::load(config.idle_minutes)?;
    let environment = config.environments.iter().find(|environment| environment.label == label)?.clone();
    Some(Account { environment, key, read_only: config.read_only })
}

/// The app after the sign-in. Its owner ends with the session, and with it the feed, the folds and all answers.
#[component]
fn Opened(source: DataSource, sign_out: Callback<()>, idle_minutes: Option<u16>) -> impl IntoView {
    let session = Session::provide(source, sign_out);
    let source = EventSource::provide(session, lazy::EVENT_READERS);
    Directory::provide(session, source.live(), source.file());
    view! { <IdleLock minutes=idle_minutes><Shell><Pages/></Shell></IdleLock> }
}

/// The page of the URL. It is selected by [`Page::parse`] instead of the router's own matching, so that all URLs are parsed in one place,
/// with a tenth of the code.
#[component]
fn Pages() -> AnyView {
    let (path, base) = (use_location().pathname, browser::base_path());
    let page = Memo::new(move |_| path.with(|path| Page::parse(path.strip_prefix(&base).unwrap_or(path))));
    let location = use_context::<BrowserUrl>();
    Effect::new(move || {
        path.track();
        // The address bar follows once the page is there; the router waits for this call.
        if let Some(location) = &location {
            location.ready_to_complete();
        }
    });
    let lead_on = navigate_replace();
    let session = Session::current();
    let content = move || match page.get() {
        Some(Page::Home) => {
            lead_on(paths::OVERVIEW);
            ().into_any()
        }
        Some(Page::Overview) => lazy_view(lazy::overview, |page| page()),
        Some(Page::Incidents) => lazy_view(lazy::insight, |part| (part.incidents)()),
        Some(Page::Access) => lazy_view(lazy::insight, |part| (part.access)()),
        Some(Page::Sensors) => lazy_view(lazy::insight, |part| (part.sensors)()),
        Some(Page::Devices) => lazy_view(lazy::devices, |page| page()),
        Some(Page::Device { name, tab }) => lazy_view(lazy::device, move |page| page(name.clone(), tab)),
        Some(Page::Commands) => lazy_view(lazy::history, |part| (part.commands)()),
        Some(Page::Events) => lazy_view(lazy::history, |part| (part.events)()),
        Some(Page::Policies(_)) if session.is_file() => view! { <NoConnection page="Policies"/> }.into_any(),
        Some(Page::Policies(page)) => lazy_view(lazy::configuration, move |part| (part.policies)(page.clone())),
        None => view! { <NotFoundPage/> }.into_any(),
    };
    content.into_any()
}
