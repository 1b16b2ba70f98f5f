//! Tests of the components in a real browser, by `wasm-bindgen-test`. They load no style sheet.

// Clippy knows tests by `#[test]`, and these are marked in another way.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod dialog;
mod field;
mod page;
mod suggest_field;
mod virtual_list;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
