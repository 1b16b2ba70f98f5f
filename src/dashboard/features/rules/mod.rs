//! The page of the rules that an administrator defines for settings: the list with counts of compliant devices, the form, and import
//! and export.

pub mod counts;
pub mod exchange;
pub mod form;
pub mod list;
pub mod page;
