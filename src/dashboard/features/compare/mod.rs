//! Two sets of values side by side: policies, and devices as they should be or as they report themselves.

pub mod lines;
pub mod page;
pub mod picker;
pub mod side;
pub mod table;
