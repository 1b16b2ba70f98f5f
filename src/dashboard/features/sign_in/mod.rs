//! The page to sign in on.

pub mod page;
