//! Forms that change a device's lists of passes, users and PINs. Each sends one call per click, never repeats it, and reads the
//! list afterwards.

pub mod add_named;
pub mod add_passes;
pub mod call_preview;
pub mod edit_dialog;
pub mod outcome;
pub mod pass_edit;
pub mod preview;
pub mod submission;
