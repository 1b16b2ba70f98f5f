//! Named views of the feed, kept in this browser: a name and the query of the URL.

use leptos::prelude::*;

use crate::{
    browser::{BrowserStorage, Lasts, on_kept_elsewhere},
    paths::Query,
};

const NAME: &str = "jetstream.event-views";

/// A view by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    /// What somebody calls it.
    pub name: String,
    /// The query of its URL.
    pub query: String,
}

/// The views of this browser. Copied freely.
#[derive(Clone, Copy)]
pub struct Views {
    list: RwSignal<Vec<View>>,
    lasts: RwSignal<Lasts>,
}

impl Views {
    /// Reads what is kept, and follows other tabs for as long as the owner is there.
    pub fn open() -> Self {
        let lasts = if BrowserStorage::is_available() { Lasts::InThisBrowser } else { Lasts::WithThisPage };
        let views = Self { list: RwSignal::new(kept()), lasts: RwSignal::new(lasts) };
        on_kept_elsewhere(NAME, move || {
            views.list.try_set(kept());
        });
        views
    }

    /// All of them, by their names.
    pub fn all(&self) -> Vec<View> {
        self.list.get()
    }

    /// How long they last.
    pub fn lasts(&self) -> Lasts {
        self.lasts.get()
    }

    /// Keeps a view; one of the same name is replaced.
    pub fn keep(&self, view: View) {
        self.write(with(kept(), view));
    }

    /// Forgets a view.
    pub fn forget(&self, name: &str) {
        self.write(kept().into_iter().filter(|view| view.name != name).collect());
    }

    fn write(&self, list: Vec<View>) {
        self.lasts.set(BrowserStorage::set(NAME, &written(&list)));
        self.list.set(list);
    }
}

fn kept() -> Vec<View> {
    read(&BrowserStorage::get(NAME).unwrap_or_default())
}

fn with(mut list: Vec<View>, view: View) -> Vec<View> {
    list.retain(|other| other.name != view.name);
    let place = list.partition_point(|other| other.name < view.name);
    list.insert(place, view);
    list
}

/// As one query, in which names and values are encoded already.
fn written(list: &[View]) -> String {
    list.iter().fold(Query::default(), |all, view| all.and(&view.name, &format!("?{}", view.query))).to_string()
}

fn read(text: &str) -> Vec<View> {
    let view = |(name, query): (&str, &str)| View {
        name: name.to_owned(),
        query: query.strip_prefix('?').unwrap_or(query).to_owned(),
    };
    Query::parse(text).iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn view(name: &str, query: &str) -> View {
        View { name: name.to_owned(), query: query.to_owned() }
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
            let list: Vec<View> = names.iter().map(|(name, query)| view(name, query)).collect();
            prop_assert_eq!(read(&written(&list)), list);
        }
    }
}
