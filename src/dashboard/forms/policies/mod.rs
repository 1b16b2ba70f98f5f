//! Forms that create, rename and delete policies. Each sends one call per click and never repeats it; where no usable answer
//! comes, Jetstream is asked what has become of it.

mod attempt;
mod deed;
mod delete;
mod name;
mod outcome;
mod rename;

pub use attempt::{Submission, SubmissionState};
pub use deed::PolicyChange;
pub use delete::DeletePolicyDialog;
pub use name::{policy_name, unused_name};
pub use outcome::ChangeOutcome;
pub use rename::RenamePolicyDialog;
