//! The page that creates a policy.

pub mod page;
pub mod starting_values;
pub mod submit;
