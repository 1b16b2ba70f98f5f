//! The passes tab of a device: the stored lists, their sync status, and the forms that change them.

pub mod edit;
pub mod list;
pub mod named_text;
pub mod numbers;
pub mod row;
pub mod store;
pub mod sync_status;
pub mod tab;
pub mod text;
pub mod users_and_pins;
pub mod view;
