//! The overview of the fleet.

pub mod page;
pub mod tiles;
