//! The tags that lie in a device.

pub mod tab;
pub mod view;
