//! A generator of new GUIDs, from the browser's randomness.

use jetstream_api::ids::Guid;

use jetstream_browser as browser;

/// A new random GUID.
pub fn new_guid() -> Guid {
    Guid::from_random(browser::random_bytes())
}
