//! Feature module for the access list: accesses and refusals at the devices, newest first.

pub mod access_entry;
pub mod access_log;
pub mod filter_bar;
pub mod page;
pub mod row;
