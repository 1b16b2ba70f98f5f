//! Feature module for assigning a policy to devices: the form, the forecast for each device, and the creation of the plan.

pub mod calculation;
pub mod changes;
pub mod devices;
pub mod form_state;
pub mod make;
pub mod page;
pub mod refusals;
