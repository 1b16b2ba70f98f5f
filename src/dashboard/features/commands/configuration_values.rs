//! The form that sets single values on a device, without a policy: the keys that the call accepts and the device has.

use jetstream_api::{
    call::Endpoint,
    catalogue::{
        Command, FirmwareVersion, Parameter,
        parameters::{directly_settable, parameters_in},
    },
    commands::SetConfigurationValues,
    definitions::DeviceDefinition,
    kind::DeviceKind,
    wire::Pair,
};
use leptos::prelude::*;

use crate::{
    features::commands::{
        command_dialog::{CommandDialog, CommandForm},
        effect::CommandContext,
    },
    state::{commands::CommandIntent, directory::Directory},
};
use jetstream_ui::TextField;

#[derive(Clone)]
struct ParameterInput {
    name: String,
    known: Option<&'static Parameter>,
    text: RwSignal<String>,
    error: RwSignal<Option<String>>,
}

impl ParameterInput {
    /// Validates the text by the rule of the catalogue. An empty field leaves the value on the device unchanged.
    fn pair(&self) -> Result<Option<Pair>, String> {
        let value = self.text.get();
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        match self.known.map(|parameter| parameter.check(value)) {
            Some(Err(error)) => Err(error.to_string()),
            // A parameter that the catalogue does not list is validated by the server.
            Some(Ok(())) | None => Ok(Some(Pair { key: self.name.to_ascii_lowercase(), value: value.to_owned() })),
        }
    }

    /// The hint below the field: the allowed values, and the meaning of the present one where it needs an explanation.
    fn hint(&self) -> String {
        let Some(known) = self.known else { return String::new() };
        let unit = known.unit.map(|unit| format!(" {}", unit.plural())).unwrap_or_default();
        let value = self.text.get();
        let meaning = known.special(&value).map(|meaning| format!(" {value} means: {meaning}."));
        format!("Allowed is {}{unit}.{}", known.ty, meaning.unwrap_or_default())
    }
}

/// The available parameters: those of the device definition, or else those that the catalogue lists for this kind of device.
fn offered(kind: DeviceKind, definition: Option<&DeviceDefinition>) -> Vec<ParameterInput> {
    let firmware = definition.and_then(|definition| definition.firmware_version.as_deref()?.parse().ok());
    let table = parameters_in(kind, firmware.unwrap_or(FirmwareVersion::new(4, 0, 0)));
    let listed = definition.map(|definition| definition.config_parameters.as_slice()).unwrap_or_default();
    let mut names: Vec<&str> = listed.iter().map(|pair| pair.key.as_str()).collect();
    if names.is_empty() {
        names.extend(table.iter().map(|parameter| parameter.name));
    }
    names.retain(|name| directly_settable(name));
    let value = |name: &str| {
        let known = table.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(name));
        let name = known.map_or(name, |known| known.name).to_owned();
        ParameterInput { name, known, text: RwSignal::new(String::new()), error: RwSignal::new(None) }
    };
    names.into_iter().map(value).collect()
}

/// The form with one field for each value. At least one must be filled in.
#[component]
pub fn ConfigurationForm(form: CommandForm) -> AnyView {
    let entry = form.entry;
    let values = untrack(|| {
        let definitions = Directory::current().definitions();
        let definitions = definitions.value().map(|known| &**known).unwrap_or_default();
        entry.with_value(|entry| {
            let definition = definitions.iter().find(|definition| definition.name == entry.device.definition);
            offered(entry.kind(), definition)
        })
    });
    let values = StoredValue::new(values);
    let device = StoredValue::new(form.device.clone());
    let intent = move || -> Option<SetConfigurationValues> {
        let pairs =
            values.with_value(|values| values.iter().map(|value| value.pair().ok()).collect::<Option<Vec<_>>>())?;
        let values: Vec<_> = pairs.into_iter().flatten().collect();
        (!values.is_empty()).then(|| SetConfigurationValues { device: device.get_value(), values })
    };
    let read = move |()| {
        let values = values.get_value();
        let nothing = values.iter().all(|value| value.text.with_untracked(|text| text.trim().is_empty()));
        for value in values {
            let wrong = untrack(|| value.pair()).err();
            value.error.set(wrong.or_else(|| nothing.then(|| "Give at least one value.".to_owned())));
        }
        untrack(intent).map(CommandIntent::SetConfigurationValues)
    };
    let circumstances = Memo::new(move |_| entry.with_value(CommandContext::of));
    let fields = move || {
        let field = |value: ParameterInput| {
            let (text, hint) = (
                value.text,
                Signal::derive({
                    let value = value.clone();
                    move || value.hint()
                }),
            );
            view! { <TextField label=value.name value=text error=value.error hint=hint on_input=move |typed| text.set(typed)/> }
        };
        let fields: Vec<_> = values.get_value().into_iter().map(field).collect();
        let none = fields.is_empty().then_some("This device has none of the parameters that can be set this way.");
        view! { {none} {fields} }
    };
    view! {
        <CommandDialog
            title=format!("Set configuration values of {}", form.device)
            form
            effect=Signal::derive(move || circumstances.get().expected_effect(Command::SetConfigurationValues))
            read
            preview=Signal::derive(move || intent().map(|intent| intent.call()))
            submit="Set configuration values"
            fields
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition(name: &str, firmware: &str, keys: &[&str]) -> DeviceDefinition {
        let pair = |key: &&str| Pair { key: (*key).to_owned(), value: "Int".to_owned() };
        DeviceDefinition {
            id: None,
            name: name.into(),
            firmware_version: Some(firmware.into()),
            flags: Default::default(),
            device_specific_command_names: Vec::new(),
            config_parameters: keys.iter().map(pair).collect(),
            sensor_reading_measures: Vec::new(),
        }
    }

    fn names(kind: DeviceKind, definition: Option<&DeviceDefinition>) -> Vec<String> {
        Owner::new().with(|| offered(kind, definition).into_iter().map(|value| value.name).collect())
    }

    #[test]
    fn only_what_the_call_takes_and_the_definition_has_is_offered() {
        let keys = ["ip", "heartbeateventinterval", "dooropentimelimit", "antennatxpower"];
        let cabinet = definition("TS092, Security Cabinet", "4.8", &keys);
        let found = names(DeviceKind::SecurityCabinet, Some(&cabinet));
        assert_eq!(found, ["HeartbeatEventInterval", "DoorOpenTimeLimit", "antennatxpower"]);
    }

    #[test]
    fn without_a_definition_it_is_what_the_catalogue_knows() {
        let found = names(DeviceKind::SecurityCabinet, None);
        assert_eq!(found, ["DoorOpenTimeLimit", "HeartbeatEventInterval", "SensorReadingEventInterval"]);
        assert!(names(DeviceKind::Handheld, None).is_empty());
    }

    #[test]
    fn enclosures_with_firmware_3_are_held_to_their_own_ranges() {
        Owner::new().with(|| {
            let check = |firmware: &str| {
                let enclosure = definition("TS032, Cabinet", firmware, &["antenna1txpower"]);
                let value = offered(DeviceKind::RfidEnclosure, Some(&enclosure)).remove(0);
                value.text.set("50".into());
                value.pair()
            };
            assert!(check("3.4").is_ok() && check("4.8").is_err());
        });
    }
}
