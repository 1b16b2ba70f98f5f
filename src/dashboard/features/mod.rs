//! The features of the dashboard: a folder per subject, with its pages, their parts, forms, texts and tests.

pub mod access;
pub mod assignment;
pub mod commands;
pub mod compare;
pub mod configuration;
pub mod device;
pub mod devices;
pub mod drift;
pub mod events;
pub mod fleet_configuration;
pub mod incidents;
pub mod inventory;
pub mod overview;
pub mod parameter_editor;
pub mod passes;
pub mod plans;
pub mod policies;
pub mod rules;
pub mod sensors;
pub mod sign_in;
pub mod what_if;
