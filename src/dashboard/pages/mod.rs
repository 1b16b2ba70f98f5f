//! One file per route.

pub(crate) mod access;
pub(crate) mod commands;
mod config_error;
pub(crate) mod device;
pub(crate) mod device_configuration;
pub(crate) mod device_inventory;
pub(crate) mod device_passes;
pub(crate) mod devices;
pub(crate) mod events;
pub(crate) mod incidents;
mod not_found;
pub(crate) mod overview;
pub(crate) mod policies;
pub(crate) mod sensors;
mod sign_in;

pub use config_error::ConfigErrorPage;
pub use not_found::NotFoundPage;
pub use sign_in::SignInPage;
