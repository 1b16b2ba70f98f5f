//! The incident list of the fleet: open incidents first, then the latest first.

pub mod dialog;
pub mod filter;
pub mod filter_bar;
pub mod incident_list;
pub mod incident_row;
pub mod notes;
pub mod page;
pub mod row;
