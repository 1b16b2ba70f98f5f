//! Feature module for the drift board: every device compared with its policy and with the rules.

pub mod bar;
pub mod batch;
pub mod bulk;
pub mod device_policy_cache;
pub mod filter;
pub mod line;
pub mod page;
pub mod polling;
pub mod row;
pub mod table;
pub mod text;
pub mod view;
