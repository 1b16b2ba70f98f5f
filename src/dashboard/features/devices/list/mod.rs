//! The device list: its view model, columns, rows, filters and export.

pub mod column;
pub mod columns;
pub mod columns_dialog;
pub mod device_list;
pub mod export;
pub mod filter;
pub mod filter_bar;
pub mod freshness;
pub mod live_cells;
pub mod rank;
pub mod row;
pub mod sorting;
pub mod status_coverage;
pub mod status_polling;
pub mod visible_device;
