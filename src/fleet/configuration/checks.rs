//! Checks of parameter values: errors, warnings and notes.
//!
//! Errors block. Warnings explain the consequences of a value for the dashboard, the connection or the door; notes tell why a value
//! matters less than it seems. A value about which the reference says nothing is allowed.

mod context;
mod finding;
mod network;
mod warnings;

pub use context::CheckContext;
pub use finding::{Finding, Severity};

pub(super) use network::{ADDRESSED, IP, address_of_many, errors_of_addresses, static_address};

use jetstream_api::catalogue::{Limits, ParameterType};

use super::{Field, Schema, Values};

/// Checks one value while it is typed. If there is an error it is the only finding: the consequences of a wrong value do not matter.
pub fn check_value(field: &Field, value: &str, context: &CheckContext) -> Vec<Finding> {
    let key = [field.key.as_str()];
    if let Err(error) = field.check(value) {
        return vec![Finding::sentence(&key, Severity::Error, format_args!("{error}."))];
    }
    let mut findings = Vec::new();
    network::of_value(field, value, context, &mut findings);
    warnings::of_value(field, value, &mut findings);
    notes(field, value, context, &mut findings);
    findings
}

/// Checks a complete set of values: each of them, those that are missing, those that the definition lacks, and those that
/// contradict one another. In this order, and values in the order of the schema.
pub fn check(schema: &Schema, values: &Values, context: &CheckContext) -> Vec<Finding> {
    let mut findings = Vec::new();
    for field in schema.fields() {
        match values.get(&field.key) {
            Some(value) => findings.append(&mut check_value(field, value, context)),
            None => findings.push(missing(schema, field)),
        }
    }
    let unknown = values.iter().filter(|(key, _)| schema.field(key).is_none());
    findings.extend(unknown.map(|(key, _)| not_in_the_definition(schema, key)));
    network::contradictions(schema, values, &mut findings);
    findings
}

/// The errors of the values themselves: devices must not get such values, even where nothing new is sent but the name of a policy.
/// Values that are missing are left out: a device has its own then.
pub(super) fn errors_of_values(schema: &Schema, values: &Values) -> Vec<Finding> {
    let wrong = |field: &Field| {
        let error = field.check(values.get(&field.key)?).err()?;
        Some(Finding::sentence(&[field.key.as_str()], Severity::Error, format_args!("{error}.")))
    };
    schema.fields().iter().filter_map(wrong).collect()
}

fn missing(schema: &Schema, field: &Field) -> Finding {
    let key = [field.key.as_str()];
    if schema.assumed {
        let text = "There is no value. Whether the definition has this parameter is not known: it lists none.";
        return Finding::new(&key, Severity::Note, text);
    }
    let allowed = field.allowed();
    let text = format!("There is no value. Every parameter of the definition must be sent; allowed is {allowed}.");
    Finding::new(&key, Severity::Error, text)
}

fn not_in_the_definition(schema: &Schema, key: &str) -> Finding {
    if schema.assumed {
        let text = "Whether the definition has this parameter is not known: it lists none.";
        Finding::new(&[key], Severity::Note, text)
    } else {
        Finding::new(&[key], Severity::Error, "The definition has no parameter of this name. Take it out.")
    }
}

/// Adds notes on facts about a parameter that make its value matter less.
fn notes(field: &Field, value: &str, context: &CheckContext, findings: &mut Vec<Finding>) {
    let mut note = |text: String| findings.push(Finding::new(&[&field.key], Severity::Note, text));
    let Some(known) = field.known else {
        let checked =
            if field.ty == ParameterType::Text { "its value is not checked" } else { "only its type is checked" };
        return note(match field.borrowed {
            Some(_) => {
                format!("Not known on {}, only on another type of device: {checked}.", field.kind.with_article())
            }
            None => format!("The catalogue does not know this parameter: {checked}."),
        });
    };
    if known.without_effect {
        note(format!("No effect on {}, although its page lists it.", field.kind.with_article()));
    }
    if let (Some(firmware), Some(since)) = (context.firmware, known.since)
        && !firmware.supports(since)
    {
        note(format!(
            "Firmware {firmware} does not have this parameter, which came with {since}: it does nothing there."
        ));
    }
    if field.check_as_printed(value).is_err() {
        let printed = field.allowed();
        match known.limits {
            Limits::Contradictory(why) => note(format!("Let through, although {printed} is printed. {why}")),
            Limits::Assumed => note(format!("Let through: on other types of devices {printed} is allowed.")),
            Limits::Documented => {}
        }
    }
}

#[cfg(test)]
#[path = "checks/checks_tests.rs"]
mod tests;
