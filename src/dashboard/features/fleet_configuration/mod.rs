//! The configuration of the whole fleet: for each device its parameters, its policy and its overrides. It is computed once for each
//! response of Jetstream, and read by every page that shows many devices.

pub mod compliance;
pub mod model;
pub mod policy_command;
pub mod policy_view;
pub mod report_cache;
pub mod rule_store;
