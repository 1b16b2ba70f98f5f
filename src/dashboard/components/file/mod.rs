//! A file of events in place of a Jetstream: which one is open, what of it could not be read, and what is not there without a connection.

mod band;
mod no_connection;
mod report;

pub use band::{CloseFile, FileBanner};
pub use no_connection::{NoConnection, UnavailableWithFile};
pub use report::FileReport;
