//! The editor of parameter values: a policy's, or those that a device has for itself.
//!
//! A page makes a [`Draft`] and shows it by a [`ParameterEditor`]; what was typed, what is wrong with it and whether it may be
//! sent is asked of the draft. The editor sends nothing.

pub mod control;
pub mod copy_from;
pub mod draft;
pub mod draft_findings;
pub mod draft_rules;
pub mod draft_storage;
pub mod editor;
pub mod exchange;
pub mod field_state;
pub mod filter;
pub mod findings;
pub mod import;
pub mod layers;
pub mod problems;
pub mod row;
pub mod unknown_keys;
pub mod unsaved;
pub mod value;
