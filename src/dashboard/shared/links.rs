//! Links from one feature to a page of another one, with the query that the page reads.

use crate::paths::{self, PolicyPage, UrlQuery};

/// The query key that opens the assignment form on a policy's page.
pub const ASSIGN: &str = "assign";

/// The link to a policy's page with its assignment form open. `carry` adds the initial values of the form.
pub fn assignment(policy: &str, carry: impl FnOnce(UrlQuery) -> UrlQuery) -> String {
    let query = carry(UrlQuery::default().with(ASSIGN, "yes"));
    paths::with_query(&paths::policies(&PolicyPage::One(policy.to_owned())), &query)
}

/// The link to the drift page, filtered by a policy.
pub fn drift_of_policy(policy: &str) -> String {
    paths::with_query(&paths::policies(&PolicyPage::Drift), &UrlQuery::default().with("policy", policy))
}

/// The link to the what-if page with one device selected.
pub fn forecast_for_device(device: &str) -> String {
    paths::with_query(&paths::policies(&PolicyPage::WhatIf), &UrlQuery::default().with("device", device))
}
