//! A read-only view of a policy's values, grouped by subject, with the factory default where a value differs from it.

use std::sync::Arc;

use jetstream_fleet::configuration::{Field, Group, Values};
use leptos::prelude::*;

use crate::{
    features::{
        fleet_configuration::policy_view::PolicyView,
        parameter_editor::value::{value_text, value_text_full},
    },
    shared::debounced_query::DebouncedQuery,
    text,
};
use jetstream_ui::{Checkbox, Panel, TextField, unique_id};

/// The query key of the search, the same as in the editor.
pub const PARAMETER: &str = "parameter";
const MODIFIED: &str = "modified";

/// The texts of one value.
struct Line {
    name: String,
    title: &'static str,
    face: String,
    meaning: Option<&'static str>,
    /// The factory default, if the value differs from it.
    default: Option<String>,
}

impl Line {
    fn new(field: &Field, values: &Values) -> Self {
        let value = values.get(&field.key);
        let (face, meaning) =
            value.map_or_else(|| ("No value".to_owned(), None), |value| value_text(Some(field), value));
        let changed = |default: &&str| value.is_some_and(|value| !field.same(value, default));
        let default = field.default().filter(changed).map(|default| value_text_full(Some(field), default));
        Self { name: field.name.clone(), title: field.description().unwrap_or_default(), face, meaning, default }
    }

    fn view(self) -> AnyView {
        let default = self
            .default
            .map(|default| view! { <span class="soft small">{format!("factory default {default}")}</span> });
        let meaning = self.meaning.map(|meaning| view! { <span class="soft">{meaning}</span> });
        view! {
            <div>
                <dt title=self.title>{self.name}</dt>
                <dd class="line"><span class="mono">{self.face}</span>{meaning}{default}</dd>
            </div>
        }
        .into_any()
    }
}

/// The values of a policy. The search text is stored in the query of the page.
#[component]
pub fn PolicyParameters(policy_view: Signal<Arc<PolicyView>>, query: DebouncedQuery) -> AnyView {
    let text = Memo::new(move |_| query.query.with(|query| query.get(PARAMETER).to_owned()));
    let changed = Memo::new(move |_| query.query.with(|query| !query.get(MODIFIED).is_empty()));
    let title = move || {
        policy_view
            .with(|policy_view| format!("{} in this policy", text::plural(policy_view.values.len(), "parameter")))
    };
    let groups = move || {
        let (policy_view, text, changed) = (policy_view.get(), text.get().trim().to_ascii_lowercase(), changed.get());
        let fits = |field: &&Field| {
            field.key.contains(&text) || field.description().unwrap_or_default().to_ascii_lowercase().contains(&text)
        };
        let lines = |group: Group| -> Vec<Line> {
            let fields = policy_view.schema.fields().iter().filter(|field| field.group == group).filter(fits);
            let lines = fields.map(|field| Line::new(field, &policy_view.values));
            lines.filter(|line| !changed || line.default.is_some()).collect()
        };
        let groups = Group::ALL.into_iter().map(|group| (group.title(), lines(group)));
        let groups: Vec<_> = groups.filter(|(_, lines)| !lines.is_empty()).collect();
        if groups.is_empty() {
            return view! { <p class="soft">"No parameter fits."</p> }.into_any();
        }
        groups.into_iter().map(|(title, lines)| group(title, lines)).collect_view().into_any()
    };
    view! {
        <Panel title="Parameters">
            <div class="filters" role="search" on:focusout=move |_| query.flush()>
                <TextField kind="search" label="Search parameters" hide_label=true value=text
                    on_input=move |text| query.set.run((PARAMETER, text))/>
                <Checkbox label="Not at the factory default" checked=changed
                    on_change=move |on: bool| query.set.run((MODIFIED, if on { "yes" } else { "" }.to_owned()))/>
            </div>
            <p class="soft">{title}</p>
            <div class="policy-values">{groups}</div>
        </Panel>
    }
    .into_any()
}

fn group(title: &'static str, lines: Vec<Line>) -> AnyView {
    let id = unique_id("group");
    let heading = id.clone();
    view! {
        <section aria-labelledby=heading>
            <h3 id=id>{title}</h3>
            <dl class="facts">{lines.into_iter().map(Line::view).collect_view()}</dl>
        </section>
    }
    .into_any()
}
