//! Navigation helpers: filters, sort orders and selections are stored in the query of the URL.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use crate::paths::{self, UrlQuery};
use jetstream_browser as browser;

/// A function that opens a page. It takes a path built by [`paths`].
pub fn navigate() -> impl Fn(&str) + Clone + Send + Sync + 'static {
    navigator(NavigateOptions { resolve: false, ..NavigateOptions::default() })
}

/// Like [`navigate`], but replaces the current history entry: *back* does not return here.
pub fn navigate_replace() -> impl Fn(&str) + Clone + Send + Sync + 'static {
    navigator(NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() })
}

fn navigator(options: NavigateOptions) -> impl Fn(&str) + Clone + Send + Sync + 'static {
    let navigate = use_navigate();
    move |path| navigate(&format!("{}/{path}", browser::base_path()), options.clone())
}

/// The query of the current page, and a callback that sets one of its values. A change replaces the history entry, so that *back* leaves
/// the page and does not undo single keystrokes.
pub fn use_query(page: impl Into<String>) -> (Memo<UrlQuery>, Callback<(&'static str, String)>) {
    query_of(page.into())
}

/// Like [`use_query`], for a component that is used on several pages: the current page is determined once, when the component is created.
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

/// A callback that replaces the whole query of a page, for keys that can occur more than once.
pub fn use_set_query(page: impl Into<String>) -> Callback<UrlQuery> {
    let page = page.into();
    let navigate =
        navigator(NavigateOptions { resolve: false, replace: true, scroll: false, ..NavigateOptions::default() });
    Callback::new(move |query: UrlQuery| navigate(&paths::with_query(&page, &query)))
}
