//! Which columns the list shows: `columns=type.serial` beside the name, which is always there. They are a habit of whoever looks
//! as well, so this browser keeps the last choice for where the URL names none.

use crate::features::devices::list::column::DeviceColumn;
use jetstream_browser::{LocalStore, Persistence};

const NAME: &str = "jetstream.device-columns";
/// Stands between two columns, and needs no escape in a URL.
const BETWEEN: char = '.';

/// A choice of columns. The name is one of them, whatever else is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns(u16);

impl Default for Columns {
    /// What most people ask for first.
    fn default() -> Self {
        let usual = DeviceColumn::ALL
            .into_iter()
            .filter(|by| !matches!(by, DeviceColumn::Aliases | DeviceColumn::Firmware | DeviceColumn::Temperature));
        usual.fold(Self::NAME_ALONE, |columns, by| columns.with(by, true))
    }
}

impl Columns {
    /// The name of the value in the query.
    pub const KEY: &str = "columns";
    const NAME_ALONE: Self = Self(1 << DeviceColumn::Name as u16);

    /// Reads the word of a URL. Columns that do not exist are left out, since a later version may have others; `None` for an
    /// empty word, which names none.
    pub fn parse(word: &str) -> Option<Self> {
        let known = word.split(BETWEEN).filter_map(DeviceColumn::parse);
        (!word.is_empty()).then(|| known.fold(Self::NAME_ALONE, |columns, by| columns.with(by, true)))
    }

    /// Those that the query names, else those that this browser keeps, else the usual ones.
    pub fn of(word: &str) -> Self {
        Self::parse(word).or_else(|| Self::parse(&LocalStore::get(NAME).unwrap_or_default())).unwrap_or_default()
    }

    /// The word for the URL; empty for the usual ones.
    pub fn word(self) -> String {
        if self == Self::default() {
            return String::new();
        }
        let words: Vec<_> = self.iter().filter(|by| *by != DeviceColumn::Name).map(DeviceColumn::word).collect();
        if words.is_empty() { DeviceColumn::Name.word().to_owned() } else { words.join(&BETWEEN.to_string()) }
    }

    /// Keeps them in this browser, and says for how long.
    pub fn keep(self) -> Persistence {
        LocalStore::set(NAME, &self.word())
    }

    /// Is a column one of them?
    pub fn has(self, by: DeviceColumn) -> bool {
        self.0 & 1 << by as u16 != 0
    }

    /// The same with or without a column; the name stays.
    pub fn with(self, by: DeviceColumn, shown: bool) -> Self {
        let bit = 1 << by as u16;
        Self(if shown { self.0 | bit } else { self.0 & !bit } | Self::NAME_ALONE.0)
    }

    /// Each of them, in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = DeviceColumn> {
        DeviceColumn::ALL.into_iter().filter(move |by| self.has(*by))
    }

    /// The classes of the grid that shows them: a width for each, how much room all of them need, and how many lines of a card
    /// with two to a line, below the name.
    pub fn classes(self) -> String {
        let count = self.iter().count();
        let room = match count {
            0..=5 => "few",
            6..=10 => "some",
            _ => "many",
        };
        // A card of the usual ones has a shape of its own.
        let card = if self == Self::default() { "usual" } else { "chosen" };
        let all = format!("devices {room} {card} lines-{}", 1 + count.saturating_sub(1).div_ceil(2));
        self.iter().fold(all, |classes, by| format!("{classes} with-{}", by.word()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::paths::UrlQuery;

    #[test]
    fn the_usual_columns_have_the_plain_url() {
        assert_eq!(Columns::default().word(), "");
        assert_eq!(Columns::parse(""), None);
    }

    #[test]
    fn the_name_is_always_there() {
        let alone = DeviceColumn::ALL.into_iter().fold(Columns::default(), |columns, by| columns.with(by, false));
        assert_eq!(alone.iter().collect::<Vec<_>>(), [DeviceColumn::Name]);
        assert_eq!(alone.word(), "name");
        assert_eq!(Columns::parse("name"), Some(alone));
    }

    #[test]
    fn columns_that_do_not_exist_are_left_out() {
        let columns = Columns::parse("serial.colour..type").unwrap();
        assert_eq!(columns.iter().collect::<Vec<_>>(), [DeviceColumn::Name, DeviceColumn::Type, DeviceColumn::Serial]);
        assert_eq!(columns.word(), "type.serial");
        assert_eq!(Columns::parse("colour").map(Columns::word).as_deref(), Some("name"));
    }

    #[test]
    fn a_word_needs_no_escape_in_a_url() {
        let all = DeviceColumn::ALL.into_iter().fold(Columns::default(), |columns, by| columns.with(by, true));
        let query = UrlQuery::default().with(Columns::KEY, &all.word()).to_string();
        assert!(!query.contains('%'), "{query}");
    }

    proptest! {
        #[test]
        fn every_choice_reads_back_from_the_url(chosen in prop::collection::vec(prop::sample::select(DeviceColumn::ALL.to_vec()), 0..13)) {
            let columns = chosen.iter().fold(Columns::NAME_ALONE, |columns, by| columns.with(*by, true));
            prop_assert_eq!(Columns::parse(&columns.word()).unwrap_or_default(), columns);
        }
    }
}
