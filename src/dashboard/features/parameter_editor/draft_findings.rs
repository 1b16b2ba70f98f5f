//! An index of the findings on a draft, by parameter.

use std::{collections::BTreeMap, sync::Arc};

use jetstream_fleet::configuration::Finding;

/// The findings in their order, indexed by the keys of the parameters that they are about.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FindingIndex {
    /// All findings.
    pub all: Arc<[Finding]>,
    by_key: BTreeMap<String, Vec<usize>>,
}

impl FindingIndex {
    /// Creates the index.
    pub fn new(all: Vec<Finding>) -> Self {
        let mut by_key = BTreeMap::<String, Vec<usize>>::new();
        for (index, finding) in all.iter().enumerate() {
            for key in &finding.keys {
                by_key.entry(key.clone()).or_default().push(index);
            }
        }
        Self { all: all.into(), by_key }
    }

    /// The findings about a key.
    pub fn of(&self, key: &str) -> impl Iterator<Item = &Finding> {
        let indices = self.by_key.get(key).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| self.all.get(*index))
    }
}

#[cfg(test)]
mod tests {
    use jetstream_fleet::configuration::Severity;

    use super::*;

    #[test]
    fn a_finding_about_two_parameters_is_found_by_each_of_them() {
        let finding = |keys: &[&str], text: &str| Finding {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            severity: Severity::Error,
            text: text.to_owned(),
        };
        let index = FindingIndex::new(vec![finding(&["ip", "netmask"], "both"), finding(&["netmask"], "one")]);
        let texts = |key| index.of(key).map(|finding| finding.text.as_str()).collect::<Vec<_>>();
        assert_eq!(texts("ip"), ["both"]);
        assert_eq!(texts("netmask"), ["both", "one"]);
        assert_eq!(texts("gateway"), [""; 0]);
    }
}
