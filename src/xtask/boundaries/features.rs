//! The table of features: which feature may import which other ones.

/// A feature, by the name of its folder, and the features that it may import. A feature that is not listed may import no other.
///
/// A feature reaches the *page* of another one only by a link of `shared/links.rs`. The table has no cycle, and a test keeps it so:
/// before a line is added, look whether what is needed belongs into `shared/`.
pub const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("access", &[]),
    ("commands", &[]),
    ("devices", &[]),
    ("events", &[]),
    ("inventory", &[]),
    ("plans", &[]),
    ("sensors", &[]),
    ("sign_in", &[]),
    ("fleet_configuration", &[]),
    ("incidents", &["events"]),
    ("passes", &["commands"]),
    ("device", &["commands", "events"]),
    ("overview", &["devices", "incidents", "sensors"]),
    ("parameter_editor", &["fleet_configuration"]),
    ("what_if", &["fleet_configuration", "parameter_editor"]),
    ("compare", &["fleet_configuration", "parameter_editor"]),
    ("assignment", &["fleet_configuration", "parameter_editor", "what_if"]),
    ("drift", &["commands", "compare", "fleet_configuration", "parameter_editor"]),
    ("rules", &["drift", "fleet_configuration"]),
    ("configuration", &["assignment", "commands", "fleet_configuration", "parameter_editor"]),
    ("policies", &["assignment", "compare", "drift", "fleet_configuration", "parameter_editor", "plans", "what_if"]),
];

/// May a file of `feature` import one of `other`?
pub fn may_import(feature: &str, other: &str) -> bool {
    feature == other || listed(feature).contains(&other)
}

/// The features that one may import.
pub fn listed(feature: &str) -> &'static [&'static str] {
    MAY_IMPORT.iter().find(|(name, _)| *name == feature).map_or(&[], |(_, others)| others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundaries::cycles::cycles;

    #[test]
    fn a_feature_may_import_itself_and_what_is_listed() {
        assert!(may_import("drift", "drift") && may_import("drift", "compare"));
        assert!(!may_import("compare", "drift") && !may_import("unknown", "drift"));
    }

    #[test]
    fn the_table_has_no_cycle_and_names_only_features_that_have_a_line() {
        let place = |name: &str| MAY_IMPORT.iter().position(|(feature, _)| *feature == name).unwrap();
        let graph: Vec<_> =
            MAY_IMPORT.iter().map(|(_, others)| others.iter().map(|name| place(name)).collect()).collect();
        assert_eq!(cycles(&graph), Vec::<Vec<usize>>::new());
    }
}
