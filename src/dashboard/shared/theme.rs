//! Light, dark, or as the system has it: one choice for the whole app.

use leptos::prelude::*;

use jetstream_browser::{self as browser, SessionStore, Theme};
use jetstream_ui::{Button, ButtonKind, icon};

const KEPT: &str = "jetstream.theme";

/// What was chosen, by a person or by the page around this one.
#[derive(Clone, Copy)]
pub struct ThemeChoice(RwSignal<Theme>);

impl ThemeChoice {
    /// Puts it into the context, as it was kept in this tab, and has the page drawn so.
    pub fn provide() {
        let theme = RwSignal::new(SessionStore::get(KEPT).map_or(Theme::System, |word| Theme::parse(&word)));
        Effect::new(move || browser::set_theme(theme.get()));
        provide_context(Self(theme));
    }

    /// That of this app.
    pub fn current() -> Self {
        expect_context()
    }

    /// Changes it for as long as the page lives.
    pub fn set(self, theme: Theme) {
        self.0.set(theme);
    }
}

/// Goes round between the three, and keeps the choice in this tab.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let ThemeChoice(theme) = ThemeChoice::current();
    let change = move |()| {
        theme.update(|theme| *theme = theme.next());
        // Where storage is blocked the choice lasts as long as the page.
        SessionStore::set(KEPT, theme.get_untracked().as_str());
    };
    view! { <Button kind=ButtonKind::Quiet icon=icon::SUN on_click=change>{move || format!("Theme: {}", theme.get().as_str())}</Button> }
}
