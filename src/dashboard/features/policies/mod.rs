//! Policies: the list of them, their values in words, the devices that have them.

pub mod create;
pub mod drift_summary;
pub mod edit_page;
pub mod forms;
pub mod holders;
pub mod list;
pub mod list_page;
pub mod loaded_policy;
pub mod parameters;
pub mod policy_page;
pub mod sorting;
