//! The what-if page: a forecast of a policy's effect on devices, before any call is made.

pub mod details;
pub mod forecast;
pub mod page;
pub mod row;
pub mod text;
pub mod view;
