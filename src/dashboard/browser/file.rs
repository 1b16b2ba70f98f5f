//! Files that somebody chooses, read as text and sent nowhere.

use leptos::ev::Event;
use leptos::prelude::event_target;
use wasm_bindgen_futures::JsFuture;

/// A file's name and its text, or why it cannot be read, in a sentence.
pub type Chosen = Result<(String, String), String>;

/// Reads the file that an `<input type="file">` has just got, and empties the input: the same file can be chosen again. `None`
/// when there is none. More than `most` bytes are refused.
pub async fn chosen_text(event: Event, most: u32) -> Option<Chosen> {
    let input: web_sys::HtmlInputElement = event_target(&event);
    let file = input.files()?.get(0)?;
    let name = file.name();
    if file.size() > f64::from(most) {
        let (size, most) = (file.size() / 1024.0, most / 1024);
        return Some(Err(format!("{name} has {size:.0} KiB; more than {most} KiB are not read.")));
    }
    let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
    input.set_value("");
    Some(text.map(|text| (name.clone(), text)).ok_or_else(|| format!("{name} could not be read.")))
}
