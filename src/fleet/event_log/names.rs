//! An interner of names that occur in many events: each is stored once and referred to by its number.

use std::{collections::HashMap, sync::Arc};

use crate::bounded::MOST_DEVICES;

/// The maximum length of all names of one sort together, in bytes: they stay when the events that had them are evicted.
const MOST_BYTES: usize = 8 << 20;

/// The number of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InternedName(u32);

impl InternedName {
    /// The event has none.
    pub(super) const NONE: Self = Self(u32::MAX);
    /// The event has one that is not listed: it must be read from the text of the event.
    pub(super) const UNLISTED: Self = Self(u32::MAX - 1);

    /// Its place in the list, if it is there.
    pub(super) fn place(self) -> Option<usize> {
        if self == Self::NONE || self == Self::UNLISTED { None } else { usize::try_from(self.0).ok() }
    }
}

/// The names of one sort, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Interner {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, InternedName>,
    bytes: usize,
}

impl Interner {
    /// The number of a name; a new one is listed, if there is room.
    pub(super) fn number(&mut self, text: Option<&str>) -> InternedName {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return InternedName::NONE };
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let room = self.texts.len() < MOST_DEVICES && self.bytes + text.len() <= MOST_BYTES;
        let Some(number) = u32::try_from(self.texts.len()).ok().filter(|_| room).map(InternedName) else {
            return InternedName::UNLISTED;
        };
        let text: Arc<str> = text.into();
        self.bytes += text.len();
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// A name that is listed already.
    pub(super) fn find(&self, text: &str) -> Option<InternedName> {
        self.numbers.get(text).copied()
    }

    pub(super) fn text(&self, name: InternedName) -> Option<&Arc<str>> {
        self.texts.get(name.place()?)
    }

    pub(super) fn all(&self) -> &[Arc<str>] {
        &self.texts
    }

    /// Their memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        // Beside its text a name has two counts, a place in the list and one in the table.
        const EACH: usize = 64;
        self.bytes + self.texts.len() * EACH
    }
}

/// The names of all sorts.
#[derive(Debug, Clone, Default)]
pub(super) struct InternedNames {
    pub devices: Interner,
    pub types: Interner,
    pub users: Interner,
}

impl InternedNames {
    pub(super) fn bytes(&self) -> usize {
        self.devices.bytes() + self.types.bytes() + self.users.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_listed_once_and_found_by_its_number() {
        let mut names = Interner::default();
        let (one, other) = (names.number(Some("Cabinet 1")), names.number(Some("Cabinet 2")));
        assert_eq!(names.number(Some("Cabinet 1")), one);
        assert_ne!(one, other);
        assert_eq!(names.text(other).map(|text| &**text), Some("Cabinet 2"));
        assert_eq!((names.number(None), names.number(Some(""))), (InternedName::NONE, InternedName::NONE));
        assert_eq!(names.all().len(), 2);
    }

    #[test]
    fn names_beyond_the_room_are_not_listed() {
        let mut names = Interner::default();
        let long = "x".repeat(MOST_BYTES - 1);
        assert!(names.number(Some(&long)).place().is_some());
        assert_eq!(names.number(Some("Cabinet 1")), InternedName::UNLISTED);
        assert!(names.number(Some("y")).place().is_some());
        assert!(names.bytes() <= MOST_BYTES + 128);
    }
}
