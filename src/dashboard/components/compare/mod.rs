//! Two sets of values side by side: policies, and devices as they should be or as they report themselves.

mod lines;
mod picker;
mod side;
mod table;

pub use lines::{Line, Verdict, lines};
pub use picker::SidePicker;
pub use side::{Content, Side, What, compare, compare_report, content};
pub use table::CompareTable;
