//! The list of all devices.

pub mod list;
pub mod page;
