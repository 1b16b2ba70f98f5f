//! Links from one feature to a page of another one, with the query that the page understands.

use crate::paths::{self, PolicyPage, UrlQuery};

/// The name of the value in the query of a policy's page that opens the assignment of the policy to devices.
pub const ASSIGN: &str = "assign";

/// The page of a policy with its assignment to devices open. `carry` adds what the assignment begins with.
pub fn assignment(policy: &str, carry: impl FnOnce(UrlQuery) -> UrlQuery) -> String {
    let query = carry(UrlQuery::default().with(ASSIGN, "yes"));
    paths::with_query(&paths::policies(&PolicyPage::One(policy.to_owned())), &query)
}

/// The drift board, for the devices of a policy.
pub fn drift_of_policy(policy: &str) -> String {
    paths::with_query(&paths::policies(&PolicyPage::Drift), &UrlQuery::default().with("policy", policy))
}

/// The forecast for one device, on which a policy is chosen.
pub fn forecast_for_device(device: &str) -> String {
    paths::with_query(&paths::policies(&PolicyPage::WhatIf), &UrlQuery::default().with("device", device))
}
