//! Helpers over `Reflect`, for methods that `web-sys` has only behind a flag.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A method of an object, bound to it; `None` where the browser does not have it.
pub(crate) fn method(object: &JsValue, name: &str) -> Option<Function> {
    let found = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    found.dyn_ref::<Function>().map(|method| method.bind0(object))
}

/// The message of an error that the browser threw.
pub(crate) fn error_message(error: &JsValue) -> String {
    let message = Reflect::get(error, &JsValue::from_str("message")).ok().and_then(|message| message.as_string());
    message.filter(|message| !message.is_empty()).unwrap_or_else(|| format!("{error:?}"))
}
