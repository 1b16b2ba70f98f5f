//! The document: its base path, its title, its theme.

use leptos::prelude::{document, window};

/// The path below which the app is served, without a slash at its end: empty at the root of a host. The boot script has
/// set `<base>`, and this reads it back.
pub fn base_path() -> String {
    let base = document().base_uri().ok().flatten().and_then(|uri| web_sys::Url::new(&uri).ok());
    base.map(|url| url.pathname().trim_end_matches('/').to_owned()).unwrap_or_default()
}

/// Resolves a URL against `<base>`; `None` when it is not valid.
pub fn resolve(url: &str) -> Option<String> {
    let base = document().base_uri().ok().flatten()?;
    web_sys::Url::new_with_base(url, &base).ok().map(|url| url.href())
}

/// Removes the boot screen, once the app is there.
pub fn remove_boot_screen() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// The text of the element with this id; `None` where there is none.
pub fn text_of(id: &str) -> Option<String> {
    document().get_element_by_id(id)?.text_content()
}

/// Is a dialog open?
pub fn has_open_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

/// Sets the document's title for a page of a product.
pub fn set_title(page: &str, product: &str) {
    document().set_title(&format!("{page} · {product}"));
}

/// Does the browser report a network connection? `true` where it does not know.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// The colour theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The next theme, for a button that cycles through them.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// The value of the `data-theme` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of such a value; `System` for anything unknown.
    pub fn parse(value: &str) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == value).unwrap_or(Self::System)
    }
}

/// Writes the theme on the root element, where the style sheet reads it.
pub fn set_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        // Only fails for an invalid attribute name.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
}

/// Scrolls a row sideways so that one of its elements is in the middle, as far as the row scrolls.
pub fn center(element: &web_sys::HtmlElement, row: &web_sys::HtmlElement) {
    let left = element.offset_left() - row.offset_left();
    row.set_scroll_left(left - (row.client_width() - element.offset_width()) / 2);
}
