//! One form for each command, over one dialog that sends, shows the call and follows what comes of it.

pub mod command_dialog;
pub mod configuration_values;
pub mod effect;
pub mod lockdown;
pub mod open_form;
pub mod outcome;
pub mod page;
pub mod plain;
pub mod timeline;
pub mod unlock;
