//! Domain widgets and helpers that two or more features use.

pub mod available_commands;
pub mod call_preview;
pub mod command_state;
pub mod debounced;
pub mod debounced_query;
pub mod device_facts;
pub mod device_name_filter;
pub mod export_secrets_option;
pub mod freshness;
pub mod links;
pub mod lockdown_badge;
pub mod natural_sort;
pub mod page_state;
pub mod page_title;
pub mod pass_number;
pub mod selection;
pub mod site;
pub mod sort_query;
pub mod stored_map;
pub mod theme;
pub mod time_ago;
pub mod unsaved_changes;
pub mod unsaved_forms;
pub mod url;
