//! Changing what devices are configured by: which devices get a policy, what that changes on each, and the plan of it.

mod assignment;
mod changes;
mod devices;
mod giving;
mod make;
mod refusals;
mod settled;

pub use assignment::{AfterAssignment, AssignmentError, assignment};
pub use changes::ChangedValues;
pub use devices::DevicesToChange;
pub use giving::AssignmentForm;
pub use make::CreatePlanButton;
pub use refusals::GroupedErrors;
pub use settled::Debounced;
