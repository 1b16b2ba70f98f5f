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

/// Takes the boot screen away, now that there is an app.
pub fn remove_boot_screen() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// What stands in the element with this id, as it came with the page.
pub fn text_of(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// Is a dialog open?
pub fn has_open_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

/// Sets the document's title for a page of a product.
pub fn announce_title(page: &str, product: &str) {
    document().set_title(&format!("{page} · {product}"));
}

/// Does the browser believe that there is a network? `true` where it does not say.
pub fn is_online() -> bool {
    window().navigator().on_line()
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

/// Scrolls a row sideways until one of its elements stands in its middle, as far as it scrolls at all.
pub fn center(element: &web_sys::HtmlElement, row: &web_sys::HtmlElement) {
    let left = element.offset_left() - row.offset_left();
    row.set_scroll_left(left - (row.client_width() - element.offset_width()) / 2);
}
