//! A text field that copies the values of a policy or of another device into the import.

use std::sync::Arc;

use jetstream_fleet::configuration::{Values, export, reported};
use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::policy_view::{PolicyView, policy_views},
        parameter_editor::draft::Draft,
    },
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
    },
};
use jetstream_ui::unique_id;

/// The maximum number of suggested names; typing narrows them down.
const SUGGESTED: usize = 50;

/// A policy or a device whose values can be copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CopySource<'a> {
    Policy(&'a PolicyView),
    Device(&'a DeviceEntry),
}

/// The text field. It suggests policies and devices, those of the draft's definition first.
#[component]
pub fn CopyFrom(draft: Draft, on_text: Callback<String>) -> AnyView {
    let (directory, live) = (Directory::current(), LiveState::current());
    let policies = policy_views();
    let typed = RwSignal::new(String::new());
    let said = RwSignal::new("");
    let suggested = Memo::new(move |_| {
        let devices = directory.devices();
        let devices = devices.value().map(|devices| &**devices).unwrap_or_default();
        policies.with(|policies| suggestions(policies, devices, &draft.definition(), &typed.get()))
    });
    let choose = move |name: String| {
        typed.set(name.clone());
        let devices = directory.devices();
        let devices = devices.value().map(|devices| &**devices).unwrap_or_default();
        let policies = policies.get_untracked();
        let Some(owner) = owner(&policies, devices, &name) else {
            return said.set(if name.is_empty() {
                ""
            } else {
                "There is no policy and no device of exactly this name."
            });
        };
        let values = match owner {
            CopySource::Policy(known) => Some((known.definition().to_owned(), known.values.clone())),
            CopySource::Device(entry) => {
                let values = of_device(&policies, entry).or_else(|| {
                    // The report is copied once, at the moment of the choice; later reports do not change the text.
                    let now = live.now_untracked();
                    live.with_untracked(|fleet| Some(reported(fleet.commands(), &entry.device.name, now)?.values))
                });
                values.map(|values| (entry.device.definition.clone(), values))
            }
        };
        match values {
            None => said.set("Nothing is known of this device's values: it has no policy and has not reported any."),
            Some((definition, values)) => {
                said.set("");
                on_text.run(export(&definition, &values));
            }
        }
    };
    let (id, list) = (unique_id("field"), unique_id("names"));
    let hint = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>"From a policy or a device"</label>
            <input id=id type="text" list=list.clone() autocomplete="off" spellcheck="false" aria-describedby=hint.clone()
                on:input=move |event| choose(event_target_value(&event))/>
            <datalist id=list>
                {move || suggested.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
            </datalist>
            <p class="field-hint" role="status" id=hint>{move || said.get()}</p>
        </div>
    }
    .into_any()
}

/// The values of a device in Jetstream: its policy's and its overrides; `None` where its policy is not known.
fn of_device(policies: &[Arc<PolicyView>], entry: &DeviceEntry) -> Option<Values> {
    let policy = entry.device.policy.as_deref()?;
    let known = policies.iter().find(|known| known.name() == policy)?;
    let own = known.devices().iter().find(|device| device.name == entry.device.name);
    let own = own.map(|device| Values::from(device.overrides.as_slice())).unwrap_or_default();
    Some(known.values.with(&own))
}

fn owner<'a>(policies: &'a [Arc<PolicyView>], devices: &'a [DeviceEntry], name: &str) -> Option<CopySource<'a>> {
    let policy = policies.iter().find(|known| known.name() == name).map(|known| CopySource::Policy(known));
    policy.or_else(|| devices.iter().find(|entry| entry.device.name == name).map(CopySource::Device))
}

/// The names that contain the typed text, those of the definition first.
fn suggestions(policies: &[Arc<PolicyView>], devices: &[DeviceEntry], definition: &str, typed: &str) -> Vec<String> {
    let typed = typed.to_ascii_lowercase();
    let all = policies.iter().map(|known| (known.name(), known.definition()));
    let all = all.chain(devices.iter().map(|entry| (entry.device.name.as_str(), entry.device.definition.as_str())));
    let fitting = all.filter(|(name, _)| name.to_ascii_lowercase().contains(&typed));
    let (mut own, others): (Vec<_>, Vec<_>) = fitting.partition(|(_, other)| *other == definition);
    own.extend(others);
    own.into_iter().map(|(name, _)| name.to_owned()).take(SUGGESTED).collect()
}
