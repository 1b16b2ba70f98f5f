//! Ids for what refers to each other: a label to its field, a reason to its button.

use std::sync::atomic::{AtomicUsize, Ordering};

/// An id that nothing else on the page has, such as `field-12`.
pub fn unique_id(stem: &str) -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
