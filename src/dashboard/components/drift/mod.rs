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

pub use asking::{Beyond, SyncsKnown, keep_asking};
pub use bar::{BoardBar, ClearBoard, Stands};
pub use batch::Deed;
pub use board::Board;
pub use bulk::Bulk;
pub use filter::{BoardFilter, RuleStand, board_of_rule};
pub use row::{RowActions, board_row, columns, refusal};
pub use sight::Sight;
pub use words::Stand;
