//! A debounced query of the URL: the list follows each keystroke, the URL follows when the typing pauses.
//!
//! Browsers limit how often a page may change its URL: Safari allows 100 times in 30 seconds, which a held-down key exceeds,
//! and refuses by an exception that the router does not survive. It also takes longer than the search itself.

use std::time::Duration;

use leptos::prelude::*;

use crate::{paths::UrlQuery, shared::debounced::DebouncedCall};

/// How long a pause is.
const PAUSE: Duration = Duration::from_millis(250);

/// A query of which some values are typed. Copied freely.
#[derive(Clone, Copy)]
pub struct DebouncedQuery {
    /// The query with what has been typed so far.
    pub query: Memo<UrlQuery>,
    /// Sets a value.
    pub set: Callback<(&'static str, String)>,
    url: Callback<(&'static str, String)>,
    /// The value that the URL does not hold yet.
    ahead: RwSignal<Option<(&'static str, String)>>,
}

impl DebouncedQuery {
    /// The query of a URL, of which the values in `keys` are typed. Both other arguments are of [`super::use_query`].
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

    /// Brings the URL up to date: somebody is about to leave.
    pub fn flush(&self) {
        settle(self.url, self.ahead);
    }
}

fn settle(url: Callback<(&'static str, String)>, ahead: RwSignal<Option<(&'static str, String)>>) {
    // A field that is removed with its page loses the focus, and says so when the page is gone already.
    if let Some(Some(typed)) = ahead.try_get_untracked() {
        // The URL first: there is no moment without the text.
        url.run(typed);
        ahead.set(None);
    }
}
