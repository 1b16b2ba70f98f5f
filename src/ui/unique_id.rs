//! A source of unique element ids, for elements that refer to each other: a label to its field, a button to its reason.

use std::sync::atomic::{AtomicUsize, Ordering};

/// An element id that is unique on the page, such as `field-12`.
pub fn unique_id(stem: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
