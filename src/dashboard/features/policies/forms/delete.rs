//! The dialog that deletes a policy. It refuses while a device has the policy, and asks for the typed name of the policy.

use std::sync::Arc;

use jetstream_api::{names::PolicyName, policies::DeletePolicy};
use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::policy_view::PolicyView,
        policies::forms::{outcome::ChangeOutcome, policy_change::PolicyChange, submission::PolicySubmission},
    },
    paths::{self, Tab},
    shared::{call_preview::CallPreview, url::navigate},
    state::directory::Directory,
    text,
};
use jetstream_ui::{Button, ButtonKind, Dialog, Notice, NoticeKind, TextField};

/// The largest number of devices that are listed.
const LISTED: usize = 50;

/// The dialog. It stays open after the deletion and shows the outcome; closing it then opens the list of policies.
#[component]
pub fn DeletePolicyDialog(
    /// The policy.
    policy_view: Signal<Arc<PolicyView>>,
    /// Closes the dialog.
    on_close: Callback<()>,
) -> AnyView {
    // The list of devices may be out of date.
    Directory::current().reload_policies();
    let submission = PolicySubmission::new();
    let name = StoredValue::new(policy_view.with_untracked(|policy_view| policy_view.name().to_owned()));
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let devices = Memo::new(move |_| {
        policy_view
            .with(|policy_view| policy_view.devices().iter().map(|device| device.name.clone()).collect::<Vec<_>>())
    });
    let delete = move || Some(PolicyChange::Delete(DeletePolicy(PolicyName::parse(&name.get_value()).ok()?)));
    let submit = move |()| {
        let wrong = name.with_value(|name| *name != typed.get_untracked());
        error.set(wrong.then(|| format!("This is not the policy's name. Type exactly: {}", name.get_value())));
        if let (false, true, Some(change)) = (wrong, devices.with_untracked(Vec::is_empty), delete()) {
            submission.send(change);
        }
    };
    let pending = Memo::new(move |_| !submission.is_open());
    let call = Signal::derive(move || delete().map(|change| change.call()));
    let in_use = move || {
        let devices = devices.get();
        let more = devices.len().saturating_sub(LISTED);
        let link = |device: &String| {
            let href = paths::device(device, Tab::Configuration);
            view! { <li><a href=href>{device.clone()}</a></li> }
        };
        view! {
            <Notice kind=NoticeKind::Warn title=format!("It is in use by {}", text::plural(devices.len(), "device"))>
                <p>"Jetstream deletes no policy that a device has. Give these devices another one first, or none:"</p>
            </Notice>
            <ul aria-label="Devices that use it" class="stack tight">{devices.iter().take(LISTED).map(link).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="soft">{format!("and {more} more")}</p> })}
            <div class="actions"><Button on_click=on_close>"Close"</Button></div>
        }
        .into_any()
    };
    let lead_on = navigate();
    let is_done = Memo::new(move |_| submission.is_done());
    let close =
        Callback::new(move |()| if is_done.get_untracked() { lead_on(paths::POLICIES) } else { on_close.run(()) });
    let ask = move || {
        let delete = move || {
            (!is_done.get()).then(|| view! { <Button kind=ButtonKind::Danger submit=true pending>"Delete"</Button> })
        };
        view! {
            <p class="effect">
                "No device has it, so nothing changes on any. It cannot be brought back: its values would have to be entered again."
            </p>
            <TextField label="Type the policy's name to confirm" value=typed error=error hint=name.get_value() autofocus=true
                on_input=move |text| typed.set(text)/>
            <CallPreview call/>
            <ChangeOutcome submission done="It is deleted."/>
            <div class="actions">
                <Button on_click=close>"Close"</Button>
                {delete}
            </div>
        }
        .into_any()
    };
    let is_used = Memo::new(move |_| !devices.with(Vec::is_empty));
    view! {
        <Dialog open=true title=format!("Delete {}", name.get_value()) on_close=close on_submit=submit>
            {move || if is_used.get() { in_use() } else { ask() }}
        </Dialog>
    }
    .into_any()
}
