//! Of how many devices the connection is known, while the list depends on it; and how many are asked for.

use leptos::prelude::*;

use crate::features::devices::list::device_list::DeviceList;
use jetstream_ui::{Button, ButtonKind};

/// How many devices are asked for beyond those on screen, and how many more with each click.
const MORE: usize = 100;

/// How many devices of a list that depends on connections are asked for. Copied freely.
#[derive(Debug, Clone, Copy)]
pub struct StatusCoverage(RwSignal<usize>);

impl StatusCoverage {
    /// The first hundred.
    pub fn new() -> Self {
        Self(RwSignal::new(MORE))
    }

    /// How many.
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

/// While the list is sorted or filtered by connection: of how many devices that is known, and a way to ask for more.
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
