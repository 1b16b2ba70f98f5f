//! The theme of the app (light, dark or system), as a context, and the button that changes it.

use leptos::prelude::*;

use jetstream_browser::{self as browser, SessionStore, Theme};
use jetstream_ui::{Button, ButtonKind, icon};

const KEPT: &str = "jetstream.theme";

/// The current theme. The user or the embedding page can set it.
#[derive(Clone, Copy)]
pub struct ThemeChoice(RwSignal<Theme>);

impl ThemeChoice {
    /// Provides the context with the theme stored in this tab, and applies each change to the page.
    pub fn provide() {
        let theme = RwSignal::new(SessionStore::get(KEPT).map_or(Theme::System, |word| Theme::parse(&word)));
        Effect::new(move || browser::set_theme(theme.get()));
        provide_context(Self(theme));
    }

    /// The context.
    pub fn current() -> Self {
        expect_context()
    }

    /// Changes the theme for the lifetime of the page, without storing it.
    pub fn set(self, theme: Theme) {
        self.0.set(theme);
    }
}

/// A button that switches to the next theme, and stores it in this tab.
#[component]
pub fn ThemeButton() -> impl IntoView {
    let ThemeChoice(theme) = ThemeChoice::current();
    let change = move |()| {
        theme.update(|theme| *theme = theme.next());
        // If storage is blocked, the theme lasts as long as the page.
        SessionStore::set(KEPT, theme.get_untracked().as_str());
    };
    view! { <Button kind=ButtonKind::Quiet icon=icon::SUN on_click=change>{move || format!("Theme: {}", theme.get().as_str())}</Button> }
}
