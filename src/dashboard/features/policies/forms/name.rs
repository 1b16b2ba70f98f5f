//! Validation and suggestion of policy names.

use jetstream_api::names::{MAX_LENGTH, PolicyName};

/// Parses the name of a new policy. `taken` are the existing names.
pub fn policy_name<'a>(text: &str, mut taken: impl Iterator<Item = &'a str>) -> Result<PolicyName, String> {
    let name = PolicyName::parse(text).map_err(|error| error.to_string())?;
    if text.starts_with(' ') || text.ends_with(' ') {
        return Err("The policy name begins or ends with a space, which nobody would see.".to_owned());
    }
    match taken.find(|taken| taken.eq_ignore_ascii_case(text)) {
        Some(taken) => Err(format!("A policy named {taken} exists. Names are unique: choose another one.")),
        None => Ok(name),
    }
}

/// A free name for the successor of a policy: `Ward` becomes `Ward, 2`, and `Ward, 2` becomes `Ward, 3`.
pub fn unused_name(old: &str, taken: &[impl AsRef<str>]) -> String {
    let numbered = old.rsplit_once(", ").and_then(|(stem, number)| Some((stem, number.parse::<u32>().ok()?)));
    let (stem, number) = numbered.unwrap_or((old, 1));
    let name = |number: u32| {
        let tail = format!(", {number}");
        // Policy names are ASCII. The old name may not be, so it is cut at a character boundary.
        let room = (0..=MAX_LENGTH.saturating_sub(tail.len()).min(stem.len())).rev();
        let stem = room.filter_map(|end| stem.get(..end)).next().unwrap_or_default();
        format!("{stem}{tail}")
    };
    let is_free = |name: &String| !taken.iter().any(|taken| taken.as_ref().eq_ignore_ascii_case(name));
    (number.saturating_add(1)..).map(name).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_must_be_legal_visible_and_free() {
        let read = |text: &str| policy_name(text, ["Ward"].into_iter());
        assert_eq!(read("Ward 2").map(|name| name.to_string()), Ok("Ward 2".to_owned()));
        assert_eq!(read(""), Err("The policy name is empty. Give 1 to 128 characters.".to_owned()));
        assert!(read("Ward/2").unwrap_err().contains("'/' at character 5"));
        assert!(read("Ward 2 ").unwrap_err().contains("a space"));
        assert!(read("ward").unwrap_err().starts_with("A policy named Ward exists."));
    }

    #[test]
    fn the_next_name_counts_on() {
        assert_eq!(unused_name("Ward", &["Ward"]), "Ward, 2");
        assert_eq!(unused_name("Ward", &["Ward", "ward, 2"]), "Ward, 3");
        assert_eq!(unused_name("Ward, 2", &["Ward, 2"]), "Ward, 3");
        assert_eq!(unused_name("Security cabinets, audited", &[""; 0]), "Security cabinets, audited, 2");
    }

    #[test]
    fn the_next_name_of_the_longest_one_is_legal() {
        let name = unused_name(&"x".repeat(128), &[""; 0]);
        assert_eq!((name.len(), name.ends_with("x, 2")), (128, true));
    }
}
