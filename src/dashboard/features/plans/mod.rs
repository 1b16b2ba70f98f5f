//! The pages of change plans: the list, one plan with its controls and devices, and the alerts about devices without a policy.

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
