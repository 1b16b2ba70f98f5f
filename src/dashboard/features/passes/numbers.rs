//! The signals that the rows of the pass list share.

use std::{collections::HashSet, sync::Arc};

use jetstream_fleet::passes::OnDevice;
use leptos::prelude::*;

/// The signals that a row reads.
#[derive(Clone, Copy)]
pub struct Numbers {
    /// The pass numbers that match the search, in the order in which Jetstream stores them.
    pub shown: Memo<Arc<[String]>>,
    /// The selected pass numbers. Some may no longer be in the list.
    pub selected: RwSignal<HashSet<String>>,
    /// The list on the device, if it is known.
    pub on_device: Memo<Option<OnDevice>>,
    /// True while all numbers are shown without a mask.
    pub all: RwSignal<bool>,
}
