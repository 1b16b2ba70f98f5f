//! The feed of events: the connections that bring frames, and their intake.

pub mod backoff;
pub mod boundary;
pub mod demo_feed;
pub mod intake;
pub mod socket;
