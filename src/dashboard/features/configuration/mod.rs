//! Feature module for the configuration of one device: its parameters by layer, and the editor of its own values.

pub mod apply;
pub mod head;
pub mod layers;
pub mod own_values;
pub mod tab;
pub mod table;
pub mod view;
