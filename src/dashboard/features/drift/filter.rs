//! The filter of the drift table, read from the query of the URL. An invalid value, for example from an old or mistyped link,
//! matches no device: the filter is visible and can be cleared.

use jetstream_fleet::configuration::Rule;

use crate::{
    features::{
        drift::{line::DriftRow, text::DriftStatus},
        fleet_configuration::compliance::Compliance,
    },
    paths::{self, PolicyPage, UrlQuery},
    state::directory::device_entry::DeviceEntry,
};

/// A filter for the compliance of devices with a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleStatusFilter {
    /// Devices that break the rule.
    Broken,
    /// Devices that meet the rule.
    Kept,
    /// Devices whose compliance is unknown.
    Unknown,
}

impl RuleStatusFilter {
    /// All values.
    pub const ALL: [Self; 3] = [Self::Broken, Self::Kept, Self::Unknown];

    /// The value in the URL.
    fn value(self) -> &'static str {
        match self {
            Self::Broken => "breaks",
            Self::Kept => "keeps",
            Self::Unknown => "unknown",
        }
    }

    /// The label on the screen, to be put before the rule.
    pub fn words(self) -> &'static str {
        match self {
            Self::Broken => "Breaks",
            Self::Kept => "Keeps",
            Self::Unknown => "Not known to keep",
        }
    }

    fn matches(self, compliance: Option<Compliance>) -> bool {
        compliance.is_some_and(|compliance| match self {
            Self::Broken => compliance.is_broken(),
            Self::Kept => compliance == Compliance::Met,
            Self::Unknown => compliance == Compliance::Unknown,
        })
    }
}

/// The query value of a rule filter: `breaks`, or `breaks:UserBypass = 0 everywhere`.
pub fn rule_value(status: RuleStatusFilter, rule: Option<&Rule>) -> String {
    rule.map_or_else(|| status.value().to_owned(), |rule| format!("{}:{rule}", status.value()))
}

/// The URL of the drift board, filtered by compliance with a rule.
pub fn rule_board_link(status: RuleStatusFilter, rule: &Rule) -> String {
    let query = UrlQuery::default().with(BoardFilter::RULE, &rule_value(status, Some(rule)));
    paths::with_query(&paths::policies(&PolicyPage::Drift), &query)
}

/// The filter of the drift board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoardFilter {
    /// In lower case, like the text that is searched.
    text: String,
    status: Option<Option<DriftStatus>>,
    policy: String,
    rule: Option<Option<(RuleStatusFilter, Option<String>)>>,
}

impl BoardFilter {
    /// The search.
    pub const TEXT: &str = "q";
    /// The drift status of the device, as in [`DriftStatus::value`].
    pub const STATE: &str = "state";
    /// The name of a policy.
    pub const POLICY: &str = "policy";
    /// A rule, as in [`rule_value`].
    pub const RULE: &str = "rule";
    /// All of the names.
    pub const KEYS: [&str; 4] = [Self::TEXT, Self::STATE, Self::POLICY, Self::RULE];

    /// Reads the filter from the URL query.
    pub fn read(query: &UrlQuery) -> Self {
        let set = |key: &str| Some(query.get(key)).filter(|word| !word.is_empty());
        let status = |word: &str| DriftStatus::ALL.into_iter().find(|status| status.value() == word);
        let rule = |word: &str| {
            let (status, rule) =
                word.split_once(':').map_or((word, None), |(status, rule)| (status, Some(rule.to_owned())));
            Some((RuleStatusFilter::ALL.into_iter().find(|one| one.value() == status)?, rule))
        };
        Self {
            text: query.get(Self::TEXT).trim().to_ascii_lowercase(),
            status: set(Self::STATE).map(status),
            policy: query.get(Self::POLICY).to_owned(),
            rule: set(Self::RULE).map(rule),
        }
    }

    /// Returns whether the query contains any filter.
    pub fn is_set(query: &UrlQuery) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// Returns whether the filter excludes devices by their drift status.
    pub fn is_by_state(&self) -> bool {
        self.status.is_some()
    }

    /// The index of the rule to filter by; `None` for all rules, and for a rule that is not in the list.
    fn number(&self, rules: &[Rule]) -> Option<usize> {
        let (_, rule) = self.rule.as_ref()?.as_ref()?;
        let rule = rule.as_ref()?;
        rules.iter().position(|other| other.to_string() == *rule)
    }

    /// Creates a predicate for many devices.
    pub fn apply<'a>(&'a self, rules: &[Rule]) -> impl Fn(&DeviceEntry, &DriftRow) -> bool + use<'a> {
        let number = self.number(rules);
        move |entry, line| {
            self.status.is_none_or(|status| status == Some(line.status))
                && (self.policy.is_empty() || line.configuration.policy.name() == Some(self.policy.as_str()))
                && self.rule.as_ref().is_none_or(|rule| match rule {
                    None => false,
                    Some((status, None)) => line.rules.iter().any(|compliance| status.matches(*compliance)),
                    Some((status, Some(_))) => {
                        number.is_some_and(|number| status.matches(line.rules.get(number).copied().flatten()))
                    }
                })
                && entry.haystack.contains(&self.text)
        }
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
