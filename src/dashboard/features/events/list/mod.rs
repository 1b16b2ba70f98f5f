//! The event list: its model, rows, filters, saved views and export.

pub mod details;
pub mod dialog;
pub mod event_list;
pub mod export;
pub mod filter;
pub mod filter_bar;
pub mod help;
pub mod jump;
pub mod line;
pub mod row;
pub mod rows;
pub mod search_field;
pub mod summary;
pub mod views;
pub mod views_dialog;
