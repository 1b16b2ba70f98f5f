//! Rules that an administrator writes down once: where they are kept, how devices stand to them, and how they are written.

mod book;
mod exchange;
mod form;
mod list;
mod stand;
mod tallies;

pub use book::{RuleError, RuleStore};
pub use exchange::Exchange;
pub use form::RuleForm;
pub use list::RuleList;
pub use stand::{Compliance, ComplianceCounts, check};
pub use tallies::compliance_counts;
