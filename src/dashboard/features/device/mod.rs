//! Feature module for the page of one device.

pub mod details;
pub mod page;
pub mod status;
