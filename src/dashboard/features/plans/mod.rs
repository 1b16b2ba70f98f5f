//! A change plan on the page: who is without a policy, what can be done, how far it is, and how each device stands.

pub mod alarm;
pub mod controls;
pub mod device;
pub mod devices;
pub mod devices_without_policy;
pub mod list_page;
pub mod page;
pub mod progress;
pub mod record;
pub mod repair;
pub mod summary;
pub mod text;
