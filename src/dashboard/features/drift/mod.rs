//! The drift board: every device held against what it should have.

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
