//! Forms that create, rename and delete policies. Each sends one call per click and never repeats it. If there is no usable answer,
//! they read the policy to find out whether the call took effect.

pub mod delete;
pub mod name;
pub mod outcome;
pub mod policy_change;
pub mod rename;
pub mod submission;
