//! The URL as state: filters, sorting and selections live in the query.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use crate::paths::{self, UrlQuery};
use jetstream_browser as browser;

/// Goes to a page, given as [`paths`] builds it.
pub fn navigate() -> impl Fn(&str) + Clone + Send + Sync + 'static {
    navigator(NavigateOptions { resolve: false, ..NavigateOptions::default() })
}

/// The same in place of the current page: *back* does not lead here again.
pub fn navigate_replace() -> impl Fn(&str) + Clone + Send + Sync + 'static {
    navigator(NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() })
}

fn navigator(options: NavigateOptions) -> impl Fn(&str) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |path| navigate(&format!("{}/{path}", browser::base_path()), options.clone())
}

/// The query of the current page, and a way to set one of its values. A change replaces the entry in the history, so that
/// *back* leaves the page and not the tenth keystroke.
pub fn use_query(page: impl Into<String>) -> (Memo<UrlQuery>, Callback<(&'static str, String)>) {
    query_of(page.into())
}

/// The same for a part that stands on more than one page: of the one that it stands on.
pub fn use_query_untracked() -> (Memo<UrlQuery>, Callback<(&'static str, String)>) {
    let (path, base) = (use_location().pathname.get_untracked(), browser::base_path());
    let page = path.strip_prefix(&base).unwrap_or(&path).trim_start_matches('/').to_owned();
    query_of(page)
}

fn query_of(page: String) -> (Memo<UrlQuery>, Callback<(&'static str, String)>) {
    let search = use_location().search;
    let query = Memo::new(move |_| UrlQuery::parse(&search.get()));
    let navigate =
        navigator(NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() });
    let set = Callback::new(move |(name, value): (&'static str, String)| {
        navigate(&paths::with_query(&page, &query.get_untracked().with(name, &value)));
    });
    (query, set)
}

/// Sets the whole query of a page at once: for values that may stand there more than once.
pub fn use_set_query(page: impl Into<String>) -> Callback<UrlQuery> {
    let page = page.into();
    let navigate =
        navigator(NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() });
    Callback::new(move |query: UrlQuery| navigate(&paths::with_query(&page, &query)))
}
