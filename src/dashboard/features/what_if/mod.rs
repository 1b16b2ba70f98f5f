//! What a policy would do to devices, before any call is made.

pub mod details;
pub mod forecast;
pub mod page;
pub mod row;
pub mod text;
pub mod view;
