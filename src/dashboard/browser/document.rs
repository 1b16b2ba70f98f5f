//! The page itself: where it stands, its title, its theme.

use leptos::prelude::{document, window};

/// The path below which the app is served, without a slash at its end: empty at the root of a host. The boot script has
/// set `<base>`, and this reads it back.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().and_then(|uri| web_sys::Url::new(&uri).ok());
    base.map(|url| url.pathname().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// Makes a URL absolute against `<base>`; `None` when it is none.
pub fn resolve(url: &str) -> Option<String> {
    let base = document().base_uri().ok().flatten()?;
    web_sys::Url::new_with_base(url, &base).ok().map(|url| url.href())
}

/// Takes the "Loading…" line away, now that there is an app.
pub fn remove_boot_screen() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// Sets the document's title for a page.
pub fn announce_title(page: &str) {
    document().set_title(&format!("{page} · Jetstream"));
}

/// Does the browser believe that there is a network? `true` where it does not say.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Does the page stand in another page's frame?
pub fn is_framed() -> bool {
    !matches!(window().parent(), Ok(Some(parent)) if parent == window())
}

/// Light, dark, or what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// The system's choice.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The next one, for a button that goes round.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The word for it, also the value of the `data-theme` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme for a word; anything unknown is the system's choice.
    pub fn parse(word: &str) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == word).unwrap_or(Self::System)
    }
}

/// Writes the theme on the root element, where the style sheet reads it.
pub fn set_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Only fails for attribute names that are no names.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
}

/// Moves the focus to the element with this id, if there is one.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}
