//! The signals that the rows of the pass list read.

use std::{collections::HashSet, sync::Arc};

use jetstream_fleet::passes::OnDevice;
use leptos::prelude::*;

/// What the rows read. Copied freely.
#[derive(Clone, Copy)]
pub struct Numbers {
    /// Those that the search leaves, in the order in which Jetstream stores them.
    pub shown: Memo<Arc<[String]>>,
    /// Those that are ticked, listed or not.
    pub selected: RwSignal<HashSet<String>>,
    /// What the device has, where that is known.
    pub on_device: Memo<Option<OnDevice>>,
    /// Shows all numbers.
    pub all: RwSignal<bool>,
}
