//! One file per route.

pub(crate) mod commands;
mod config_error;
mod device;
pub(crate) mod device_configuration;
pub(crate) mod device_passes;
mod devices;
pub(crate) mod events;
mod not_found;
pub(crate) mod policies;
mod sign_in;

pub use config_error::ConfigErrorPage;
pub use device::DevicePage;
pub use devices::DevicesPage;
pub use not_found::NotFoundPage;
pub use sign_in::SignInPage;
