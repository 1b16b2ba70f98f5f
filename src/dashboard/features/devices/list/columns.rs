//! The set of visible columns, in the URL as `columns=type.serial`; the name is always visible. The last choice is also stored in
//! this browser, for URLs that do not contain one.

use crate::features::devices::list::column::DeviceColumn;
use jetstream_browser::{LocalStore, Persistence};

const NAME: &str = "jetstream.device-columns";
/// The separator between two columns. It needs no escape in a URL.
const SEPARATOR: char = '.';

/// A set of columns. It always contains the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns(u16);

impl Default for Columns {
    /// The default columns.
    fn default() -> Self {
        let shown = DeviceColumn::ALL
            .into_iter()
            .filter(|by| !matches!(by, DeviceColumn::Aliases | DeviceColumn::Firmware | DeviceColumn::Temperature));
        shown.fold(Self::NAME_ALONE, |columns, by| columns.with(by, true))
    }
}

impl Columns {
    /// Name of the query value.
    pub const KEY: &str = "columns";
    const NAME_ALONE: Self = Self(1 << DeviceColumn::Name as u16);

    /// Parses the query value. Unknown columns are ignored, since a later version may have others; `None` if the value is empty.
    pub fn parse(value: &str) -> Option<Self> {
        let known = value.split(SEPARATOR).filter_map(DeviceColumn::parse);
        (!value.is_empty()).then(|| known.fold(Self::NAME_ALONE, |columns, by| columns.with(by, true)))
    }

    /// The columns of the query value, or else those stored in this browser, or else the default ones.
    pub fn of(value: &str) -> Self {
        Self::parse(value).or_else(|| Self::parse(&LocalStore::get(NAME).unwrap_or_default())).unwrap_or_default()
    }

    /// The query value; empty for the default columns.
    pub fn value(self) -> String {
        if self == Self::default() {
            return String::new();
        }
        let values: Vec<_> = self.iter().filter(|by| *by != DeviceColumn::Name).map(DeviceColumn::value).collect();
        if values.is_empty() { DeviceColumn::Name.value().to_owned() } else { values.join(&SEPARATOR.to_string()) }
    }

    /// Stores the columns in this browser, and returns how long that lasts. Other open tabs keep theirs.
    pub fn save(self) -> Persistence {
        LocalStore::set(NAME, &self.value())
    }

    /// Returns whether the set contains a column.
    pub fn has(self, by: DeviceColumn) -> bool {
        self.0 & 1 << by as u16 != 0
    }

    /// The same set with or without a column. The name cannot be removed.
    pub fn with(self, by: DeviceColumn, shown: bool) -> Self {
        let bit = 1 << by as u16;
        Self(if shown { self.0 | bit } else { self.0 & !bit } | Self::NAME_ALONE.0)
    }

    /// Iterates over the columns in display order.
    pub fn iter(self) -> impl Iterator<Item = DeviceColumn> {
        DeviceColumn::ALL.into_iter().filter(move |by| self.has(*by))
    }

    /// The CSS classes of the grid: its size, the kind of card, the number of lines of a card with two columns on each line below
    /// the name, and one class for each column.
    pub fn classes(self) -> String {
        let count = self.iter().count();
        let room = match count {
            0..=5 => "few",
            6..=10 => "some",
            _ => "many",
        };
        // A card of the default columns has its own layout.
        let card = if self == Self::default() { "usual" } else { "chosen" };
        let all = format!("devices {room} {card} lines-{}", 1 + count.saturating_sub(1).div_ceil(2));
        self.iter().fold(all, |classes, by| format!("{classes} with-{}", by.value()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::paths::UrlQuery;

    #[test]
    fn the_usual_columns_have_the_plain_url() {
        assert_eq!(Columns::default().value(), "");
        assert_eq!(Columns::parse(""), None);
    }

    #[test]
    fn the_name_is_always_there() {
        let alone = DeviceColumn::ALL.into_iter().fold(Columns::default(), |columns, by| columns.with(by, false));
        assert_eq!(alone.iter().collect::<Vec<_>>(), [DeviceColumn::Name]);
        assert_eq!(alone.value(), "name");
        assert_eq!(Columns::parse("name"), Some(alone));
    }

    #[test]
    fn columns_that_do_not_exist_are_left_out() {
        let columns = Columns::parse("serial.colour..type").unwrap();
        assert_eq!(columns.iter().collect::<Vec<_>>(), [DeviceColumn::Name, DeviceColumn::Type, DeviceColumn::Serial]);
        assert_eq!(columns.value(), "type.serial");
        assert_eq!(Columns::parse("colour").map(Columns::value).as_deref(), Some("name"));
    }

    #[test]
    fn a_value_needs_no_escape_in_a_url() {
        let all = DeviceColumn::ALL.into_iter().fold(Columns::default(), |columns, by| columns.with(by, true));
        let query = UrlQuery::default().with(Columns::KEY, &all.value()).to_string();
        assert!(!query.contains('%'), "{query}");
    }

    proptest! {
        #[test]
        fn every_choice_reads_back_from_the_url(chosen in prop::collection::vec(prop::sample::select(DeviceColumn::ALL.to_vec()), 0..13)) {
            let columns = chosen.iter().fold(Columns::NAME_ALONE, |columns, by| columns.with(*by, true));
            prop_assert_eq!(Columns::parse(&columns.value()).unwrap_or_default(), columns);
        }
    }
}
