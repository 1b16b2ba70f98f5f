//! Feature module for commands: one form for each, and a shared dialog that sends it, shows the call and follows its outcome.

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
