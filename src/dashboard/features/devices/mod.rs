//! Feature module for the list of all devices.

pub mod list;
pub mod page;
