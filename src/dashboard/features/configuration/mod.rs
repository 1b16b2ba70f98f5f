//! The parameters of one device: each in its layers, and its own values, which can be changed.

pub mod apply;
pub mod head;
pub mod layers;
pub mod own_values;
pub mod tab;
pub mod table;
pub mod view;
