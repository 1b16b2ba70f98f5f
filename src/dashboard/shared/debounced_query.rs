//! A debounced query of the URL: the list follows each keystroke, and the URL follows after a pause.
//!
//! Browsers limit how often a page may change its URL: Safari allows 100 changes in 30 seconds, which a held-down key exceeds, and then
//! throws an exception that the router does not handle. A change of the URL also takes longer than the search itself.

use std::time::Duration;

use leptos::prelude::*;

use crate::{paths::UrlQuery, shared::debounced::DebouncedCall};

/// The delay of the URL after the last keystroke.
const PAUSE: Duration = Duration::from_millis(250);

/// A query with text fields whose values reach the URL after a delay.
#[derive(Clone, Copy)]
pub struct DebouncedQuery {
    /// The query with what has been typed so far.
    pub query: Memo<UrlQuery>,
    /// Sets a value.
    pub set: Callback<(&'static str, String)>,
    url: Callback<(&'static str, String)>,
    /// The typed value that is not in the URL yet.
    ahead: RwSignal<Option<(&'static str, String)>>,
}

impl DebouncedQuery {
    /// A debounced query. `keys` are the text fields; `query` and `url` are the results of [`super::url::use_query`].
    pub fn new(keys: &'static [&'static str], query: Memo<UrlQuery>, url: Callback<(&'static str, String)>) -> Self {
        let ahead = RwSignal::new(None::<(&'static str, String)>);
        let call = DebouncedCall::new(PAUSE);
        let typed = Memo::new(move |_| match ahead.get() {
            Some((key, text)) => query.get().with(key, &text),
            None => query.get(),
        });
        let settle = move || settle(url, ahead);
        let set = Callback::new(move |(key, value): (&'static str, String)| {
            if ahead.with_untracked(|ahead| ahead.as_ref().is_some_and(|(other, _)| *other != key)) {
                settle();
            }
            if !keys.contains(&key) {
                return url.run((key, value));
            }
            ahead.set(Some((key, value)));
            call.restart(settle);
        });
        Self { query: typed, set, url, ahead }
    }

    /// Writes the pending value to the URL at once. Call it before leaving the page.
    pub fn flush(&self) {
        settle(self.url, self.ahead);
    }
}

fn settle(url: Callback<(&'static str, String)>, ahead: RwSignal<Option<(&'static str, String)>>) {
    // A field that is removed with its page loses the focus, and that event may arrive when the page is already disposed.
    if let Some(Some(typed)) = ahead.try_get_untracked() {
        // The URL first: otherwise the query would lack the text for a moment.
        url.run(typed);
        ahead.set(None);
    }
}
