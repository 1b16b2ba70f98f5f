//! The sensor pages: the latest readings of the fleet, and the charts of one device.

pub mod chart;
pub mod latest;
pub mod limits;
pub mod page;
pub mod panel;
pub mod rows;
pub mod temperatures;
