//! The number of known connections while the list depends on them, and the limit of requests for devices beyond the screen.

use leptos::prelude::*;

use crate::features::devices::list::device_list::DeviceList;
use jetstream_ui::{Button, ButtonKind};

/// Number of devices that are requested beyond those on screen, and that each click adds.
const MORE: usize = 100;

/// The number of devices that are requested while the list depends on connections. `Copy`.
#[derive(Debug, Clone, Copy)]
pub struct StatusCoverage(RwSignal<usize>);

impl StatusCoverage {
    /// Starts with the first hundred.
    pub fn new() -> Self {
        Self(RwSignal::new(MORE))
    }

    /// The number.
    pub fn get(self) -> usize {
        self.0.get()
    }

    fn more(self) {
        self.0.update(|asked| *asked += MORE);
    }
}

impl Default for StatusCoverage {
    fn default() -> Self {
        Self::new()
    }
}

/// While the list is sorted or filtered by connection: the number of known connections, and a button to request more.
#[component]
pub fn StatusCoverageNote(list: DeviceList, asked: StatusCoverage) -> AnyView {
    let known = Memo::new(move |_| list.connections_known());
    let line = move || {
        let (known, total) = known.get()?;
        let left = total.saturating_sub(asked.get());
        let more = (left > 0).then(|| {
            let words = format!("Ask for {} more", left.min(MORE));
            view! { <Button kind=ButtonKind::Quiet on_click=move |()| asked.more()>{words}</Button> }
        });
        Some(view! { <p class="line soft">{format!("Connection: {known} of {total} known")} {more}</p> })
    };
    line.into_any()
}
