//! The sign-in page.

pub mod page;
