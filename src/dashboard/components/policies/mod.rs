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

pub use found::WithPolicy;
pub use freshness::{PoliciesAsOf, StalePolicies, read_again};
pub use holders::Holders;
pub use known::{Known, known_policies, schema};
pub use list::{PolicyList, PolicyRows, copy_of, drift_board, policies_word};
pub use parameters::{PARAMETER, PolicyParameters};
pub use problems::{Problem, Problems};
pub use sorting::TEXT;
pub use standing::{Standing, drift_of};
pub use value::{said, said_in_full};
