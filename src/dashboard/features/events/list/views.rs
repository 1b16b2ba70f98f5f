//! A store of named views of the event list in this browser. A view is a name and a URL query.

use leptos::prelude::*;

use crate::paths::UrlQuery;
use jetstream_browser::{LocalStore, Persistence, on_change_in_other_tab};

const NAME: &str = "jetstream.event-views";

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SavedView {
    /// The name that the user gave it.
    pub name: String,
    /// Its URL query.
    pub query: String,
}

/// The saved views of this browser. It is `Copy`.
#[derive(Clone, Copy)]
pub struct SavedViews {
    list: RwSignal<Vec<SavedView>>,
    lasts: RwSignal<Persistence>,
}

impl SavedViews {
    /// Reads the stored views, and follows changes from other tabs until the reactive owner is disposed.
    pub fn open() -> Self {
        let lasts = if LocalStore::is_available() { Persistence::Browser } else { Persistence::Page };
        let views = Self { list: RwSignal::new(kept()), lasts: RwSignal::new(lasts) };
        on_change_in_other_tab(NAME, move || {
            views.list.try_set(kept());
        });
        views
    }

    /// All views, sorted by name; reactive.
    pub fn all(&self) -> Vec<SavedView> {
        self.list.get()
    }

    /// How long the views are stored; reactive.
    pub fn persistence(&self) -> Persistence {
        self.lasts.get()
    }

    /// Saves a view, and replaces one of the same name.
    pub fn keep(&self, view: SavedView) {
        self.write(with(kept(), view));
    }

    /// Deletes a view.
    pub fn forget(&self, name: &str) {
        self.write(kept().into_iter().filter(|view| view.name != name).collect());
    }

    fn write(&self, list: Vec<SavedView>) {
        self.lasts.set(LocalStore::set(NAME, &written(&list)));
        self.list.set(list);
    }
}

fn kept() -> Vec<SavedView> {
    read(&LocalStore::get(NAME).unwrap_or_default())
}

fn with(mut list: Vec<SavedView>, view: SavedView) -> Vec<SavedView> {
    list.retain(|other| other.name != view.name);
    let place = list.partition_point(|other| other.name < view.name);
    list.insert(place, view);
    list
}

/// Writes the views as one query string: the keys are the names, the values are the queries. Both are URL-encoded.
fn written(list: &[SavedView]) -> String {
    list.iter().fold(UrlQuery::default(), |all, view| all.and(&view.name, &format!("?{}", view.query))).to_string()
}

fn read(text: &str) -> Vec<SavedView> {
    let view = |(name, query): (&str, &str)| SavedView {
        name: name.to_owned(),
        query: query.strip_prefix('?').unwrap_or(query).to_owned(),
    };
    UrlQuery::parse(text).iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn view(name: &str, query: &str) -> SavedView {
        SavedView { name: name.to_owned(), query: query.to_owned() }
    }

    #[test]
    fn views_are_listed_by_name_and_a_name_has_one_view() {
        let list = ["b", "a", "b"]
            .iter()
            .zip(["1", "2", "3"])
            .fold(Vec::new(), |list, (name, query)| with(list, view(name, query)));
        assert_eq!(list, [view("a", "2"), view("b", "3")]);
    }

    #[test]
    fn a_text_that_is_no_list_has_no_views() {
        assert_eq!(read("nonsense"), []);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_again(names in prop::collection::vec((".{1,8}", "[ -~é]{0,20}"), 0..5)) {
            let list: Vec<SavedView> = names.iter().map(|(name, query)| view(name, query)).collect();
            prop_assert_eq!(read(&written(&list)), list);
        }
    }
}
