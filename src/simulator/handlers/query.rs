//! Filters in the query of a list: exact values only, since the operators of Jetstream's search are not documented.

use serde_json::Value;

/// Does an element pass every filter? A parameter that names no property (`sort`, `sortby`) filters nothing.
pub(crate) fn matches(query: &[(String, String)], element: &Value) -> bool {
    query.iter().all(|(name, wanted)| {
        let property =
            element.as_object().and_then(|fields| fields.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)));
        match property {
            Some((_, Value::String(text))) => text.eq_ignore_ascii_case(wanted),
            Some((_, value)) => value.to_string().eq_ignore_ascii_case(wanted),
            None => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_filter_that_names_a_property_must_fit() {
        let element = json!({ "Id": 3, "Name": "Ward 3", "ResetCommand": true });
        let passes = |query: &[(&str, &str)]| {
            let query: Vec<_> = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            matches(&query, &element)
        };
        assert!(passes(&[("id", "3"), ("name", "ward 3"), ("resetcommand", "true"), ("sort", "name")]));
        assert!(!passes(&[("id", "3"), ("name", "Ward 4")]));
    }
}
