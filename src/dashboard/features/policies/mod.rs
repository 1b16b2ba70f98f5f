//! The pages of policies: the list, one policy, and the forms that create, edit, rename and delete.

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
