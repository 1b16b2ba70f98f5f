//! Changing what devices are configured by: which devices get a policy, what that changes on each, and the plan of it.

pub mod calculation;
pub mod changes;
pub mod devices;
pub mod form_state;
pub mod make;
pub mod page;
pub mod refusals;
