//! Modules that the programs of this crate share.

pub mod chunk_files;
pub mod process;
pub mod report;
pub mod workspace;
