//! The dialog that renames a policy. The name is the only part of a policy that can be changed.

use jetstream_api::policies::RenamePolicy;
use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::policy_view::PolicyView,
        policies::forms::{
            name::policy_name, outcome::ChangeOutcome, policy_change::PolicyChange, submission::PolicySubmission,
        },
    },
    paths::{self, PolicyPage},
    shared::{call_preview::CallPreview, url::navigate},
    state::directory::Directory,
};
use jetstream_ui::{Button, ButtonKind, Dialog, TextField};

/// The dialog. After a success it opens the page of the new name.
#[component]
pub fn RenamePolicyDialog(
    /// The policy.
    policy_view: PolicyView,
    /// Closes the dialog.
    on_close: Callback<()>,
) -> AnyView {
    let directory = Directory::current();
    let submission = PolicySubmission::new();
    let old = StoredValue::new(policy_view.name().to_owned());
    let id = policy_view.details.policy.id;
    let text = RwSignal::new(policy_view.name().to_owned());
    let error = RwSignal::new(None::<String>);
    let rename = Memo::new(move |_| {
        let policies = directory.policies();
        let policies = policies.value().map(|policies| &**policies).unwrap_or_default();
        // A different spelling of the current name is allowed.
        let others =
            policies.iter().map(|details| &*details.policy.name).filter(|name| old.with_value(|old| name != old));
        let new_name = policy_name(&text.read(), others)?;
        let name =
            old.with_value(|old| old.parse()).map_err(|error: jetstream_api::names::NameError| error.to_string())?;
        if name == new_name {
            return Err("This is the name that it has.".to_owned());
        }
        Ok(RenamePolicy { name, new_name })
    });
    let submit = move |()| {
        let rename = rename.get_untracked();
        error.set(rename.as_ref().err().cloned());
        if let Ok(rename) = rename {
            submission.send(PolicyChange::Rename { rename, id });
        }
    };
    let lead_on = navigate();
    Effect::new(move || {
        let is_done = submission.is_done();
        let new = text.get_untracked();
        let listed = |policies: &std::sync::Arc<[jetstream_api::policies::PolicyDetails]>| {
            policies.iter().any(|details| details.policy.name == new)
        };
        // Only once the new name is in the loaded list: before that, its page would report that there is no such policy.
        if is_done && directory.policies().value().is_some_and(listed) {
            lead_on(&paths::policies(&PolicyPage::One(new)));
        }
    });
    let call = Signal::derive(move || rename.get().ok().map(|rename| PolicyChange::Rename { rename, id }.call()));
    let open = Memo::new(move |_| submission.is_open());
    let pending = Memo::new(move |_| !submission.is_open());
    view! {
        <Dialog open=true title=format!("Rename {}", old.get_value()) on_close on_submit=submit>
            <p class="effect">
                "Only the name changes, and nothing on any device. Whatever knows the policy by its old name has to learn the new one."
            </p>
            <TextField label="New name" value=text error=error autofocus=true readonly=Signal::derive(move || !open.get())
                on_input=move |typed| text.set(typed)/>
            <CallPreview call/>
            <ChangeOutcome submission done="It has the new name."/>
            <div class="actions">
                <Button on_click=on_close>"Close"</Button>
                <Button kind=ButtonKind::Primary submit=true pending>"Rename"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
