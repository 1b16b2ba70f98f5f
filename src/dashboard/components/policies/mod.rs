//! Policies: the list of them, their values in words, the devices that have them.

mod found;
mod freshness;
mod holders;
mod known;
mod list;
mod parameters;
mod problems;
mod sorting;
mod standing;
mod value;

pub use found::LoadedPolicy;
pub use freshness::{PoliciesAsOf, StalePolicies, read_again};
pub use holders::Holders;
pub use known::{PolicyView, policy_views, schema};
pub use list::{PolicyList, PolicyRows, copy_link, drift_link, policies_count_text};
pub use parameters::{PARAMETER, PolicyParameters};
pub use problems::{FormProblem, Problems};
pub use sorting::TEXT;
pub use standing::{DriftSummary, drift_counts};
pub use value::{value_text, value_text_full};
