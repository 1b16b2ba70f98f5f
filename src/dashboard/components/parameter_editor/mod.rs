//! The editor of parameter values: a policy's, or those that a device has for itself.
//!
//! A page makes a [`Draft`] and shows it by a [`ParameterEditor`]; what was typed, what is wrong with it and whether it may be
//! sent is asked of the draft. The editor sends nothing.

mod control;
mod copied;
mod draft;
mod editor;
mod exchange;
mod filter;
mod found;
mod import;
mod kept;
mod layers;
mod row;
mod standing;
mod strangers;
mod unsaved;

pub use draft::{Draft, DraftStart, Purpose, Source};
pub use editor::ParameterEditor;
pub use found::DraftFindings;
