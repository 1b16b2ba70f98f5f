//! One file per route.

mod commands;
mod config_error;
mod device;
pub(crate) mod device_configuration;
pub(crate) mod device_passes;
mod devices;
mod events;
mod not_found;
pub(crate) mod policies;
mod sign_in;

pub use commands::CommandsPage;
pub use config_error::ConfigErrorPage;
pub use device::DevicePage;
pub use devices::DevicesPage;
pub use events::EventsPage;
pub use not_found::NotFoundPage;
pub use sign_in::SignInPage;
