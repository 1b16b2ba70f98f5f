//! The editor of parameter values: a policy's, or those that a device has for itself.
//!
//! A page makes a [`Draft`] and shows it by a [`ParameterEditor`]; what was typed, what is wrong with it and whether it may be
//! sent is asked of the draft. The editor sends nothing.

mod draft;
mod editor;

pub use draft::{Draft, Purpose, Start};
pub use editor::ParameterEditor;
