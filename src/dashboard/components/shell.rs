//! The frame around every page: environment, navigation, freshness, theme, sign-out.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

use super::{announce::PageName, feed_status::FeedStatus};
use crate::{
    browser::{self, TabStorage, Theme},
    paths,
    session::Session,
    ui::{Button, ButtonKind, Clipboard},
};

const PAGES: [(&str, &str); 3] =
    [(paths::DEVICES, "Devices"), (paths::COMMANDS, "Commands"), (paths::EVENTS, "Live feed")];

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
    let band = (!environment.simulated).then(|| view! { <p class="environment-band">{environment.label.clone()}</p> });
    view! {
        <a class="skip-link" href="#main" on:click=skip>"Skip to content"</a>
        {band}
        <header class="header">
            <span class="brand">"Jetstream"</span>
            <Navigation/>
            <span class="environment">{environment.label}</span>
            <FeedStatus/>
            <ThemeButton/>
            <Button kind=ButtonKind::Quiet on_click=move |()| session.end()>"Sign out"</Button>
        </header>
        <main id="main" class="main" tabindex="-1">{children()}</main>
        <p class="visually-hidden" role="status" aria-label="Page">{move || page.get()}</p>
    }
}

/// Goes to the main part. By hand, because `href="#main"` would resolve against `<base>` and leave the page.
fn skip(click: leptos::ev::MouseEvent) {
    click.prevent_default();
    browser::focus("main");
}

#[component]
fn Navigation() -> impl IntoView {
    let path = use_location().pathname;
    let base = browser::base_path();
    let links = PAGES.map(|(href, label)| {
        let prefix = format!("{base}/{href}");
        let current = move || {
            path.with(|path| path.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        view! { <li><a href=href aria-current=move || current().then_some("page")>{label}</a></li> }
    });
    view! { <nav class="nav" aria-label="Main"><ul>{links.collect_view()}</ul></nav> }
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
    view! { <Button kind=ButtonKind::Quiet on_click=change>{move || format!("Theme: {}", theme.get().as_str())}</Button> }
}
