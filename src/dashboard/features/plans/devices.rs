//! The list of the devices of a plan, with a filter: the changes, the state and the actions of each.

use jetstream_fleet::plan::DeviceState;
use leptos::prelude::*;

use crate::{
    features::plans::{device::PlanDevice, text::needs_attention},
    state::plans::plan_run::PlanRun,
    text,
};
use jetstream_ui::{Button, Choice, Panel, SelectField};

/// The number of devices that are rendered at first, and that each click on "Show more" adds.
const WINDOW: usize = 50;

/// A filter of the devices by state. It is stored in the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceFilter {
    /// All.
    #[default]
    All,
    /// Devices that need attention.
    Trouble,
    /// Devices that have not fetched a queued command yet.
    Queued,
    /// Devices with no step left.
    Done,
}

impl DeviceFilter {
    const ALL: [(Self, &str, &str); 4] = [
        (Self::All, "", "All devices"),
        (Self::Trouble, "trouble", "In trouble"),
        (Self::Queued, "queued", "Waiting for the device"),
        (Self::Done, "done", "Done"),
    ];

    /// The filter for a URL value; [`Self::All`] for an unknown value.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|(_, own, _)| *own == word).map(|(filter, ..)| filter).unwrap_or_default()
    }

    fn fits(self, state: &DeviceState) -> bool {
        match self {
            Self::All => true,
            Self::Trouble => needs_attention(state),
            Self::Queued => matches!(state, DeviceState::SyncQueued | DeviceState::ReadQueued),
            Self::Done => matches!(state, DeviceState::ReadBack | DeviceState::LeftOut { .. }),
        }
    }
}

/// The list. `filter` is the value in the URL; `on_filter` is called with the new value.
#[component]
pub fn PlanDevices(
    /// The plan.
    plan_run: PlanRun,
    /// The current filter, as its URL value.
    #[prop(into)]
    filter: Signal<String>,
    /// Called with the URL value of another filter.
    #[prop(into)]
    on_filter: Callback<String>,
) -> AnyView {
    let window = RwSignal::new(WINDOW);
    let shown = {
        let plan_run = plan_run.clone();
        Memo::new(move |_| {
            let filter = DeviceFilter::parse(&filter.get());
            let devices = &plan_run.plan().spec().devices;
            let numbers = (0..).zip(devices);
            if filter == DeviceFilter::All {
                return numbers.map(|(number, _)| number).collect::<Vec<usize>>();
            }
            let fits = |state: DeviceState| filter.fits(&state);
            plan_run.with(|_, journal| {
                numbers.filter(|(_, one)| fits(one.state(journal))).map(|(number, _)| number).collect()
            })
        })
    };
    let total = plan_run.plan().spec().devices.len();
    let count = move || match shown.with(Vec::len) {
        shown if shown == total => text::plural(total, "device"),
        shown => format!("{shown} of {}", text::plural(total, "device")),
    };
    let choices = DeviceFilter::ALL.map(|(_, value, word)| Choice::new(value, word)).to_vec();
    let row = move |number: usize| view! { <li><PlanDevice plan_run=plan_run.clone() number/></li> };
    let first = move || shown.with(|shown| shown.iter().copied().take(window.get()).collect::<Vec<_>>());
    let more = move || {
        let left = shown.with(Vec::len).saturating_sub(window.get());
        (left > 0).then(|| {
            let words = format!("Show {} more", left.min(WINDOW));
            view! {
                <div class="actions"><Button on_click=move |()| window.update(|window| *window += WINDOW)>{words}</Button></div>
            }
        })
    };
    view! {
        <Panel title="Devices">
            <div class="filters">
                <SelectField label="Show" hide_label=true value=filter on_change=on_filter choices=Signal::stored(choices)/>
                <p class="soft" role="status" aria-label="Count">{count}</p>
            </div>
            <ul class="commands" aria-label="Devices of the plan">
                <For each=first key=|number| *number children=row/>
            </ul>
            {more}
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_is_found_by_its_word_and_nothing_else_hides_devices() {
        for (filter, word, _) in DeviceFilter::ALL {
            assert_eq!(DeviceFilter::parse(word), filter);
        }
        assert_eq!(DeviceFilter::parse("nothing"), DeviceFilter::All);
    }
}
