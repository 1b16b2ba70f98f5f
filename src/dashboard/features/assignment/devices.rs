//! The panel in which devices are chosen for a policy, with the forecast of the changes for each.

use leptos::prelude::*;

use crate::{
    features::{
        assignment::form_state::AssignmentForm,
        what_if::{
            details::Details,
            row::{columns, forecast_row},
            view::CandidateFilter,
        },
    },
    paths::UrlQuery,
    shared::selection::Selection,
    text,
};
use jetstream_ui::{Badge, Button, ButtonKind, Checkbox, EmptyState, Panel, TextField, VirtualList, icon};

/// The panel.
#[component]
pub fn DevicesToChange(giving: AssignmentForm) -> AnyView {
    let AssignmentForm { view, query, .. } = giving;
    let open = RwSignal::new(None::<u32>);
    let toggle = Callback::new(move |device: String| giving.toggle(&device));
    let on_open = Callback::new(move |number| open.set(Some(number)));
    let none = Memo::new(move |_| view.count() == 0);
    let text = Memo::new(move |_| query.query.with(|query| query.get(CandidateFilter::TEXT).to_owned()));
    let dialog = move || {
        let on_close = Callback::new(move |()| open.set(None));
        open.get().map(|number| view! { <Details view number on_close/> })
    };
    let parts = Memo::new(move |_| view.summary().summary_parts());
    let forecast = move || parts.get().into_iter().map(|(tone, word)| view! { <Badge tone word/> }).collect_view();
    let chosen = move || format!("{} chosen. ", text::plural(view.chosen_count(), "device"));
    view! {
        <Panel title="Devices">
            <div class="filters" role="search" aria-label="Devices" on:focusout=move |_| query.flush()>
                <TextField kind="search" label="Search devices" hide_label=true value=text
                    on_input=move |text| query.set.run((CandidateFilter::TEXT, text))/>
                <Button kind=ButtonKind::Quiet on_click=move |()| giving.select_shown()>"Choose all"</Button>
                <Button kind=ButtonKind::Quiet on_click=move |()| giving.select(&Selection::default())>"Choose none"</Button>
            </div>
            <div class="line" role="status" aria-label="Forecast">{chosen} {forecast}</div>
            <div class="device-list choosing">
                <VirtualList
                    name="Devices to change"
                    class="board what-if"
                    columns=columns()
                    count=Signal::derive(move || view.count())
                    subject=Signal::derive(move || query.query.with(|query: &UrlQuery| query.get(CandidateFilter::TEXT).to_owned()))
                    render=move |row| forecast_row(view, row, toggle, on_open)
                />
                {move || none.get().then(|| view! {
                    <EmptyState title="No device fits" icon=icon::SEARCH>
                        <p>"The search looks for its text in name, type, definition, serial number, region and policy."</p>
                    </EmptyState>
                })}
            </div>
            <HowTo giving/>
        </Panel>
        {dialog}
    }
    .into_any()
}

/// Options for own values and for the commands that follow the assignment.
#[component]
fn HowTo(giving: AssignmentForm) -> AnyView {
    let keeps = Memo::new(move |_| giving.keeps_own_values());
    let wants = move |key: &'static str| Memo::new(move |_| giving.includes(key));
    let want = move |key: &'static str| move |wanted: bool| giving.set_option(key, wanted);
    view! {
        <div class="stack">
            <Checkbox label="Devices keep their own values" checked=keeps on_change=move |keep| giving.keep_own_values(keep)
                hint="Otherwise the policy's values take their place."/>
            <Checkbox label="Send the values to the devices" checked=wants(AssignmentForm::SYNC) on_change=want(AssignmentForm::SYNC)
                hint="Without it a device keeps the values that it has until somebody sends it the new ones. Offline, they wait for it for 24 hours."/>
            <Checkbox label="Read the values back afterwards" checked=wants(AssignmentForm::READ_BACK) on_change=want(AssignmentForm::READ_BACK)
                hint="The proof that the device has them: the drift board holds the answer against the policy."/>
        </div>
    }
    .into_any()
}
