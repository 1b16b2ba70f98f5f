//! What the query of the URL leaves of the incidents.

use crate::{
    features::incidents::incident_row::IncidentView, paths::UrlQuery, shared::device_name_filter::DeviceNameFilter,
};

/// How an incident stands, as one filters by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentState {
    /// Not over, and not muted.
    Open,
    /// Over.
    Closed,
    /// Muted by somebody at this browser, over or not.
    Muted,
}

impl IncidentState {
    /// Every one, in the order of the filter.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Muted];

    /// How an incident stands.
    pub fn of(case: &IncidentView, muted: bool) -> Self {
        match (muted, case.is_over) {
            (true, _) => Self::Muted,
            (false, true) => Self::Closed,
            (false, false) => Self::Open,
        }
    }

    /// The word in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "over",
            Self::Muted => "muted",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Closed => "Over",
            Self::Muted => "Muted",
        }
    }
}

/// Which incidents are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentFilter {
    device: DeviceNameFilter,
    kind: String,
    state: String,
}

impl IncidentFilter {
    /// The device: its name, or a part of it.
    pub const DEVICE: &str = "device";
    /// What is wrong, as in [`super::Matter::name`].
    pub const KIND: &str = "kind";
    /// How it stands, as in [`Standing::value`].
    pub const STATE: &str = "state";
    /// The names of its values in the query.
    pub const KEYS: [&str; 3] = [Self::DEVICE, Self::KIND, Self::STATE];

    /// Reads the query.
    pub fn read(query: &UrlQuery) -> Self {
        Self {
            device: DeviceNameFilter::from_input(query.get(Self::DEVICE)),
            kind: query.get(Self::KIND).to_owned(),
            state: query.get(Self::STATE).to_owned(),
        }
    }

    /// The query that leaves the open ones of one kind.
    pub fn open(kind: &str) -> UrlQuery {
        UrlQuery::default().with(Self::KIND, kind).with(Self::STATE, IncidentState::Open.value())
    }

    /// Does the query hold a filter?
    pub fn is_set(query: &UrlQuery) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// Is this incident one to show?
    pub fn fits(&self, case: &IncidentView, standing: IncidentState) -> bool {
        (self.kind.is_empty() || self.kind.eq_ignore_ascii_case(case.matter.name()))
            && (self.state.is_empty() || self.state == standing.value())
            && self.device.matches(&case.device)
    }
}
