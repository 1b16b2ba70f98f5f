//! How the fleet is set up: of each device the parameters that it has, its policy and its own values. Worked out once for each
//! answer of Jetstream, and read by every page that looks at many devices at once.

pub mod compliance;
pub mod model;
pub mod policy_command;
pub mod policy_view;
pub mod report_cache;
pub mod rule_store;
