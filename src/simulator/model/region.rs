//! The time zone of a region.

/// The hours that the sites of a region are east of Greenwich. They differ, so that somewhere it is always day.
pub(crate) fn hours_east(region: &str) -> i64 {
    match region {
        "EU" => 1,
        "AP" => 9,
        _ => -6,
    }
}
