//! The forecast of a policy: its effect on devices, before any call is made.

pub mod details;
pub mod forecast;
pub mod page;
pub mod row;
pub mod text;
pub mod view;
