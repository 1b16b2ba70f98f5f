//! The inventory of a device: the tags inside it.

pub mod tab;
pub mod view;
