//! The time zone of a region.

/// How many hours east of Greenwich its wards are: their days differ, so that somewhere it is always day.
pub(crate) fn hours_east(region: &str) -> i64 {
    match region {
        "EU" => 1,
        "AP" => 9,
        _ => -6,
    }
}
