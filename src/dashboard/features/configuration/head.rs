//! The header of a device's configuration: its policy, its last report, and the commands that ask for a new one.

use jetstream_api::{capabilities::can, catalogue::Command};
use jetstream_fleet::configuration::{Reported, SentTimes, reported};
use leptos::prelude::*;

use crate::{
    paths::{self, PolicyPage},
    shared::{available_commands::reason_text, time_ago::TimeAgo},
    state::{
        directory::{Directory, device_entry::DeviceEntry},
        live::LiveState,
        session::{READ_ONLY, Session},
    },
    text,
};
use jetstream_ui::{Button, Panel};

/// The last report of the device. Reactive.
pub(super) fn last_reported(entry: &DeviceEntry) -> Memo<Option<Reported>> {
    let live = LiveState::current();
    let name = entry.device.name.clone();
    Memo::new(move |_| {
        let now = live.now();
        live.with(|fleet| reported(fleet.commands(), &name, now))
    })
}

/// The panel.
#[component]
pub fn ConfigurationHeader(entry: DeviceEntry, on_open: Callback<Command>) -> AnyView {
    let live = LiveState::current();
    let report = last_reported(&entry);
    let name = entry.device.name.clone();
    let outdated = Memo::new(move |_| {
        let now = live.now();
        let sent = live.with(|fleet| SentTimes::of(fleet.commands(), &name, now));
        report.with(|report| report.as_ref().is_some_and(|report| sent.is_newer_than(report.at)))
    });
    let report = move || match report.get() {
        None => "never, as far as this page remembers".into_any(),
        Some(report) => {
            let (values, names) = (report.values.len(), report.without_value.len());
            let said = match (values, names) {
                (_, 0) => text::plural(values, "value"),
                (0, _) => format!("it named {} and gave no value", text::plural(names, "parameter")),
                _ => format!("{}, and {} without one", text::plural(values, "value"), text::plural(names, "name")),
            };
            view! {
                <TimeAgo time=report.at/>": "{said}
                {move || outdated.get().then_some(". It was sent other values since: ask again")}
            }
            .into_any()
        }
    };
    let policy = match entry.device.policy.clone() {
        None => "none".into_any(),
        Some(policy) => {
            let href = paths::policies(&PolicyPage::One(policy.clone()));
            view! { <a href=href>{policy}</a> }.into_any()
        }
    };
    let definition = entry.device.definition.clone();
    let shown = StoredValue::new(entry);
    let button = move |command: Command, word: &'static str| {
        let refused = Signal::derive(move || refusal(shown, command));
        view! { <Button refused=refused on_click=move |()| on_open.run(command)>{word}</Button> }
    };
    view! {
        <Panel title="Configuration">
            <dl class="facts">
                <div><dt>"Policy"</dt><dd>{policy}</dd></div>
                <div><dt>"Definition"</dt><dd>{definition}</dd></div>
                <div><dt>"Reported by the device"</dt><dd>{report}</dd></div>
            </dl>
            <div class="line">
                {button(Command::GetPolicyParameters, "Ask the device")}
                {button(Command::SetPolicyParameters, "Send to the device")}
                {button(Command::SetConfigurationValues, "Set single values")}
            </div>
        </Panel>
    }
    .into_any()
}

/// The reason why a command cannot be sent, if there is one. Reactive.
fn refusal(entry: StoredValue<DeviceEntry>, command: Command) -> Option<String> {
    if Session::current().is_read_only() {
        return Some(READ_ONLY.to_owned());
    }
    entry.with_value(|entry| match &entry.name {
        Err(error) => Some(error.to_string()),
        Ok(_) if command == Command::SetPolicyParameters && entry.device.policy.is_none() => {
            Some("It has no policy, so there is nothing to send.".to_owned())
        }
        Ok(_) => {
            let connection = Directory::current().statuses().connection(&entry.device.name);
            can(command, &entry.profile, connection).err().map(|reason| reason_text(&reason.to_string()))
        }
    })
}
