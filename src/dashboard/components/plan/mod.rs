//! A change plan on the page: who is without a policy, what can be done, how far it is, and how each device stands.

mod alarm;
mod controls;
mod device;
mod devices;
mod missing;
mod progress;
mod record;
mod repair;
mod summary;
mod words;

pub use alarm::PlansAlarm;
pub use controls::PlanControls;
pub use devices::{DeviceFilter, PlanDevices};
pub use missing::{DevicesWithoutPolicy, without_policy};
pub use progress::{PlanProgress, progress_words};
pub use record::PlanRecord;
pub use summary::PlanSummary;
pub use words::{StageBadge, needs_attention, state_label, step_label};
