//! Two sets of values side by side: policies, and devices as they should be or as they report themselves.

mod lines;
mod picker;
mod side;
mod table;

pub use lines::{ComparisonRow, RowResult, lines};
pub use picker::SidePicker;
pub use side::{ComparedKind, ComparedSet, ComparedValues, compare, content, report_comparison_link};
pub use table::CompareTable;
