//! The kinds of devices, and how the kind of a device is found.
//!
//! The API has no such field. It gives the name of the device definition, in which the vendor writes the
//! model number first (`TS032, Cabinet, US, UHF, GF, 7.9 cu ft, v4`), and five booleans that say which commands the
//! definition has. So:
//!
//! - **The model number decides**, through the table in [`models`]. A model number that is not in the table, or none
//!   at all, is [`DeviceKind::Unknown`].
//! - **The booleans do not decide.** `GetEpcListCommand = false` is true of security cabinets, read points, mobile
//!   cases and handhelds alike; `true` is true of enclosures, countertop cabinets and surface read points. The other
//!   four (`GetConfigValuesCommand`, `SetConfigValuesCommand`, `ResetCommand`, `UpdateFirmwareCommand`) separate at
//!   best handhelds and mobile cases from the rest, and a definition may lack a command for reasons of its own. No
//!   combination names one kind, so they only overrule, command by command, what the kind suggests: see
//!   [`capabilities::can`](crate::capabilities::can).

pub(crate) mod device_kind;
pub(crate) mod form;
mod model_number;

use crate::catalogue::models;

pub use device_kind::{DeviceKind, ParseKindError};
pub use form::Form;
pub use model_number::model_number;

impl DeviceKind {
    /// The kind of a model number such as `TS092`; letter case does not matter.
    pub fn of_model(number: &str) -> Self {
        models::model(number).map_or(Self::Unknown, |model| model.kind)
    }

    /// The kind of the devices of a device definition, from the model number in the definition's name.
    pub fn of_definition(definition_name: &str) -> Self {
        model_number(definition_name).map_or(Self::Unknown, Self::of_model)
    }
}

/// The form of the devices of a device definition: by its model number, else (for models the catalogue does not know)
/// by the word in the second place of its name, where the vendor writes `Cabinet` and, presumably, its siblings.
pub fn form_of(definition_name: &str) -> Option<Form> {
    let known = model_number(definition_name).and_then(models::model);
    known.map_or_else(|| form_from_words(definition_name), |model| model.form)
}

fn form_from_words(definition_name: &str) -> Option<Form> {
    let words = definition_name.split(',').nth(1)?.to_ascii_lowercase();
    if words.contains("freezer") {
        Some(if words.contains("ultra") { Form::UltraLowFreezer } else { Form::Freezer })
    } else if words.contains("fridge") || words.contains("refrigerator") {
        Some(Form::Fridge)
    } else if words.contains("cabinet") {
        Some(Form::Cabinet)
    } else {
        None
    }
}

#[cfg(test)]
#[path = "kind_tests.rs"]
mod tests;
