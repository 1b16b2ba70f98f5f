//! The filter of the editor: a search text, and whether only modified values are shown. Both are stored in the URL.

use std::sync::Arc;

use jetstream_fleet::configuration::Field;
use leptos::prelude::*;

use crate::shared::{debounced_query::DebouncedQuery, url::use_query_untracked};

const TEXT: &str = "parameter";
const MODIFIED: &str = "modified";

/// The filter. It is `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    query: DebouncedQuery,
    /// In lower case.
    text: Memo<Arc<str>>,
    modified: Memo<bool>,
}

impl Filter {
    /// Creates the filter from the URL.
    pub fn from_url() -> Self {
        let (query, set) = use_query_untracked();
        let query = DebouncedQuery::new(&[TEXT], query, set);
        let text = Memo::new(move |_| query.query.with(|query| query.get(TEXT).trim().to_ascii_lowercase().into()));
        let modified = Memo::new(move |_| query.query.with(|query| !query.get(MODIFIED).is_empty()));
        Self { query, text, modified }
    }

    /// The search text.
    pub fn text(&self) -> String {
        self.query.query.with(|query| query.get(TEXT).to_owned())
    }

    /// Whether only modified values are shown.
    pub fn is_modified_only(&self) -> bool {
        self.modified.get()
    }

    pub fn search(&self, text: String) {
        self.query.set.run((TEXT, text));
    }

    pub fn show_modified_only(&self, only: bool) {
        self.query.set.run((MODIFIED, if only { "yes" } else { "" }.to_owned()));
    }

    /// Clears the filter.
    pub fn clear(&self) {
        self.search(String::new());
        self.show_modified_only(false);
    }

    /// Writes a typed text to the URL at once, when the search field loses the focus.
    pub fn flush(&self) {
        self.query.flush();
    }

    /// Whether a parameter matches the filter; reactive. `haystack` is the text that is searched.
    pub fn shows(&self, haystack: &str, is_modified: impl Fn() -> bool) -> bool {
        self.text.with(|text| haystack.contains(&**text)) && (!self.modified.get() || is_modified())
    }
}

/// The searched text of a parameter, in lower case.
pub(super) fn haystack(field: &Field) -> String {
    let words =
        [&*field.name, field.group.title(), field.description().unwrap_or_default(), &field.allowed()].join("\n");
    words.to_ascii_lowercase()
}
