//! A view of the layers of one parameter's value, and the buttons that reset the value to a layer.

use jetstream_fleet::configuration::{Field, Layers, ValueOrigin};
use leptos::prelude::*;

use crate::{
    features::parameter_editor::{
        draft::{Draft, Source},
        draft_rules::Purpose,
        value::value_text_full,
    },
    shared::time_ago::ExactTime,
};
use jetstream_ui::Button;

/// A list of the layers with their values.
pub(super) fn layers_view(draft: Draft, field: &Field) -> AnyView {
    let Layers { default, policy, own, reported } = draft.layers(&field.key);
    let said = |value: Option<String>, none: &'static str| {
        value.map_or_else(
            || view! { <span class="soft">{none}</span> }.into_any(),
            |value| view! { <span class="mono">{value_text_full(Some(field), &value)}</span> }.into_any(),
        )
    };
    let reported = match reported {
        None => said(None, "not known here: ask the device"),
        Some((value, at)) => {
            view! { {said(Some(value), "")} <span class="soft">", as of "<ExactTime time=at/></span> }.into_any()
        }
    };
    // A policy is not set on one device, so it has no override and no report.
    let of_a_device = draft.purpose() == Purpose::Overrides;
    let of_a_device = of_a_device.then(|| {
        let none = "not set: the policy's value holds";
        view! {
            <div><dt>"Set on this device"</dt><dd>{said(own, none)}</dd></div>
            <div><dt>"Last reported"</dt><dd>{reported}</dd></div>
        }
    });
    view! {
        <dl class="facts">
            <div><dt>"Factory default"</dt><dd>{said(default, "not known")}</dd></div>
            <div><dt>"Policy"</dt><dd>{said(policy, "none has it yet")}</dd></div>
            {of_a_device}
        </dl>
    }
    .into_any()
}

/// A button for each layer that the value can be reset to.
pub(super) fn resets(draft: Draft, field: &Field, name: &str, on_done: Callback<()>) -> AnyView {
    let Layers { default, policy, reported, .. } = draft.layers(&field.key);
    let known = [
        (Source::Default, "Reset to default", default),
        (Source::Policy, "Reset to policy", policy),
        (Source::Reported, "Reset to last reported", reported.map(|(value, _)| value)),
    ];
    let button = |(source, word, value): (Source, &'static str, Option<String>)| {
        let value = value_text_full(Some(field), &value?);
        let key = field.key.clone();
        let reset = move |()| {
            draft.reset(&key, source);
            on_done.run(());
        };
        Some(view! { <Button on_click=reset>{word}" "<span class="soft mono">{value}</span></Button> })
    };
    let buttons: Vec<_> = known.into_iter().filter_map(button).collect();
    let nothing = buttons.is_empty().then(|| view! { <p class="soft">"No other value of it is known."</p> });
    view! { <div class="line" role="group" aria-label=format!("Reset {name}")>{buttons}{nothing}</div> }.into_any()
}

/// The origin of the value that a device has; `None` for the draft of a policy, where there is only one.
pub(super) fn origin_text(draft: Draft, layers: &Layers, is_own: bool) -> Option<&'static str> {
    if draft.purpose() == Purpose::Policy {
        return None;
    }
    let inherited = Layers { own: None, ..layers.clone() };
    Some(match (is_own, inherited.effective()) {
        (true, _) => "Set on this device",
        (false, Some((_, ValueOrigin::Policy))) => "By the policy",
        (false, _) => "Not in the policy",
    })
}

/// A button that opens or closes the details below a row.
#[component]
pub(super) fn DetailsToggle(
    /// The visible label.
    word: &'static str,
    /// The accessible name.
    label: String,
    open: Signal<bool>,
    on_click: Callback<()>,
) -> AnyView {
    view! {
        <button type="button" class="button quiet" aria-label=label aria-expanded=move || open.get().to_string()
            on:click=move |_| on_click.run(())>{word}</button>
    }
    .into_any()
}
