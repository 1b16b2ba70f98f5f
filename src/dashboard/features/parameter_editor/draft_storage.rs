//! The storage of drafts: the changed values are stored in the tab's session storage, and only in memory where that is blocked. A
//! value is never stored if the name of its parameter suggests a secret.

use jetstream_fleet::{configuration::Values, event_log::secrets::is_secret_name};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use crate::{
    features::parameter_editor::draft::Draft,
    state::session::{Session, stored_session::DRAFTS},
};
use jetstream_browser::SessionStore;

/// The drafts of a session by page, as in the session storage, or as they would be there. They end with the session, since the next
/// user may be somebody else.
#[derive(Clone, Copy)]
struct DraftStore(StoredValue<Map<String, Value>>);

impl DraftStore {
    fn current() -> Self {
        use_context().unwrap_or_else(|| {
            let provide = || {
                let stored = SessionStore::get(DRAFTS).and_then(|text| serde_json::from_str(&text).ok());
                let store = Self(StoredValue::new(stored.unwrap_or_default()));
                provide_context(store);
                store
            };
            Session::current().run_in_session(provide).unwrap_or_else(provide)
        })
    }

    fn of(self, place: &str) -> Option<Value> {
        self.0.with_value(|drafts| drafts.get(place).cloned())
    }

    /// Stores the draft of a page, or deletes it; `false` where it will not outlive a reload.
    fn keep(self, place: &str, draft: Option<Value>) -> bool {
        let text = self.0.try_update_value(|drafts| {
            match draft {
                Some(draft) => drafts.insert(place.to_owned(), draft),
                None => drafts.remove(place),
            };
            (!drafts.is_empty()).then(|| Value::Object(drafts.clone()).to_string())
        });
        match text.flatten() {
            Some(text) => SessionStore::set(DRAFTS, &text),
            None => {
                SessionStore::remove(DRAFTS);
                SessionStore::is_available()
            }
        }
    }
}

/// The changes of a draft: new and changed values, and `null` for removed ones.
fn typed(initial: &Values, values: &Values) -> Map<String, Value> {
    let set = values.iter().filter(|(key, value)| initial.get(key) != Some(*value) && !is_secret_name(key));
    let removed = initial.iter().filter(|(key, _)| values.get(key).is_none());
    let set = set.map(|(key, value)| (key.to_owned(), json!(value)));
    set.chain(removed.map(|(key, _)| (key.to_owned(), Value::Null))).collect()
}

/// Applies stored changes to the initial values. Anything that is not a valid change is ignored.
fn retyped(initial: &Values, typed: &Map<String, Value>) -> Values {
    let mut values = initial.clone();
    for (key, value) in typed {
        match value {
            Value::String(value) => values.set(key, value.as_str()),
            Value::Null => {
                values.remove(key);
            }
            _ => {}
        }
    }
    values
}

impl Draft {
    /// Stores the draft while the tab is open, and restores an earlier one. `place` is the path of the page.
    pub fn save(&self, place: &str) {
        let (store, draft) = (DraftStore::current(), *self);
        let place = format!("{} {place}", Session::current().environment().label);
        let definition = draft.definition();
        let kept = store.of(&place).filter(|kept| kept.get("definition") == Some(&json!(definition)));
        if let Some(typed) = kept.as_ref().and_then(|kept| kept.get("values")?.as_object()) {
            draft.restore(|initial| retyped(initial, typed));
        }
        Effect::new(move || {
            let typed = draft.with_base_and_draft(typed);
            let kept = (!typed.is_empty() && !draft.is_submitted())
                .then(|| json!({ "definition": definition, "values": typed }));
            draft.mark_saved(store.keep(&place, kept));
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> impl Strategy<Value = Values> {
        prop::collection::btree_map("[a-e]", "\\PC{0,3}", 0..5).prop_map(|pairs| pairs.into_iter().collect())
    }

    proptest! {
        #[test]
        fn a_draft_comes_back_as_it_was_typed(initial in values(), draft in values()) {
            prop_assert_eq!(retyped(&initial, &typed(&initial, &draft)), draft);
        }
    }

    #[test]
    fn a_secret_is_not_kept() {
        let draft = Values::from_iter([("wifipassword", "x"), ("ip", "10.0.0.7")]);
        let typed = typed(&Values::default(), &draft);
        assert_eq!(Value::Object(typed).to_string(), r#"{"ip":"10.0.0.7"}"#);
    }

    #[test]
    fn what_is_no_draft_changes_nothing() {
        let initial = Values::from_iter([("ip", "10.0.0.7")]);
        let strange = json!({ "ip": 7, "dns": ["x"] });
        assert_eq!(retyped(&initial, strange.as_object().unwrap()), initial);
    }
}
