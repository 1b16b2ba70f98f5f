//! A format of a sort order in the URL: the query value of a column, with `-` before it for descending order.

use jetstream_ui::SortDirection;

const DESCENDING: char = '-';

/// Splits a value of the URL into the value of the column and the direction.
pub fn parse(value: &str) -> (&str, SortDirection) {
    match value.strip_prefix(DESCENDING) {
        Some(column) => (column, SortDirection::Descending),
        None => (value, SortDirection::Ascending),
    }
}

/// The value of the URL for a column and a direction.
pub fn to_value(column: &str, direction: SortDirection) -> String {
    match direction {
        SortDirection::Ascending => column.to_owned(),
        SortDirection::Descending => format!("{DESCENDING}{column}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_reads_back_from_its_value() {
        for (value, column, direction) in
            [("name", "name", SortDirection::Ascending), ("-name", "name", SortDirection::Descending)]
        {
            assert_eq!(to_value(column, direction), value);
            assert_eq!(parse(value), (column, direction));
        }
        assert_eq!(parse(""), ("", SortDirection::Ascending));
    }
}
