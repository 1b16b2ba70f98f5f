//! The layout around every page: environment, navigation, feed status, theme, sign-out.

use leptos::{
    ev::MouseEvent,
    html::{A, Nav},
    prelude::*,
    task::spawn_local,
};
use leptos_router::hooks::use_location;

use crate::{
    app::{feed_status::FeedStatus, new_version::NewVersion, sign_out::SignOut},
    features::events::file::band::{CloseFile, FileBanner},
    paths,
    shared::{
        page_title::PageTitleContext,
        site::{Help, SiteInfo},
        theme::ThemeButton,
    },
    state::session::Session,
};
use jetstream_browser as browser;
use jetstream_ui::{ClipboardContext, Icon, icon};

const PAGES: [(&str, &str, icon::Glyph); 8] = [
    (paths::OVERVIEW, "Overview", icon::CIRCLE_DOT),
    (paths::DEVICES, "Devices", icon::REFRIGERATOR),
    (paths::INCIDENTS, "Incidents", icon::TRIANGLE_ALERT),
    (paths::ACCESS, "Access", icon::DOOR_OPEN),
    (paths::SENSORS, "Sensors", icon::THERMOMETER),
    (paths::POLICIES, "Policies", icon::SETTINGS),
    (paths::COMMANDS, "Commands", icon::TERMINAL),
    (paths::EVENTS, "Live feed", icon::ACTIVITY),
];

/// Header, navigation and main.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let (session, product) = (Session::current(), SiteInfo::current().name);
    let environment = session.environment();
    let page = RwSignal::new(String::new());
    provide_context(PageTitleContext(page));
    provide_context(ClipboardContext::new(|text, done| {
        spawn_local(async move { done(browser::copy(&text).await) });
    }));
    let band = (!environment.simulated)
        .then(|| view! { <aside class="band" aria-label="Environment">{environment.label.clone()}</aside> });
    // A page that is one list takes the whole window, so that the list scrolls and not the page.
    let path = use_location().pathname;
    let base = browser::base_path();
    let is_list = move || path.with(|path| paths::is_list(paths::below(path, &base)));
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to content"</a>
        <div class="shell">
            {band}
            <FileBanner/>
            <header class="bar">
                <a class="brand" href=paths::OVERVIEW><Icon icon=icon::LOCK/>{move || product.get()}</a>
                <span class="soft small">{environment.label}</span>
                <span class="push"></span>
                <FeedStatus/>
                <Help/>
                <ThemeButton/>
                {match session.is_file() {
                    true => view! { <CloseFile/> }.into_any(),
                    false => view! { <SignOut/> }.into_any(),
                }}
            </header>
            <Navigation/>
            <main id="main" class="page" class:fill=is_list tabindex="-1">{children()}</main>
            <NewVersion/>
        </div>
        <p class="visually-hidden" role="status" aria-label="Page">{move || page.get()}</p>
    }
}

/// Moves the focus to the main part. Done by a handler, because `href="#main"` would resolve against `<base>` and leave the page.
fn skip(click: MouseEvent) {
    click.prevent_default();
    browser::focus("main");
}

#[component]
fn Navigation() -> impl IntoView {
    let path = use_location().pathname;
    let base = browser::base_path();
    let row = NodeRef::<Nav>::new();
    let is_file = Session::current().is_file();
    // A file has no policies, and its events are not live.
    let pages = PAGES.into_iter().filter(|(href, ..)| !is_file || *href != paths::POLICIES);
    let links = pages.map(|(href, label, icon)| {
        let label = if is_file && href == paths::EVENTS { "Events" } else { label };
        let prefix = format!("{base}/{href}");
        let below =
            move |path: &str| path.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let current = Memo::new(move |_| path.with(|path| below(path)).then_some("page"));
        let link = NodeRef::<A>::new();
        // On a narrow screen the links form a row that is wider than the screen.
        Effect::new(move || {
            if let Some((link, row)) = link.get().zip(row.get()).filter(|_| current.get().is_some()) {
                browser::center(&link, &row);
            }
        });
        view! { <a href=href aria-current=current node_ref=link><Icon icon/>{label}</a> }
    });
    view! { <nav class="nav" aria-label="Main" node_ref=row>{links.collect::<Vec<_>>()}</nav> }
}
