//! The configuration view of one device: each parameter in its layers, and the device's own values with their editor.

use std::sync::Arc;

use jetstream_api::{catalogue::Command, names::DeviceName};
use leptos::prelude::*;

use crate::{
    features::{
        commands::open_form::OpenForm,
        configuration::{head::ConfigurationHeader, own_values::OwnValues, table::LayersTable},
        fleet_configuration::{
            model::{AssignedPolicy, DeviceConfiguration, FleetConfiguration},
            policy_view::policy_views,
        },
    },
    shared::{freshness::read_again, links, page_state::PageState},
    state::directory::{Directory, device_entry::DeviceEntry, remote_data::RemoteData},
};
use jetstream_ui::{EmptyState, Notice, NoticeKind, Skeleton, icon};

/// The configuration that is shown.
#[derive(Debug, Clone)]
struct ShownConfiguration(DeviceConfiguration);

/// Compares only what is shown. Other devices that have the same policy must not rebuild an editor while somebody types.
impl PartialEq for ShownConfiguration {
    fn eq(&self, Self(other): &Self) -> bool {
        let Self(one) = self;
        one.policy.name() == other.policy.name()
            && one.policy.values() == other.policy.values()
            && one.overrides == other.overrides
            && one.schema == other.schema
    }
}

/// The tab.
#[component]
pub fn Configuration(
    /// The device.
    entry: DeviceEntry,
) -> AnyView {
    let directory = Directory::current();
    let shown = StoredValue::new(entry);
    let policies = policy_views();
    let stage = Memo::new(move |_| {
        let (answer, definitions) = (directory.policies(), directory.definitions());
        match (&answer, &definitions) {
            (RemoteData::Loading, _) | (_, RemoteData::Loading) => PageState::Loading,
            (RemoteData::Failed(error), _) if shown.with_value(|entry| entry.device.policy.is_some()) => {
                PageState::Failed(error.clone())
            }
            _ => {
                let definitions = definitions.value().map(|known| &**known).unwrap_or_default();
                let setup = FleetConfiguration::new([shown.get_value()].into(), policies.get(), definitions, None);
                setup.device(0).map_or(PageState::Empty, |(_, configuration)| {
                    PageState::Ready(ShownConfiguration(configuration.clone()))
                })
            }
        }
    });
    let open = RwSignal::new(None::<Command>);
    let form = move || {
        let (command, entry) = (open.get()?, shown.get_value());
        let device: DeviceName = entry.name.clone().ok()?;
        Some(view! { <OpenForm entry device command on_close=Callback::new(move |()| open.set(None))/> })
    };
    let content = move || match stage.get() {
        PageState::Loading | PageState::Empty => {
            view! { <Skeleton what="Loading the configuration" lines=12/> }.into_any()
        }
        PageState::Failed(error) => view! {
            <Notice kind=NoticeKind::Error title="The policies could not be loaded" action=read_again>
                <p>{error.to_string()}</p>
            </Notice>
        }
        .into_any(),
        PageState::Ready(ShownConfiguration(configuration)) => known(shown.get_value(), configuration),
    };
    view! {
        <div class="stack">
            <ConfigurationHeader entry=shown.get_value() on_open=Callback::new(move |command| open.set(Some(command)))/>
            {content}
        </div>
        {form}
    }
    .into_any()
}

fn known(entry: DeviceEntry, configuration: DeviceConfiguration) -> AnyView {
    match &configuration.policy {
        AssignedPolicy::Policy(policy) => {
            let policy = Arc::clone(policy);
            view! { <OwnValues entry configuration policy/> }.into_any()
        }
        AssignedPolicy::NotLoaded(policy) => {
            let title = format!("The policy {policy} could not be read");
            view! {
                <Notice kind=NoticeKind::Warn title=title action=read_again>
                    <p>"The device has it, but it is not among the policies that Jetstream lists. It may have been renamed or deleted."</p>
                </Notice>
                <LayersTable entry configuration/>
            }
            .into_any()
        }
        AssignedPolicy::None => {
            let add = links::forecast_for_device(&entry.device.name);
            view! {
                <EmptyState title="No policy" icon=icon::SETTINGS
                    action=move || view! { <a class="button primary" href=add>"Add a policy"</a> }>
                    <p>
                        "Without a policy the device keeps the values it has, and own values cannot be stored in Jetstream. What it \
                        has is known when it is asked."
                    </p>
                </EmptyState>
                <LayersTable entry configuration/>
            }
            .into_any()
        }
    }
}

#[cfg(test)]
#[path = "configuration_tests.rs"]
mod tests;
