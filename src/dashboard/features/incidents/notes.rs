//! Notes on incidents: acknowledged, muted, a comment. They are stored in this browser and sent nowhere.

use serde_json::{Map, Value, json};

use crate::{features::incidents::incident_row::IncidentView, shared::stored_map::StoredMap};
use jetstream_browser as browser;

const NAME: &str = "jetstream.incidents";
/// The maximum number of notes; the ones that were changed longest ago are deleted first.
const MOST: usize = 1_000;

/// The user's note on one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// The user has seen the incident.
    pub acknowledged: bool,
    /// The incident is not counted or shown among the open ones.
    pub muted: bool,
    /// The user's comment.
    pub comment: String,
}

impl Note {
    fn read(value: Option<&Value>) -> Self {
        let is = |name| value.and_then(|value| value.get(name)?.as_bool()).unwrap_or_default();
        let comment = value.and_then(|value| value.get("comment")?.as_str()).unwrap_or_default();
        Self { acknowledged: is("acknowledged"), muted: is("muted"), comment: comment.to_owned() }
    }

    fn to_value(&self, second: i64) -> Option<Value> {
        let Self { acknowledged, muted, comment } = self;
        let value = json!({ "acknowledged": acknowledged, "muted": muted, "comment": comment, "at": second });
        (*self != Self::default()).then_some(value)
    }
}

/// The notes on all incidents. It is `Copy`.
#[derive(Clone, Copy)]
pub struct Notes(StoredMap);

impl Notes {
    /// Reads the stored notes, and follows changes from other tabs.
    pub fn open() -> Self {
        Self(StoredMap::open(NAME))
    }

    /// The note on an incident; reactive.
    pub fn of(&self, case: &IncidentView) -> Note {
        Note::read(self.0.all().get(&case.id))
    }

    /// A function that tells whether an incident is muted. It reads the stored notes once, for use on many incidents; reactive.
    pub fn muted(&self) -> impl Fn(&IncidentView) -> bool {
        let all = self.0.all();
        move |case| Note::read(all.get(&case.id)).muted
    }

    /// Changes the note on an incident, and stores it.
    pub fn change(&self, id: &str, change: impl FnOnce(&mut Note)) {
        self.0.change(|map| put(map, id, change, browser::now().as_second()));
    }

    /// Whether the notes last only until the page is closed or reloaded.
    pub fn is_memory_only(&self) -> bool {
        self.0.is_memory_only()
    }
}

fn put(map: &mut Map<String, Value>, id: &str, change: impl FnOnce(&mut Note), second: i64) {
    let mut note = Note::read(map.get(id));
    change(&mut note);
    match note.to_value(second) {
        Some(value) => map.insert(id.to_owned(), value),
        None => map.remove(id),
    };
    let at = |value: &Value| value.get("at").and_then(Value::as_i64);
    let oldest = map.iter().min_by_key(|(_, value)| at(value)).map(|(id, _)| id.clone());
    if let Some(oldest) = oldest.filter(|_| map.len() > MOST) {
        map.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_reads_back_and_an_empty_one_is_not_kept() {
        let mut map = Map::new();
        put(&mut map, "a", |note| note.comment = "the key is with Maria".to_owned(), 1);
        put(&mut map, "a", |note| note.muted = true, 2);
        let expected = Note { acknowledged: false, muted: true, comment: "the key is with Maria".to_owned() };
        assert_eq!(Note::read(map.get("a")), expected);
        put(&mut map, "a", |note| *note = Note::default(), 3);
        assert!(map.is_empty());
    }

    #[test]
    fn the_notes_that_were_changed_longest_ago_leave_first() {
        let mut map = Map::new();
        (0..=MOST).for_each(|number| {
            put(&mut map, &format!("n{number}"), |note| note.muted = true, i64::try_from(number).unwrap());
        });
        assert_eq!((map.len(), map.contains_key("n0"), map.contains_key("n1")), (MOST, false, true));
    }

    #[test]
    fn what_is_no_note_is_an_empty_one() {
        assert_eq!(Note::read(Some(&json!(["muted"]))), Note::default());
        assert_eq!(Note::read(Some(&json!({ "muted": "yes", "comment": 3 }))), Note::default());
    }
}
