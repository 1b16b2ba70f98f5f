//! The form in which one side of a comparison is chosen.

use std::sync::Arc;

use leptos::prelude::*;

use crate::features::{
    compare::side::{ComparedKind, ComparedSet},
    fleet_configuration::model::FleetConfiguration,
};
use jetstream_ui::{Choice, ComboField, SelectField};

/// Maximum number of names that the browser suggests.
const OFFERED: usize = 50;

/// Two fields: the kind of the side, and its name.
#[component]
pub fn SidePicker(
    /// "Left" or "Right".
    place: &'static str,
    /// The policies and devices to choose from.
    setup: Memo<Arc<FleetConfiguration>>,
    /// The chosen side.
    side: Memo<ComparedSet>,
    /// Called with the new choice.
    on_change: Callback<ComparedSet>,
) -> AnyView {
    let kinds = ComparedKind::ALL.map(|what| Choice::new(what.value(), what.words())).to_vec();
    let what = Memo::new(move |_| side.with(|side| side.what));
    let name = Memo::new(move |_| side.with(|side| side.name.clone()));
    let change_what = move |value: String| {
        let what = ComparedKind::ALL.into_iter().find(|what| what.value() == value).unwrap_or_default();
        let before = side.get_untracked();
        // Expected and reported values both belong to a device, so the name stays valid.
        let keeps = (what == ComparedKind::Policy) == (before.what == ComparedKind::Policy);
        on_change.run(ComparedSet { what, name: if keeps { before.name } else { String::new() } });
    };
    let change_name = move |name: String| on_change.run(ComparedSet { name, what: what.get_untracked() });
    let policies = Memo::new(move |_| {
        let names = setup.with(|setup| setup.policies.iter().map(|known| known.name().to_owned()).collect::<Vec<_>>());
        let choices = names.into_iter().map(|name| Choice::new(name.clone(), name));
        std::iter::once(Choice::new("", "Choose a policy")).chain(choices).collect::<Vec<_>>()
    });
    let devices = Memo::new(move |_| {
        let (setup, typed) = (setup.get(), name.get().to_ascii_lowercase());
        let names = setup.names.iter().filter_map(|number| setup.device(*number as usize));
        let fits = names.filter(|(entry, _)| entry.sort_key.contains(&typed));
        fits.take(OFFERED).map(|(entry, _)| entry.device.name.clone()).collect::<Vec<_>>()
    });
    let field = move || {
        if what.get() == ComparedKind::Policy {
            view! { <SelectField label=format!("{place} policy") value=name on_change=change_name choices=policies/> }
                .into_any()
        } else {
            view! { <ComboField label=format!("{place} device") value=name on_input=change_name suggestions=devices/> }
                .into_any()
        }
    };
    view! {
        <fieldset class="side">
            <legend class="visually-hidden">{place}</legend>
            <SelectField label=format!("{place} side") value=Signal::derive(move || what.get().value().to_owned())
                on_change=change_what choices=kinds/>
            {field}
        </fieldset>
    }
    .into_any()
}
