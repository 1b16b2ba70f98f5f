//! The overview page of the fleet.

pub mod page;
pub mod tiles;
