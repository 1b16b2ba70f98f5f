//! Who opened what: a list of everybody at the doors, newest first.

pub mod access_entry;
pub mod access_log;
pub mod filter_bar;
pub mod page;
pub mod row;
