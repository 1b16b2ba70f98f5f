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

/// How many names the browser offers.
const OFFERED: usize = 50;

/// What it starts from, as the URL has it: `default`, `policy:Ward`, `device:Cabinet 7` or `reported:Cabinet 7`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StartFrom {
    /// The factory defaults.
    #[default]
    Defaults,
    /// The values of something that exists.
    Of(ComparedSet),
}

impl StartFrom {
    /// The name of the value in the query.
    pub const KEY: &str = "from";
    const DEFAULTS: &str = "default";

    /// Reads a value of the query.
    pub fn read(text: &str) -> Self {
        if text.is_empty() || text == Self::DEFAULTS { Self::Defaults } else { Self::Of(ComparedSet::read(text)) }
    }

    /// The value in the query; empty for the defaults.
    pub fn value(&self) -> String {
        match self {
            Self::Defaults => String::new(),
            Self::Of(side) => side.value(),
        }
    }

    /// What it is of.
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

/// What a new policy begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct StartingValues {
    /// What it starts from, as the URL has it.
    pub from: String,
    /// The device definition that it is for.
    pub definition: String,
    /// Its parameters.
    pub schema: Arc<Schema>,
    /// A value for every parameter for which there is one.
    pub values: Values,
    /// The values that devices work with, where it starts from such.
    pub working: Option<Values>,
}

/// What somebody has chosen to start from, what that is, and what is known of it now.
#[derive(Debug, Clone, PartialEq)]
pub struct SourcePicker {
    chosen: (StartFrom, String),
    /// What the values begin with, or why there is nothing yet.
    pub begin: Result<StartingValues, String>,
    /// Where the values come from, in sentences.
    pub ground: String,
}

impl SourcePicker {
    /// Takes what is found of a choice. Where it was found before, that stays: what somebody types over it is not taken away because
    /// devices and policies are read again. Only what is said of it follows.
    pub fn new(
        before: Option<&Self>,
        chosen: (StartFrom, String),
        found: Result<(StartingValues, String), String>,
    ) -> Self {
        let begun = before.filter(|before| before.chosen == chosen).and_then(|before| before.begin.as_ref().ok());
        let (begin, ground) = match (begun, found) {
            (None, Ok((begin, ground))) => (Ok(begin), ground),
            (None, Err(why)) => (Err(why), String::new()),
            (Some(begun), Ok((begin, ground))) => {
                let otherwise = begin != *begun;
                let since = if otherwise { " They have changed since; here they are as they were." } else { "" };
                (Ok(begun.clone()), format!("{ground}{since}"))
            }
            (Some(begun), Err(why)) => (Ok(begun.clone()), format!("{why} The values are those from before.")),
        };
        Self { chosen, begin, ground }
    }
}

/// Finds what to begin with, and where that comes from, in a sentence; or says what is still to be chosen.
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
        let ground = match schema.fields().len() - values.len() {
            0 => "Every value is the factory default.".to_owned(),
            1 => "Every value is the factory default, but for one of which it is not known.".to_owned(),
            count => format!("Every value is the factory default, but for {count} of which it is not known."),
        };
        let (definition, schema) = (found.name.clone(), Arc::new(schema));
        return Ok((StartingValues { from: start, definition, schema, values, working: None }, ground));
    };
    let found = content(side, setup, fleet, now)?;
    if !definition.is_empty() && definition != found.definition {
        return Err(format!("{} is for another definition: {}.", side.title(), found.definition));
    }
    // What a device did not report has to come from somewhere.
    let values = found.schema.defaults().with(&found.values);
    let own = found.schema.fields().iter().filter_map(|field| Some((&field.key, values.get(&field.key)?)));
    let values: Values = own.collect();
    let ground = format!("The values are those of {}. {}", side.title(), found.ground);
    let working = Some(values.clone());
    Ok((StartingValues { from: start, definition: found.definition, schema: found.schema, working, values }, ground))
}

/// Chooses it.
#[component]
pub fn BeginPicker(
    /// Devices and policies.
    setup: Memo<Arc<FleetConfiguration>>,
    /// The definition; others' devices and policies are not offered.
    definition: Memo<String>,
    /// What is chosen.
    from: Memo<StartFrom>,
    /// Called with another choice.
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

    fn found(limit: &str, ground: &str) -> Result<(StartingValues, String), String> {
        let (from, definition) = ("policy:Ward".to_owned(), "TS092, Security Cabinet".to_owned());
        let values = Values::from_iter([("dooropentimelimit", limit)]);
        let begin =
            StartingValues { from, definition, schema: Arc::new(cabinets()), working: Some(values.clone()), values };
        Ok((begin, ground.to_owned()))
    }

    #[test]
    fn what_was_begun_with_stays_while_what_is_said_of_it_follows() {
        let chosen = |name: &str| (StartFrom::read(&format!("policy:{name}")), String::new());
        let first = SourcePicker::new(None, chosen("Ward"), found("300", "On 3 devices."));
        let joined = SourcePicker::new(Some(&first), chosen("Ward"), found("300", "On 4 devices."));
        assert_eq!((&joined.begin, joined.ground.as_str()), (&first.begin, "On 4 devices."));
        let gone = SourcePicker::new(Some(&joined), chosen("Ward"), Err("There is no such policy.".into()));
        assert_eq!(gone.begin, first.begin);
        assert_eq!(gone.ground, "There is no such policy. The values are those from before.");
        let another = SourcePicker::new(Some(&gone), chosen("Ward"), found("60", "On 1 device."));
        assert_eq!(another.begin, first.begin);
        assert_eq!(another.ground, "On 1 device. They have changed since; here they are as they were.");
    }

    #[test]
    fn another_choice_begins_anew_and_so_does_one_that_is_found_at_last() {
        let chosen = |name: &str| (StartFrom::read(&format!("policy:{name}")), String::new());
        let first = SourcePicker::new(None, chosen("Ward"), found("300", "On 3 devices."));
        let other = SourcePicker::new(Some(&first), chosen("Night"), found("60", "On 1 device."));
        assert_eq!(other.begin.as_ref().map(|begin| begin.values.get("dooropentimelimit")), Ok(Some("60")));
        let none = SourcePicker::new(Some(&first), chosen("Nobody"), Err("There is no such policy.".into()));
        assert_eq!((&none.begin, none.ground.as_str()), (&Err("There is no such policy.".into()), ""));
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
