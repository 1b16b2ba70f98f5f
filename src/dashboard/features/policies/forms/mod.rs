//! Forms that create, rename and delete policies. Each sends one call per click and never repeats it; where no usable answer
//! comes, Jetstream is asked what has become of it.

pub mod delete;
pub mod name;
pub mod outcome;
pub mod policy_change;
pub mod rename;
pub mod submission;
