//! The frame around every page: environment, navigation, freshness, theme, sign-out.

use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

use super::{announce::PageName, feed_status::FeedStatus};
use crate::{
    browser::{self, TabStorage, Theme},
    paths,
    session::Session,
    ui::{Button, ButtonKind, Clipboard, Icon, icon},
};

const PAGES: [(&str, &str, icon::Glyph); 3] = [
    (paths::DEVICES, "Devices", icon::REFRIGERATOR),
    (paths::COMMANDS, "Commands", icon::TERMINAL),
    (paths::EVENTS, "Live feed", icon::ACTIVITY),
];

/// Header, navigation and main.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let session = Session::current();
    let environment = session.environment();
    let page = RwSignal::new(String::new());
    provide_context(PageName(page));
    provide_context(Clipboard::new(|text, done| {
        spawn_local(async move { done(browser::copy(&text).await) });
    }));
    let band = (!environment.simulated)
        .then(|| view! { <aside class="band" aria-label="Environment">{environment.label.clone()}</aside> });
    // A page that is one list takes the window, so that the list scrolls and not the page.
    let path = use_location().pathname;
    let base = browser::base_path();
    let is_list = move || path.with(|path| paths::LISTS.iter().any(|list| *path == format!("{base}/{list}")));
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to content"</a>
        <div class="shell">
            {band}
            <header class="bar">
                <a class="brand" href=paths::DEVICES><Icon icon=icon::LOCK/>"Jetstream"</a>
                <span class="soft small">{environment.label}</span>
                <span class="push"></span>
                <FeedStatus/>
                <ThemeButton/>
                <Button kind=ButtonKind::Quiet icon=icon::LOG_OUT on_click=move |()| session.end()>"Sign out"</Button>
            </header>
            <Navigation/>
            <main id="main" class="page" class:fill=is_list tabindex="-1">{children()}</main>
        </div>
        <p class="visually-hidden" role="status" aria-label="Page">{move || page.get()}</p>
    }
}

/// Goes to the main part. By hand, because `href="#main"` would resolve against `<base>` and leave the page.
fn skip(click: MouseEvent) {
    click.prevent_default();
    browser::focus("main");
}

#[component]
fn Navigation() -> impl IntoView {
    let path = use_location().pathname;
    let base = browser::base_path();
    let links = PAGES.map(|(href, label, icon)| {
        let prefix = format!("{base}/{href}");
        let below =
            move |path: &str| path.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let current = move || path.with(|path| below(path)).then_some("page");
        view! { <a href=href aria-current=current><Icon icon/>{label}</a> }
    });
    view! { <nav class="nav" aria-label="Main">{links.collect_view()}</nav> }
}

const THEME: &str = "jetstream.theme";

#[component]
fn ThemeButton() -> impl IntoView {
    let theme = RwSignal::new(TabStorage::get(THEME).map_or(Theme::System, |word| Theme::parse(&word)));
    Effect::new(move || browser::set_theme(theme.get()));
    let change = move |()| {
        theme.update(|theme| *theme = theme.next());
        // Where storage is blocked the choice lasts as long as the page.
        TabStorage::set(THEME, theme.get_untracked().as_str());
    };
    view! { <Button kind=ButtonKind::Quiet icon=icon::SUN on_click=change>{move || format!("Theme: {}", theme.get().as_str())}</Button> }
}
