//! The devices of a plan: what changes on each, how it stands, and what can be done about it.

use jetstream_fleet::plan::DeviceState;
use leptos::prelude::*;

use crate::{
    features::plans::{device::PlanDevice, text::needs_attention},
    state::plans::plan_run::PlanRun,
    text,
};
use jetstream_ui::{Button, Choice, Panel, SelectField};

/// How many devices are drawn, and how many more with each click.
const WINDOW: usize = 50;

/// Which devices are shown. Its word stands in the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceFilter {
    /// All.
    #[default]
    All,
    /// Those that somebody has to look at.
    Trouble,
    /// Those that have not fetched what was sent to them.
    Queued,
    /// Those with which nothing is left to be done.
    Done,
}

impl DeviceFilter {
    const ALL: [(Self, &str, &str); 4] = [
        (Self::All, "", "All devices"),
        (Self::Trouble, "trouble", "In trouble"),
        (Self::Queued, "queued", "Waiting for the device"),
        (Self::Done, "done", "Done"),
    ];

    /// The filter of a word; all for a word that is none.
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

/// The list. `filter` is the word in the URL, `on_filter` is called with another one.
#[component]
pub fn PlanDevices(
    /// The plan.
    sheet: PlanRun,
    /// Which devices are shown.
    #[prop(into)]
    filter: Signal<String>,
    /// Called with the word for others.
    #[prop(into)]
    on_filter: Callback<String>,
) -> AnyView {
    let window = RwSignal::new(WINDOW);
    let shown = {
        let sheet = sheet.clone();
        Memo::new(move |_| {
            let filter = DeviceFilter::parse(&filter.get());
            let devices = &sheet.plan().goal().devices;
            let numbers = (0..).zip(devices);
            if filter == DeviceFilter::All {
                return numbers.map(|(number, _)| number).collect::<Vec<usize>>();
            }
            let fits = |state: DeviceState| filter.fits(&state);
            sheet.with(|_, journal| {
                numbers.filter(|(_, one)| fits(one.state(journal))).map(|(number, _)| number).collect()
            })
        })
    };
    let total = sheet.plan().goal().devices.len();
    let count = move || match shown.with(Vec::len) {
        shown if shown == total => text::plural(total, "device"),
        shown => format!("{shown} of {}", text::plural(total, "device")),
    };
    let choices = DeviceFilter::ALL.map(|(_, value, word)| Choice::new(value, word)).to_vec();
    let row = move |number: usize| view! { <li><PlanDevice sheet=sheet.clone() number/></li> };
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
