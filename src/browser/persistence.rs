//! Whether the browser may delete stored data when the disk is full.

use js_sys::{Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::reflect::method;

/// Has the browser promised not to delete it? With `asks` it is requested to promise; some browsers then ask the user.
pub async fn is_persistent(asks: bool) -> bool {
    let name = if asks { "persist" } else { "persisted" };
    let storage = Reflect::get(&window().navigator(), &"storage".into());
    let ask = storage.ok().and_then(|storage| method(&storage, name));
    let answer = ask.and_then(|ask| ask.call0(&JsValue::UNDEFINED).ok()?.dyn_into::<Promise>().ok());
    match answer {
        Some(answer) => JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}
