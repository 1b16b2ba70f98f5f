//! The editor of a device's own values, which override those of its policy.

use std::sync::Arc;

use jetstream_api::capabilities::Connection;
use jetstream_fleet::configuration::{CheckContext, Layer, Values};
use leptos::prelude::*;

use crate::{
    features::{
        configuration::{
            apply::{ApplyOverrides, OverridesTarget},
            head::last_reported,
            layers::stack,
        },
        fleet_configuration::{model::DeviceConfiguration, policy_view::PolicyView},
        parameter_editor::{
            draft::{Draft, DraftStart},
            draft_rules::Purpose,
            editor::ParameterEditor,
        },
    },
    paths::{self, Tab},
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
        session::{READ_ONLY, Session},
    },
    text,
};
use jetstream_ui::{Button, ButtonKind};

/// The editor, and the actions for its draft below it.
#[component]
pub fn OwnValues(
    entry: DeviceEntry,
    configuration: DeviceConfiguration,
    /// The policy of the device.
    policy: Arc<PolicyView>,
) -> AnyView {
    let stack = stack(&configuration);
    let DeviceConfiguration { schema, overrides, .. } = configuration;
    let own = Values::clone(&overrides);
    let working = policy.values.with(&own);
    let subject = StoredValue::new(OverridesTarget { entry: entry.clone(), policy, own: own.clone() });
    let draft = Draft::new(DraftStart {
        purpose: Purpose::Overrides,
        definition: entry.device.definition.clone(),
        schema,
        stack,
        values: own,
        circumstances: CheckContext { devices: 1, ..CheckContext::default() },
    });
    draft.save(&paths::device(&entry.device.name, Tab::Configuration));
    let report = last_reported(&entry);
    Effect::new(move || {
        if let Some(report) = report.get() {
            draft.load(Layer::Reported { values: report.values, at: report.at });
        }
    });
    let (live, directory, device) = (LiveState::current(), Directory::current(), entry.device.name.clone());
    let circumstances = Memo::new(move |_| {
        let firmware = live.with(|fleet| fleet.health().firmware(&device)?.parse().ok());
        // The values of a device that is not connected may be the reason why, so only those of a connected one count as working.
        let connected = directory.statuses().connection(&device) == Connection::Connected;
        CheckContext { devices: 1, firmware, working: connected.then(|| working.clone()) }
    });
    Effect::new(move || draft.is_for(circumstances.get()));

    let asked = RwSignal::new(false);
    let read_only = Session::current().is_read_only();
    let refused = move || {
        if read_only {
            return Some(READ_ONLY.to_owned());
        }
        draft.changes().is_empty().then(|| "Nothing is changed.".to_owned())
    };
    // The errors are shown beside their fields.
    let apply = move |()| asked.set(!draft.show_error());
    let dialog = move || {
        let subject = subject.get_value();
        asked
            .get()
            .then(|| view! { <ApplyOverrides subject draft on_close=Callback::new(move |()| asked.set(false))/> })
    };
    let changed = move || {
        let changes = draft.changes().len();
        (changes > 0).then(|| format!("{} changed, not applied yet", text::plural(changes, "value")))
    };
    view! {
        <ParameterEditor draft/>
        <div class="parameters-foot">
            <p class="soft" role="status" aria-label="Changes">{changed}</p>
            {move || draft.is_modified().then(|| view! {
                <Button on_click=move |()| draft.discard()>"Discard changes"</Button>
            })}
            <Button kind=ButtonKind::Primary refused=Signal::derive(refused) on_click=apply>"Apply to this device…"</Button>
        </div>
        {dialog}
    }
    .into_any()
}
