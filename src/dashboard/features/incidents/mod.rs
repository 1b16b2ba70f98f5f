//! The incidents of the fleet as a list: those that are open first, then by when they began, the latest first.

pub mod dialog;
pub mod filter;
pub mod filter_bar;
pub mod incident_list;
pub mod incident_row;
pub mod notes;
pub mod page;
pub mod row;
