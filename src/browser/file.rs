//! Files that the user chooses. They are read in the page and sent nowhere.

use js_sys::Uint8Array;
use leptos::ev::Event;
use leptos::prelude::event_target;
use wasm_bindgen_futures::JsFuture;

use crate::reflect::error_message;

/// A file that the user has chosen, to be read piece by piece.
#[derive(Debug, Clone)]
pub struct ChosenFile(web_sys::File);

impl ChosenFile {
    /// The file that an `<input type="file">` has just got.
    pub fn of(event: &Event) -> Option<Self> {
        let input: web_sys::HtmlInputElement = event_target(event);
        input.files()?.get(0).map(Self)
    }

    /// Its name, without its folder.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its length in bytes.
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// The bytes from one offset up to another. Fails with the browser's message when they cannot be read: the file may have been changed
    /// or removed.
    pub async fn slice(&self, from: f64, to: f64) -> Result<Vec<u8>, String> {
        let piece = self.0.slice_with_f64_and_f64(from, to).map_err(|error| error_message(&error))?;
        let buffer = JsFuture::from(piece.array_buffer()).await.map_err(|error| error_message(&error))?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// The name and the text of a file, or a sentence why it cannot be read.
pub type FileText = Result<(String, String), String>;

/// Reads the file that an `<input type="file">` has just got, and empties the input, so that the same file can be chosen again. `None`
/// when there is none. A file of more than `most` bytes is refused.
pub async fn chosen_text(event: Event, most: u32) -> Option<FileText> {
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
