//! Calling what `web-sys` only has behind a flag.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A method of an object, bound to it; `None` where this browser has none.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    let found = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    found.dyn_ref::<Function>().map(|method| method.bind0(object))
}

/// What went wrong, in the browser's words.
pub(super) fn string_array(error: &JsValue) -> String {
    let message = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|message| message.as_string());
    message.filter(|message| !message.is_empty()).unwrap_or_else(|| format!("{error:?}"))
}
