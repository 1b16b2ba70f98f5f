//! The dialog that applies overrides to one device. Jetstream cannot change overrides, so the policy is removed and added again: a
//! change plan of one device.

use std::sync::Arc;

use jetstream_api::names::{NameError, PolicyName};
use jetstream_fleet::{
    configuration::{ValueChange, Values, difference},
    plan::{Assignment, PlanSpec, PreviousAssignment},
};
use leptos::prelude::*;

use crate::{
    features::{
        assignment::calculation::AfterAssignment,
        fleet_configuration::policy_view::PolicyView,
        parameter_editor::{changes_table::changes_table, draft::Draft, value::value_text_full},
    },
    paths::{self, PolicyPage},
    shared::url::navigate,
    state::{directory::device_entry::DeviceEntry, plans::Plans},
    text,
};
use jetstream_ui::{Button, ButtonKind, Dialog, Notice, NoticeKind};

/// The device whose own values change, with its present policy and values.
#[derive(Debug, Clone, PartialEq)]
pub struct OverridesTarget {
    pub entry: DeviceEntry,
    /// Its policy.
    pub policy: Arc<PolicyView>,
    /// Its own values.
    pub own: Values,
}

impl OverridesTarget {
    /// The specification of the plan, or an error in the name of the policy.
    fn plan_spec(&self, draft: Draft) -> Result<PlanSpec, NameError> {
        let Self { entry, policy, own } = self;
        let (name, values) = (PolicyName::parse(policy.name())?, &policy.values);
        let overrides = untrack(|| draft.values());
        let AfterAssignment { sync, read_back } = AfterAssignment { sync: true, read_back: true }.compute(entry);
        let assignment = Assignment {
            device: entry.name.clone()?,
            before: Some(PreviousAssignment { policy: name.clone(), overrides: own.clone() }),
            changes: difference(&draft.schema(), &values.with(own), &values.with(&overrides)),
            overrides,
            sync,
            read_back,
        };
        Ok(PlanSpec {
            from: Some(name.clone()),
            policy: name,
            definition: entry.device.definition.parse()?,
            parameters: values.clone(),
            create: false,
            delete_old: false,
            devices: vec![assignment],
        })
    }
}

/// The dialog: the changes, and the steps. It creates the plan, and the plan's page runs it.
#[component]
pub fn ApplyOverrides(subject: OverridesTarget, draft: Draft, on_close: Callback<()>) -> AnyView {
    let schema = draft.schema();
    let row = move |change: &ValueChange| {
        let cell = |value: &Option<String>| match value {
            Some(value) => {
                view! { <span class="mono">{value_text_full(schema.field(&change.key), value)}</span> }.into_any()
            }
            None => view! { <span class="soft">"none: the policy's holds"</span> }.into_any(),
        };
        view! { <tr><th scope="row">{change.name.clone()}</th><td>{cell(&change.from)}</td><td>{cell(&change.to)}</td></tr> }
            .into_any()
    };
    let changes = untrack(|| draft.changes());
    let rows = StoredValue::new(changes.to_vec());
    let device = subject.entry.device.name.clone();
    let steps = steps(&subject, untrack(|| draft.values()).len());
    let title = format!("Apply to {device}");
    let failed = RwSignal::new(None::<String>);
    let plans = Plans::current();
    let navigate = navigate();
    let make = Callback::new(move |()| {
        let added = subject
            .plan_spec(draft)
            .map_err(|error| error.to_string())
            .and_then(|spec| plans.add(spec).map_err(|error| error.to_string()));
        match added {
            Ok(id) => {
                draft.mark_submitted();
                navigate(&paths::policies(&PolicyPage::Plan(id.to_string())));
            }
            Err(error) => failed.set(Some(error)),
        }
    });
    view! {
        <Dialog open=true title on_close>
            {changes_table("What changes", ["Own value of", "Now", "Then"], rows.with_value(|rows| rows.iter().map(&row).collect()))}
            <p>"Jetstream cannot change a device's own values. It takes a change plan of these steps:"</p>
            <ol class="steps">{steps.iter().map(|step| view! { <li>{step.clone()}</li> }).collect_view()}</ol>
            <p class="soft">
                "Between the first two the device has no policy in Jetstream; it keeps the values that it has. Nothing is sent before \
                you run the plan."
            </p>
            {move || failed.get().map(|why| view! {
                <Notice kind=NoticeKind::Error title="No plan was made"><p>{why}</p></Notice>
            })}
            <div class="actions">
                <Button on_click=on_close>"Cancel"</Button>
                <Button kind=ButtonKind::Primary on_click=make>"Make the change plan"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The steps of the plan, as sentences.
fn steps(subject: &OverridesTarget, own: usize) -> [String; 3] {
    let (device, policy) = (&subject.entry.device.name, subject.policy.name());
    let own = match own {
        0 => "without own values".to_owned(),
        own => format!("with {}", text::plural(own, "own value")),
    };
    [
        format!("Take the policy {policy} off {device}."),
        format!("Add it again, {own}."),
        "Send the values to the device, and ask it what it has.".to_owned(),
    ]
}
