//! Changing what devices are configured by: which devices get a policy, what that changes on each, and the plan of it.

mod assignment;
mod changes;
mod devices;
mod giving;
mod make;
mod refusals;
mod settled;

pub use assignment::{Afterwards, Refusal, assignment};
pub use changes::ChangedValues;
pub use devices::DevicesToChange;
pub use giving::Giving;
pub use make::MakePlan;
pub use refusals::Refusals;
pub use settled::Settled;
