//! Downloads: a text that the browser saves as a file.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlElement, Url};

/// Downloads a text as a file of this name; `false` where the browser refuses. In a sandboxed frame without `allow-downloads` nothing is
/// downloaded, and the page is not notified.
pub fn download(name: &str, text: &str) -> bool {
    let offer = || -> Result<(), JsValue> {
        let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)))?;
        let url = Url::create_object_url_with_blob(&blob)?;
        let link: HtmlElement = document().create_element("a")?.unchecked_into();
        link.set_attribute("href", &url)?;
        link.set_attribute("download", name)?;
        link.click();
        // The browser holds the blob itself since the click.
        Url::revoke_object_url(&url)
    };
    offer().is_ok()
}
