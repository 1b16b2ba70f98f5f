//! The passes of one device: the stored lists, how they stand to the device, and what can be done about both.

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
