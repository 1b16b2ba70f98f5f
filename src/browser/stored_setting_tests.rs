//! Tests of a stored setting, over a store in memory that two tabs share.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::*;

type Listener = StoredValue<Box<dyn Fn()>, LocalStorage>;

/// A tab's view of a shared store.
#[derive(Default)]
struct Tab {
    texts: Arc<Mutex<HashMap<String, String>>>,
    is_full: bool,
    /// The name that each setting follows, and its callback, which is gone with the owner.
    listeners: Mutex<Vec<(String, Listener)>>,
}

impl Tab {
    /// Tabs of one browser. They live as long as the test program: a setting refers to its store for ever.
    fn two() -> (&'static Self, &'static Self) {
        let (first, texts) = (Self::default(), Arc::default());
        let second = Self { texts: Arc::clone(&texts), ..Self::default() };
        (Box::leak(Box::new(Self { texts, ..first })), Box::leak(Box::new(second)))
    }

    fn text(&self) -> Option<String> {
        TextStore::get(self, "numbers")
    }

    /// The browser's event for this tab, after another one has stored something under the name.
    fn hear(&self, name: &str) {
        let listeners = self.listeners.lock().unwrap().clone();
        listeners.iter().filter(|(followed, _)| followed == name).for_each(|(_, run)| {
            run.try_with_value(|run| run());
        });
    }

    fn open(&'static self) -> StoredSetting<Vec<u8>, String> {
        StoredSetting::open_in(self, "numbers".to_owned(), parse, |numbers| {
            numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")
        })
    }
}

impl TextStore for Tab {
    fn get(&self, name: &str) -> Option<String> {
        self.texts.lock().unwrap().get(name).cloned()
    }

    fn set(&self, name: &str, text: &str) -> Persistence {
        self.texts.lock().unwrap().insert(name.to_owned(), text.to_owned());
        self.persistence()
    }

    fn persistence(&self) -> Persistence {
        if self.is_full { Persistence::Page } else { Persistence::Browser }
    }

    fn on_change(&self, name: &str, run: Box<dyn Fn()>) {
        self.listeners.lock().unwrap().push((name.to_owned(), StoredValue::new_local(run)));
    }
}

fn parse(text: &str) -> Result<Vec<u8>, String> {
    text.split_whitespace().map(|number| number.parse().map_err(|_| format!("{number} is no number"))).collect()
}

/// Counts how often a memo of what `read` returns is computed: once, and again after each change.
fn counted<T: PartialEq + Send + Sync + 'static>(read: impl Fn() -> T + Send + Sync + 'static) -> impl Fn() -> usize {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let memo = Memo::new(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        read()
    });
    move || {
        memo.with(|_| ());
        count.load(Ordering::Relaxed)
    }
}

#[test]
fn what_one_tab_stores_is_loaded_by_the_next_and_followed_by_those_that_are_open() {
    Owner::new().with(|| {
        let (first, second) = Tab::two();
        let (mine, other) = (first.open(), second.open());
        assert_eq!(mine.get(), [0; 0]);
        let heard = RwSignal::new(Vec::new());
        other.on_change_in_other_tab(move |numbers| heard.set(numbers));
        mine.change(|numbers| numbers.push(7)).unwrap();
        assert_eq!(first.text().as_deref(), Some("7"));
        assert_eq!(second.open().get(), [7]);
        second.hear("another name");
        assert_eq!((other.get(), heard.get()), (vec![], vec![]));
        second.hear("numbers");
        assert_eq!((other.get(), heard.get()), (vec![7], vec![7]));
    });
}

#[test]
fn a_change_begins_with_what_another_tab_has_stored_last() {
    Owner::new().with(|| {
        let (first, second) = Tab::two();
        let (mine, other) = (first.open(), second.open());
        mine.change(|numbers| numbers.push(1)).unwrap();
        // The event of the browser has not arrived yet.
        other.change(|numbers| numbers.push(2)).unwrap();
        assert_eq!(first.text().as_deref(), Some("1 2"));
        assert_eq!(mine.get(), [1]);
        assert_eq!(mine.latest(), Ok(vec![1, 2]));
        assert_eq!(mine.get(), [1, 2]);
    });
}

#[test]
fn views_of_an_unchanged_value_are_not_told() {
    Owner::new().with(|| {
        let (first, _) = Tab::two();
        let setting = first.open();
        let (values, errors) = (counted(move || setting.get()), counted(move || setting.error()));
        assert_eq!((values(), errors()), (1, 1));
        setting.change(|numbers| numbers.push(1)).unwrap();
        assert_eq!((values(), errors()), (2, 1));
        setting.change(|numbers| numbers.sort_unstable()).unwrap();
        setting.set(vec![1]);
        first.hear("numbers");
        assert_eq!((values(), errors()), (2, 1));
    });
}

#[test]
fn a_text_that_cannot_be_read_stays_until_another_value_is_set() {
    Owner::new().with(|| {
        let (first, second) = Tab::two();
        let setting = first.open();
        setting.set(vec![1]);
        TextStore::set(second, "numbers", "1 two");
        let refused = setting.change(|numbers| numbers.push(3));
        assert_eq!(refused, Err("two is no number".to_owned()));
        assert_eq!((setting.get(), setting.error()), (vec![], Some("two is no number".to_owned())));
        assert_eq!(first.text().as_deref(), Some("1 two"));
        assert_eq!(second.open().error(), setting.error());
        setting.set(Vec::new());
        assert_eq!((first.text().as_deref(), setting.error()), (Some(""), None));
        setting.change(|numbers| numbers.push(3)).unwrap();
        assert_eq!(setting.get(), [3]);
    });
}

#[test]
fn a_setting_says_how_long_it_is_stored() {
    Owner::new().with(|| {
        assert_eq!(Tab::two().0.open().persistence(), Persistence::Browser);
        let full: &'static Tab = Box::leak(Box::new(Tab { is_full: true, ..Tab::default() }));
        let setting = full.open();
        assert_eq!(setting.persistence(), Persistence::Page);
        setting.set(vec![1]);
        assert_eq!((setting.persistence(), setting.get()), (Persistence::Page, vec![1]));
    });
}

#[test]
fn the_end_of_its_owner_ends_a_setting_without_a_panic() {
    let (first, _) = Tab::two();
    let owner = Owner::new();
    let setting = owner.with(|| first.open());
    owner.cleanup();
    setting.set(vec![1]);
    first.hear("numbers");
    assert_eq!((setting.latest(), first.text()), (Ok(vec![]), None));
}
