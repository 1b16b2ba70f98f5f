//! The starting values of a new policy: factory defaults, another policy, or a device.

use std::sync::Arc;

use jetstream_api::definitions::DeviceDefinition;
use jetstream_fleet::{
    Fleet,
    configuration::{Schema, Values},
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::features::{
    compare::side::{ComparedKind, ComparedSet, content},
    fleet_configuration::{model::FleetConfiguration, policy_view::schema},
};
use jetstream_ui::{Choice, ComboField, SelectField};

/// The largest number of names that the browser suggests.
const OFFERED: usize = 50;

/// The starting point of a new policy, as the URL stores it: `default`, `policy:Ward`, `device:Cabinet 7` or `reported:Cabinet 7`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StartFrom {
    /// The factory defaults.
    #[default]
    Defaults,
    /// The values of an existing policy or device.
    Of(ComparedSet),
}

impl StartFrom {
    /// The query key.
    pub const KEY: &str = "from";
    const DEFAULTS: &str = "default";

    /// Parses the value of the query.
    pub fn read(text: &str) -> Self {
        if text.is_empty() || text == Self::DEFAULTS { Self::Defaults } else { Self::Of(ComparedSet::read(text)) }
    }

    /// The value for the query; empty for the defaults.
    pub fn value(&self) -> String {
        match self {
            Self::Defaults => String::new(),
            Self::Of(side) => side.value(),
        }
    }

    /// The kind of the source, as its form value.
    fn what(&self) -> &'static str {
        match self {
            Self::Defaults => Self::DEFAULTS,
            Self::Of(side) => side.what.value(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Defaults => "",
            Self::Of(side) => &side.name,
        }
    }
}

/// The starting values of a new policy.
#[derive(Debug, Clone, PartialEq)]
pub struct StartingValues {
    /// The starting point, as its query value.
    pub from: String,
    /// The device definition of the policy.
    pub definition: String,
    /// The schema of its parameters.
    pub schema: Arc<Schema>,
    /// The values. A parameter without a known value is missing.
    pub values: Values,
    /// The values taken to be in use, if they come from a policy or a device; `None` for factory defaults.
    pub working: Option<Values>,
}

/// The chosen starting point, its values, and a text about their source.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcePicker {
    chosen: (StartFrom, String),
    /// The starting values, or the reason why there are none yet.
    pub begin: Result<StartingValues, String>,
    /// The source of the values, as sentences.
    pub origin: String,
}

impl SourcePicker {
    /// Combines a choice with the values found for it. Values that were found before for the same choice are retained, so that a reload of
    /// devices and policies does not discard the user's edits. Only the text about their source is updated.
    pub fn new(
        before: Option<&Self>,
        chosen: (StartFrom, String),
        found: Result<(StartingValues, String), String>,
    ) -> Self {
        let begun = before.filter(|before| before.chosen == chosen).and_then(|before| before.begin.as_ref().ok());
        let (begin, origin) = match (begun, found) {
            (None, Ok((begin, origin))) => (Ok(begin), origin),
            (None, Err(why)) => (Err(why), String::new()),
            (Some(begun), Ok((begin, origin))) => {
                let otherwise = begin != *begun;
                let since = if otherwise { " They have changed since; here they are as they were." } else { "" };
                (Ok(begun.clone()), format!("{origin}{since}"))
            }
            (Some(begun), Err(why)) => (Ok(begun.clone()), format!("{why} The values are those from before.")),
        };
        Self { chosen, begin, origin }
    }
}

/// Finds the starting values and a sentence about their source. The error says which choice is missing or invalid.
pub fn starting_values(
    from: &StartFrom,
    definition: &str,
    definitions: &[DeviceDefinition],
    setup: &FleetConfiguration,
    fleet: &Fleet,
    now: Timestamp,
) -> Result<(StartingValues, String), String> {
    let start = from.value();
    let StartFrom::Of(side) = from else {
        let found = definitions.iter().find(|known| known.name == definition);
        let found = found.ok_or_else(|| match definition {
            "" => "Choose the device definition that the policy is for.".to_owned(),
            other => format!("Jetstream lists no device definition named {other}."),
        })?;
        let schema = schema(found);
        let values = schema.defaults();
        let origin = match schema.fields().len() - values.len() {
            0 => "Every value is the factory default.".to_owned(),
            1 => "Every value is the factory default, but for one of which it is not known.".to_owned(),
            count => format!("Every value is the factory default, but for {count} of which it is not known."),
        };
        let (definition, schema) = (found.name.clone(), Arc::new(schema));
        return Ok((StartingValues { from: start, definition, schema, values, working: None }, origin));
    };
    let found = content(side, setup, fleet, now)?;
    if !definition.is_empty() && definition != found.definition {
        return Err(format!("{} is for another definition: {}.", side.title(), found.definition));
    }
    // Parameters that the device did not report get their factory defaults.
    let values = found.schema.defaults().with(&found.values);
    let own = found.schema.fields().iter().filter_map(|field| Some((&field.key, values.get(&field.key)?)));
    let values: Values = own.collect();
    let origin = format!("The values are those of {}. {}", side.title(), found.origin);
    let working = Some(values.clone());
    Ok((StartingValues { from: start, definition: found.definition, schema: found.schema, working, values }, origin))
}

/// A form to choose the starting point.
#[component]
pub fn BeginPicker(
    /// The devices and policies.
    setup: Memo<Arc<FleetConfiguration>>,
    /// The chosen definition. Devices and policies of other definitions are not offered.
    definition: Memo<String>,
    /// The current choice.
    from: Memo<StartFrom>,
    /// Called with the new choice.
    #[prop(into)]
    on_change: Callback<StartFrom>,
) -> AnyView {
    let kinds = [(StartFrom::DEFAULTS, "Factory defaults")].into_iter();
    let kinds = kinds.chain(ComparedKind::ALL.map(|what| (what.value(), what.words())));
    let kinds: Vec<_> = kinds.map(|(value, word)| Choice::new(value, word)).collect();
    let what = Memo::new(move |_| from.with(StartFrom::what));
    let name = Memo::new(move |_| from.with(|from| from.name().to_owned()));
    let change_what = move |value: String| {
        let what = ComparedKind::ALL.into_iter().find(|what| what.value() == value);
        on_change
            .run(what.map_or(StartFrom::Defaults, |what| StartFrom::Of(ComparedSet { what, name: String::new() })));
    };
    let change_name = move |name: String| {
        if let StartFrom::Of(side) = from.get_untracked() {
            on_change.run(StartFrom::Of(ComparedSet { name, ..side }));
        }
    };
    let is_offered = move |of: &str| definition.with(|definition| definition.is_empty() || definition == of);
    let policies = Memo::new(move |_| {
        let setup = setup.get();
        let known = setup.policies.iter().filter(|known| is_offered(known.definition()));
        let choices = known.map(|known| Choice::new(known.name(), known.name()));
        std::iter::once(Choice::new("", "Choose a policy")).chain(choices).collect::<Vec<_>>()
    });
    let devices = Memo::new(move |_| {
        let (setup, typed) = (setup.get(), name.get().to_ascii_lowercase());
        let entries = setup.names.iter().filter_map(|number| setup.device(*number as usize));
        let fits = entries.filter(|(entry, _)| entry.sort_key.contains(&typed) && is_offered(&entry.device.definition));
        fits.take(OFFERED).map(|(entry, _)| entry.device.name.clone()).collect::<Vec<_>>()
    });
    let field = move || match what.get() {
        StartFrom::DEFAULTS => ().into_any(),
        what if what == ComparedKind::Policy.value() => {
            view! { <SelectField label="Policy" value=name on_change=change_name choices=policies/> }.into_any()
        }
        _ => view! { <ComboField label="Device" value=name on_input=change_name suggestions=devices/> }.into_any(),
    };
    view! {
        <SelectField label="Start from" value=Signal::derive(move || what.get().to_owned()) on_change=change_what choices=kinds/>
        {field}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use jetstream_api::wire::Pair;

    use super::*;

    fn cabinets() -> Schema {
        let key = "DoorOpenTimeLimit".to_owned();
        schema(&DeviceDefinition {
            id: None,
            name: "TS092, Security Cabinet".to_owned(),
            firmware_version: None,
            flags: Default::default(),
            device_specific_command_names: Vec::new(),
            config_parameters: vec![Pair { key, value: "Int".to_owned() }],
            sensor_reading_measures: Vec::new(),
        })
    }

    fn found(limit: &str, origin: &str) -> Result<(StartingValues, String), String> {
        let (from, definition) = ("policy:Ward".to_owned(), "TS092, Security Cabinet".to_owned());
        let values = Values::from_iter([("dooropentimelimit", limit)]);
        let begin =
            StartingValues { from, definition, schema: Arc::new(cabinets()), working: Some(values.clone()), values };
        Ok((begin, origin.to_owned()))
    }

    #[test]
    fn what_was_begun_with_stays_while_what_is_said_of_it_follows() {
        let chosen = |name: &str| (StartFrom::read(&format!("policy:{name}")), String::new());
        let first = SourcePicker::new(None, chosen("Ward"), found("300", "On 3 devices."));
        let joined = SourcePicker::new(Some(&first), chosen("Ward"), found("300", "On 4 devices."));
        assert_eq!((&joined.begin, joined.origin.as_str()), (&first.begin, "On 4 devices."));
        let gone = SourcePicker::new(Some(&joined), chosen("Ward"), Err("There is no such policy.".into()));
        assert_eq!(gone.begin, first.begin);
        assert_eq!(gone.origin, "There is no such policy. The values are those from before.");
        let another = SourcePicker::new(Some(&gone), chosen("Ward"), found("60", "On 1 device."));
        assert_eq!(another.begin, first.begin);
        assert_eq!(another.origin, "On 1 device. They have changed since; here they are as they were.");
    }

    #[test]
    fn another_choice_begins_anew_and_so_does_one_that_is_found_at_last() {
        let chosen = |name: &str| (StartFrom::read(&format!("policy:{name}")), String::new());
        let first = SourcePicker::new(None, chosen("Ward"), found("300", "On 3 devices."));
        let other = SourcePicker::new(Some(&first), chosen("Night"), found("60", "On 1 device."));
        assert_eq!(other.begin.as_ref().map(|begin| begin.values.get("dooropentimelimit")), Ok(Some("60")));
        let none = SourcePicker::new(Some(&first), chosen("Nobody"), Err("There is no such policy.".into()));
        assert_eq!((&none.begin, none.origin.as_str()), (&Err("There is no such policy.".into()), ""));
        assert_eq!(SourcePicker::new(Some(&none), chosen("Nobody"), found("300", "")).begin, first.begin);
    }

    #[test]
    fn what_it_starts_from_reads_back_from_the_url() {
        for text in ["policy:Ward 3, east.", "device:Cabinet: 7", "reported:Cabinet 7", ""] {
            assert_eq!(StartFrom::read(text).value(), text);
        }
        assert_eq!(StartFrom::read("default"), StartFrom::Defaults);
    }
}
