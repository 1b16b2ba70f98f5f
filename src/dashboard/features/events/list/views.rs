//! A store of named views of the event list in this browser. A view is a name and a URL query.

use crate::paths::UrlQuery;
use jetstream_browser::{Persistence, StoredSetting};

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
pub struct SavedViews(StoredSetting<Vec<SavedView>>);

impl SavedViews {
    /// Loads the stored views, and follows changes from other tabs until the reactive owner is disposed.
    pub fn open() -> Self {
        Self(StoredSetting::open(NAME, |text| Ok(parse(text)), |views| to_text(views)))
    }

    /// All views, sorted by name; reactive.
    pub fn all(&self) -> Vec<SavedView> {
        self.0.get()
    }

    /// How long the views are stored; reactive.
    pub fn persistence(&self) -> Persistence {
        self.0.persistence()
    }

    /// Saves a view, and replaces one of the same name.
    pub fn save(&self, view: SavedView) {
        let Ok(()) = self.0.change(|views| put(views, view));
    }

    /// Deletes a view.
    pub fn delete(&self, name: &str) {
        let Ok(()) = self.0.change(|views| views.retain(|view| view.name != name));
    }
}

fn put(views: &mut Vec<SavedView>, view: SavedView) {
    views.retain(|other| other.name != view.name);
    let position = views.partition_point(|other| other.name < view.name);
    views.insert(position, view);
}

/// Writes the views as one query string: the keys are the names, the values are the queries. Both are URL-encoded.
fn to_text(views: &[SavedView]) -> String {
    views.iter().fold(UrlQuery::default(), |all, view| all.and(&view.name, &format!("?{}", view.query))).to_string()
}

fn parse(text: &str) -> Vec<SavedView> {
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
        let mut views = Vec::new();
        for (name, query) in [("b", "1"), ("a", "2"), ("b", "3")] {
            put(&mut views, view(name, query));
        }
        assert_eq!(views, [view("a", "2"), view("b", "3")]);
    }

    #[test]
    fn a_text_that_is_no_list_has_no_views() {
        assert_eq!(parse("nonsense"), []);
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_again(names in prop::collection::vec((".{1,8}", "[ -~é]{0,20}"), 0..5)) {
            let views: Vec<SavedView> = names.iter().map(|(name, query)| view(name, query)).collect();
            prop_assert_eq!(parse(&to_text(&views)), views);
        }
    }
}
