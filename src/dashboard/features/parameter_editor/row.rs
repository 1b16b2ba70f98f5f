//! A row of the editor: the name of a parameter, its control, the findings on its value, and details on demand.

use jetstream_api::catalogue::ParameterType;
use jetstream_fleet::configuration::Field;
use leptos::prelude::*;

use crate::features::parameter_editor::{
    control::Control,
    draft::Draft,
    draft_rules::Purpose,
    field_state::{FieldState, InitialValue},
    filter::{Filter, haystack},
    findings::finding_text,
    layers::{DetailsToggle, layers_view, origin_text, resets},
    value::value_text_full,
};
use jetstream_ui::{Badge, BadgeTone};

/// The details that are open below the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expanded {
    Layers,
    Resets,
}

/// The state of a row, shared with its group.
#[derive(Clone, Copy)]
pub struct Row {
    /// Whether the row matches the filter or has the focus.
    pub visible: Memo<bool>,
    state: RwSignal<FieldState>,
    focused: RwSignal<bool>,
    field: StoredValue<Field>,
}

impl Row {
    pub(super) fn new(draft: Draft, field: &Field, state: RwSignal<FieldState>, filter: Filter) -> Self {
        let (haystack, purpose) = (haystack(field), draft.purpose());
        let focused = RwSignal::new(false);
        let field = StoredValue::new(field.clone());
        let is_modified = move || state.with(|state| field.with_value(|field| state.is_modified(field, purpose)));
        // A row with the focus stays visible.
        let visible = Memo::new(move |_| filter.shows(&haystack, is_modified) || focused.get());
        Self { visible, state, focused, field }
    }
}

/// The row.
#[component]
pub(super) fn ParameterRow(draft: Draft, row: Row) -> AnyView {
    let Row { visible, state, focused, field } = row;
    let name = field.with_value(|field| field.name.clone());
    let id = field.with_value(|field| draft.field_id(&field.key));
    let (hint_id, found_id) = (format!("{id}-hint"), format!("{id}-found"));
    let value = Memo::new(move |_| state.with(|state| state.value.clone()));
    let invalid = Memo::new(move |_| state.with(|state| state.is_refused));
    let is_said = Memo::new(move |_| state.with(|state| !state.findings.is_empty()));
    let described_by = {
        let (hint_id, found_id) = (hint_id.clone(), found_id.clone());
        Memo::new(move |_| if is_said.get() { format!("{found_id} {hint_id}") } else { hint_id.clone() })
    };
    let meaning = move || {
        let meaning = value.with(|value| field.with_value(|field| field.special(value.as_deref()?)));
        meaning.map(|meaning| view! { <p class="soft">{value.get()}": "{meaning}</p> })
    };
    let findings = move || state.with(|state| state.findings.iter().map(finding_text).collect_view());
    let below = RwSignal::new(None::<Expanded>);
    let toggle = move |which: Expanded| below.update(|below| *below = (*below != Some(which)).then_some(which));
    let label = name.clone();
    let content = move || {
        below.get().map(|below| {
            field.with_value(|field| match below {
                Expanded::Layers => layers_view(draft, field),
                Expanded::Resets => resets(draft, field, &label, Callback::new(move |()| toggle(Expanded::Resets))),
            })
        })
    };
    let is_open = move |which| Signal::derive(move || below.get() == Some(which));
    view! {
        <div class="parameter" hidden=move || !visible.get()>
            <div class="parameter-name">
                <label for=id.clone()>{name.clone()}</label>
                <Marks draft field state/>
            </div>
            <div class="parameter-value">
                <Control draft field id value invalid described_by focused/>
                {meaning}
            </div>
            <div class="parameter-said" id=found_id>{findings}</div>
            <div class="parameter-about">
                <p class="field-hint" id=hint_id>{field.with_value(hint)}</p>
                <div class="parameter-more">
                    <DetailsToggle word="Layers" label=format!("Layers of {name}") open=is_open(Expanded::Layers)
                        on_click=Callback::new(move |()| toggle(Expanded::Layers))/>
                    <DetailsToggle word="Reset" label=format!("Reset {name}") open=is_open(Expanded::Resets)
                        on_click=Callback::new(move |()| toggle(Expanded::Resets))/>
                </div>
            </div>
            {content}
        </div>
    }
    .into_any()
}

/// A description of the parameter: its effect, the allowed values and the factory default.
fn hint(field: &Field) -> String {
    let mut sentences = vec![field.description().unwrap_or("What it does is not known.").to_owned()];
    sentences.extend(field.without_effect().map(str::to_owned));
    // A switch already shows the allowed values.
    if field.ty != ParameterType::Bool {
        sentences.push(format!("Allowed is {}.", field.allowed()));
    }
    sentences
        .extend(field.default().map(|default| format!("Factory default: {}.", value_text_full(Some(field), default))));
    sentences.extend(field.note().map(str::to_owned));
    sentences.join(" ")
}

/// Labels on the value: the change, its origin, a different report, and limits of the catalogue.
#[component]
fn Marks(draft: Draft, field: StoredValue<Field>, state: RwSignal<FieldState>) -> AnyView {
    let said = move |value: &str| field.with_value(|field| value_text_full(Some(field), value));
    let changed = move || {
        let was = match state.with(|state| state.before.clone())? {
            InitialValue::Value(value) => format!("was {}", said(&value)),
            InitialValue::Nothing if draft.purpose() == Purpose::Overrides => "was the policy's".to_owned(),
            InitialValue::Nothing => "had no value".to_owned(),
        };
        Some(view! {
            <span class="line"><Badge tone=BadgeTone::Info word="Changed"/><span class="soft small">{was}</span></span>
        })
    };
    let held = Memo::new(move |_| {
        let layers = field.with_value(|field| draft.layers(&field.key));
        state.with(|FieldState { value, is_own, .. }| {
            let same = |reported: &str| {
                value.as_ref().is_some_and(|value| field.with_value(|field| field.same(value, reported)))
            };
            let reported = layers.reported.as_ref().filter(|(reported, _)| !same(reported));
            (origin_text(draft, &layers, *is_own), reported.map(|(reported, _)| said(reported)))
        })
    });
    let idle = field.with_value(|field| field.known.is_some_and(|known| known.without_effect));
    let unknown = field.with_value(|field| field.known.is_none());
    view! {
        <div class="parameter-marks">
            {changed}
            {move || held.get().0.map(|origin| view! { <span class="soft small">{origin}</span> })}
            {move || held.get().1.map(|reported| view! {
                <span class="line"><Badge tone=BadgeTone::Warn word="Reported otherwise"/><span class="soft small mono">{reported}</span></span>
            })}
            {idle.then(|| view! { <Badge tone=BadgeTone::Plain word="Without effect"/> })}
            {unknown.then(|| view! { <Badge tone=BadgeTone::Unknown word="Not in the catalogue"/> })}
        </div>
    }
    .into_any()
}
