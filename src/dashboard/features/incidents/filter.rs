//! The filter of the incident list, read from the query of the URL.

use crate::{
    features::incidents::incident_row::IncidentView, paths::UrlQuery, shared::device_name_filter::DeviceNameFilter,
};

/// The state of an incident, for the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncidentState {
    /// Not over, not muted.
    Open,
    /// Over.
    Closed,
    /// Muted by a user of this browser, over or not.
    Muted,
}

impl IncidentState {
    /// All states, in the order of the filter.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Muted];

    /// The state of an incident.
    pub fn of(case: &IncidentView, muted: bool) -> Self {
        match (muted, case.is_over) {
            (true, _) => Self::Muted,
            (false, true) => Self::Closed,
            (false, false) => Self::Open,
        }
    }

    /// The value in the URL.
    pub fn value(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "over",
            Self::Muted => "muted",
        }
    }

    /// The label.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Closed => "Over",
            Self::Muted => "Muted",
        }
    }
}

/// The filter of the incident list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentFilter {
    device: DeviceNameFilter,
    kind: String,
    state: String,
}

impl IncidentFilter {
    /// The device: its name, or a part of it.
    pub const DEVICE: &str = "device";
    /// The kind, as in [`IncidentKind::name`](crate::features::incidents::incident_row::IncidentKind::name).
    pub const KIND: &str = "kind";
    /// The state, as in [`IncidentState::value`].
    pub const STATE: &str = "state";
    /// The keys of the filter in the URL query.
    pub const KEYS: [&str; 3] = [Self::DEVICE, Self::KIND, Self::STATE];

    /// Reads the query.
    pub fn read(query: &UrlQuery) -> Self {
        Self {
            device: DeviceNameFilter::from_input(query.get(Self::DEVICE)),
            kind: query.get(Self::KIND).to_owned(),
            state: query.get(Self::STATE).to_owned(),
        }
    }

    /// The query that selects the open incidents of one kind.
    pub fn open(kind: &str) -> UrlQuery {
        UrlQuery::default().with(Self::KIND, kind).with(Self::STATE, IncidentState::Open.value())
    }

    /// Whether the query sets any filter.
    pub fn is_set(query: &UrlQuery) -> bool {
        Self::KEYS.iter().any(|key| !query.get(key).is_empty())
    }

    /// Whether an incident matches the filter.
    pub fn fits(&self, case: &IncidentView, state: IncidentState) -> bool {
        (self.kind.is_empty() || self.kind.eq_ignore_ascii_case(case.matter.name()))
            && (self.state.is_empty() || self.state == state.value())
            && self.device.matches(&case.device)
    }
}
