//! The editor of parameter values: those of a policy, or the overrides of a device.
//!
//! A page creates a [`Draft`](draft::Draft) and passes it to a [`ParameterEditor`](editor::ParameterEditor). The draft holds the
//! values and the findings, and tells whether the values may be sent. The editor sends nothing.

pub mod changes_table;
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
