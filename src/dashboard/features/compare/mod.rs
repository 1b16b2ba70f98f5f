//! Feature module that compares two sets of values: policies, expected values of devices, and reported values.

pub mod lines;
pub mod page;
pub mod picker;
pub mod side;
pub mod table;
