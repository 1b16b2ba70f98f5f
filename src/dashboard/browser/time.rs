//! The browser's clock, and times as the viewer writes them.

use jiff::Timestamp;
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use wasm_bindgen::JsValue;

/// Now, by the browser's clock.
pub fn now() -> Timestamp {
    Timestamp::from_millisecond(Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

thread_local! {
    // A formatter costs far more to make than to use, and a feed formats thousands of times.
    static DATE_AND_TIME: DateTimeFormat = formatter(&[("dateStyle", "medium"), ("timeStyle", "medium")]);
    static TIME: DateTimeFormat = formatter(&[("timeStyle", "medium")]);
}

fn formatter(options: &[(&str, &str)]) -> DateTimeFormat {
    let object = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    DateTimeFormat::new(&Array::new(), &object)
}

fn format(formatter: &DateTimeFormat, time: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(time.as_millisecond() as f64));
    let text = formatter.format().call1(formatter, &date).ok().and_then(|text| text.as_string());
    text.unwrap_or_else(|| jetstream_api::time::format(time))
}

/// Date and time in the viewer's zone and language.
pub fn local(time: Timestamp) -> String {
    DATE_AND_TIME.with(|formatter| format(formatter, time))
}

/// The time of day in the viewer's zone and language.
pub fn local_time(time: Timestamp) -> String {
    TIME.with(|formatter| format(formatter, time))
}
