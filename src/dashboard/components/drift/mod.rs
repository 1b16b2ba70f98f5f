//! The drift board: every device held against what it should have.

mod asked;
mod asking;
mod bar;
mod batch;
mod board;
mod bulk;
mod filter;
mod line;
mod row;
mod sight;
mod words;

pub use asking::{OffscreenBudget, SyncCoverageNote, poll_visible_rows};
pub use bar::{BoardBar, ClearBoard, Stands};
pub use batch::BulkCommand;
pub use board::DriftTable;
pub use bulk::Bulk;
pub use filter::{BoardFilter, RuleStatusFilter, rule_board_link};
pub use row::{RowActions, board_row, columns, refusal};
pub use sight::DriftView;
pub use words::DriftStatus;
