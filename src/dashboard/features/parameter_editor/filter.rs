//! What of a draft is in sight: what is searched for, and whether only what is not as it left the factory is shown. Both live in
//! the URL.

use std::sync::Arc;

use jetstream_fleet::configuration::Field;
use leptos::prelude::*;

use crate::shared::{debounced_query::DebouncedQuery, url::use_query_untracked};

const TEXT: &str = "parameter";
const MODIFIED: &str = "modified";

/// The filter. Copied freely.
#[derive(Clone, Copy)]
pub(super) struct Filter {
    query: DebouncedQuery,
    /// In lower case.
    text: Memo<Arc<str>>,
    modified: Memo<bool>,
}

impl Filter {
    /// The filter that the URL names.
    pub fn from_url() -> Self {
        let (query, set) = use_query_untracked();
        let query = DebouncedQuery::new(&[TEXT], query, set);
        let text = Memo::new(move |_| query.query.with(|query| query.get(TEXT).trim().to_ascii_lowercase().into()));
        let modified = Memo::new(move |_| query.query.with(|query| !query.get(MODIFIED).is_empty()));
        Self { query, text, modified }
    }

    /// What was typed.
    pub fn text(&self) -> String {
        self.query.query.with(|query| query.get(TEXT).to_owned())
    }

    /// Is only what is modified shown?
    pub fn is_modified_only(&self) -> bool {
        self.modified.get()
    }

    pub fn search(&self, text: String) {
        self.query.set.run((TEXT, text));
    }

    pub fn show_modified_only(&self, only: bool) {
        self.query.set.run((MODIFIED, if only { "yes" } else { "" }.to_owned()));
    }

    /// Shows everything.
    pub fn clear(&self) {
        self.search(String::new());
        self.show_modified_only(false);
    }

    /// Brings the URL up to date: the search field is left.
    pub fn flush(&self) {
        self.query.flush();
    }

    /// Is a parameter in sight? Reactive. `haystack` is what the search looks at.
    pub fn shows(&self, haystack: &str, is_modified: impl Fn() -> bool) -> bool {
        self.text.with(|text| haystack.contains(&**text)) && (!self.modified.get() || is_modified())
    }
}

/// What a search looks at, in lower case.
pub(super) fn haystack(field: &Field) -> String {
    let words =
        [&*field.name, field.group.title(), field.description().unwrap_or_default(), &field.allowed()].join("\n");
    words.to_ascii_lowercase()
}
