//! The read-only table of a device's parameters, for devices without editable values.

use jetstream_fleet::configuration::{Field, Layer};
use leptos::prelude::*;

use crate::{
    features::{
        configuration::{head::last_reported, layers::stack},
        fleet_configuration::model::DeviceConfiguration,
        parameter_editor::value::value_text_full,
    },
    state::directory::device_entry::DeviceEntry,
};
use jetstream_ui::Panel;

/// The table: the factory default and the last reported value of each parameter.
#[component]
pub fn LayersTable(entry: DeviceEntry, configuration: DeviceConfiguration) -> AnyView {
    let report = last_reported(&entry);
    let configuration = StoredValue::new(configuration);
    let rows = move || {
        let mut stack = configuration.with_value(stack);
        if let Some(report) = report.get() {
            stack.from_layers(Layer::Reported { values: report.values, at: report.at });
        }
        let said = |field: &Field, value: Option<String>, none: &'static str| match value {
            Some(value) => view! { <span class="mono">{value_text_full(Some(field), &value)}</span> }.into_any(),
            None => view! { <span class="soft">{none}</span> }.into_any(),
        };
        let row = |field: &Field| {
            let layers = stack.of(&field.key);
            view! {
                <tr>
                    <th scope="row">{field.name.clone()}</th>
                    <td>{said(field, layers.default, "not known")}</td>
                    <td>{said(field, layers.reported.map(|(value, _)| value), "not reported")}</td>
                </tr>
            }
        };
        configuration.with_value(|configuration| configuration.schema.fields().iter().map(row).collect_view())
    };
    view! {
        <Panel title="Parameters">
            <div class="output" tabindex="0" role="region" aria-label="Values of the parameters">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Parameter"</th>
                            <th scope="col">"Factory default"</th>
                            <th scope="col">"Last reported"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Panel>
    }
    .into_any()
}
