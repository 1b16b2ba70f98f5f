//! Rules that an administrator writes down once: where they are kept, how devices stand to them, and how they are written.

pub mod counts;
pub mod exchange;
pub mod form;
pub mod list;
pub mod page;
