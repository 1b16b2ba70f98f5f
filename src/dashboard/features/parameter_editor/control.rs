//! The input control for one parameter: a switch, a select or a text field, depending on the type and the current value. A value
//! that fits neither a switch nor a select is shown as text.

use jetstream_api::catalogue::{Limits, ParameterType};
use jetstream_fleet::configuration::Field;
use leptos::prelude::*;

use crate::features::parameter_editor::{draft::Draft, value::value_text};

/// The kind of an input control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Switch,
    Choice,
    Text,
}

impl Kind {
    fn of(field: &Field, value: Option<&str>) -> Self {
        match field.ty {
            ParameterType::Bool if value.is_none() => Self::Choice,
            ParameterType::Bool if is_truth(value.unwrap_or_default()) => Self::Switch,
            ParameterType::Enumeration(words) if is_firm(field) => match value {
                Some(value) if !words.iter().any(|word| word.eq_ignore_ascii_case(value)) => Self::Text,
                _ => Self::Choice,
            },
            _ => Self::Text,
        }
    }
}

fn is_truth(value: &str) -> bool {
    ParameterType::Bool.same(value, "1") || ParameterType::Bool.same(value, "0")
}

/// Whether the list of words is documented, so that no other words are accepted.
fn is_firm(field: &Field) -> bool {
    field.known.is_some_and(|known| known.limits == Limits::Documented)
}

/// The words that a text field suggests.
fn suggestions(field: &Field) -> &'static [&'static str] {
    match field.ty {
        ParameterType::Enumeration(words) => words,
        _ => &[],
    }
}

/// The options of a select. An option that equals the current value has the spelling of that value.
fn choices(field: &Field, value: Option<&str>) -> Vec<String> {
    let words: &[&str] = match field.ty {
        ParameterType::Enumeration(words) => words,
        _ => &["1", "0"],
    };
    let spelled = |word: &&str| value.filter(|value| field.same(word, value)).unwrap_or(word).to_owned();
    let none = value.is_none().then(String::new);
    none.into_iter().chain(words.iter().map(spelled)).collect()
}

/// The label of an option: `off`, `1.5 (XML events of version 1.5)`.
fn choice_word(field: &Field, choice: &str) -> String {
    if choice.is_empty() {
        return "No value yet".to_owned();
    }
    match value_text(Some(field), choice) {
        (face, Some(meaning)) => format!("{face} ({meaning})"),
        (face, None) => face,
    }
}

/// The `inputmode` of a text field, which selects the on-screen keyboard. Some numeric keypads lack the minus.
fn input_mode(field: &Field) -> &'static str {
    let negative = field.known.and_then(|known| known.range()).is_none_or(|range| range.min < 0);
    match field.ty {
        ParameterType::Int(_) if !negative => "numeric",
        ParameterType::Decimal(_) if !negative => "decimal",
        ParameterType::Ipv4 => "decimal",
        ParameterType::Url => "url",
        _ => "text",
    }
}

/// The input control. It does not change its kind while the focus is in it, so that the user does not lose the field.
#[component]
pub fn Control(
    draft: Draft,
    field: StoredValue<Field>,
    /// The id of the focusable element.
    id: String,
    /// The current value.
    value: Memo<Option<String>>,
    /// Whether the value must not be sent as it is.
    invalid: Memo<bool>,
    /// The ids of the elements that describe the value.
    described_by: Memo<String>,
    /// Whether the focus is in it.
    focused: RwSignal<bool>,
) -> AnyView {
    let kind = Memo::new(move |before: Option<&Kind>| match before {
        Some(kind) if focused.get() => *kind,
        _ => value.with(|value| field.with_value(|field| Kind::of(field, value.as_deref()))),
    });
    let set = move |text: String| field.with_value(|field| draft.set(&field.key, text));
    let settle = move || field.with_value(|field| draft.commit(&field.key));
    let choose = move |value: String| {
        set(value);
        settle();
    };
    let leave = move |_| {
        // A field that is removed from the page loses the focus, too. By then its signals are disposed.
        if focused.try_set(false).is_none() {
            settle();
        }
    };
    let aria_invalid = move || invalid.get().then_some("true");
    let control = move || {
        let id = id.clone();
        match kind.get() {
            Kind::Switch => {
                let is_on =
                    move || value.with(|value| ParameterType::Bool.same(value.as_deref().unwrap_or_default(), "1"));
                // The label shows the stored value where it is spelled otherwise, such as `False`.
                let word = move || {
                    value.with(|value| match (is_on(), value.as_deref()) {
                        (true, Some("1")) => "On".to_owned(),
                        (false, Some("0")) => "Off".to_owned(),
                        (on, value) => format!("{} ({})", if on { "On" } else { "Off" }, value.unwrap_or_default()),
                    })
                };
                view! {
                    <span class="switch">
                        <input id=id type="checkbox" role="switch" aria-describedby=move || described_by.get()
                            aria-invalid=aria_invalid prop:checked=is_on
                            on:change=move |event| choose(if event_target_checked(&event) { "1" } else { "0" }.to_owned())/>
                        <span aria-hidden="true">{word}</span>
                    </span>
                }
                .into_any()
            }
            Kind::Choice => {
                let listed =
                    Memo::new(move |_| value.with(|value| field.with_value(|field| choices(field, value.as_deref()))));
                let option = move |choice: String| {
                    let word = field.with_value(|field| choice_word(field, &choice));
                    let own = choice.clone();
                    let selected = move || value.with(|value| value.as_deref().unwrap_or_default() == own);
                    view! { <option value=choice prop:selected=selected>{word}</option> }
                };
                view! {
                    <select id=id aria-describedby=move || described_by.get() aria-invalid=aria_invalid
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            if !chosen.is_empty() {
                                choose(chosen);
                            }
                        }>
                        {move || listed.get().into_iter().map(option).collect_view()}
                    </select>
                }
                .into_any()
            }
            Kind::Text => {
                let (mode, words) = field.with_value(|field| (input_mode(field), suggestions(field)));
                let list = (!words.is_empty()).then(|| format!("{id}-words"));
                let words = list.clone().map(|list| view! {
                    <datalist id=list>{words.iter().map(|word| view! { <option value=*word></option> }).collect_view()}</datalist>
                });
                let unit = field.with_value(|field| field.unit().map(|unit| unit.symbol()));
                view! {
                    <input id=id type="text" inputmode=mode list=list autocomplete="off" autocapitalize="off" spellcheck="false"
                        aria-describedby=move || described_by.get() aria-invalid=aria_invalid
                        prop:value=move || value.get().unwrap_or_default()
                        on:input=move |event| set(event_target_value(&event))/>
                    {unit.map(|unit| view! { <span class="unit">{unit}</span> })}
                    {words}
                }
                .into_any()
            }
        }
    };
    // Each control is a form of its own. Otherwise the browser's autofill takes all fields of the page for one form, and inspects
    // and lays out each of them on every keystroke.
    view! {
        <form
            class="parameter-control"
            novalidate
            on:submit=|event| event.prevent_default()
            on:focusin=move |_| focused.set(true)
            on:focusout=leave
        >
            {control}
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use jetstream_api::{definitions::DeviceDefinition, wire::Pair};

    use super::*;
    use crate::features::fleet_configuration::policy_view::schema;

    fn field(name: &str, definition: &str, declared: &str) -> Field {
        let definition = DeviceDefinition {
            id: None,
            name: definition.into(),
            firmware_version: None,
            flags: Default::default(),
            device_specific_command_names: Vec::new(),
            config_parameters: vec![Pair { key: name.into(), value: declared.into() }],
            sensor_reading_measures: Vec::new(),
        };
        schema(&definition).field(name).unwrap().clone()
    }

    fn cabinet(name: &str) -> Field {
        field(name, "TS092, Security Cabinet", "String")
    }

    #[test]
    fn a_value_that_fits_no_switch_and_no_choice_is_shown_as_text() {
        let (switch, level) = (cabinet("SecureSocket"), cabinet("LogEntryLevel"));
        assert_eq!(Kind::of(&switch, Some("True")), Kind::Switch);
        assert_eq!(Kind::of(&switch, Some("maybe")), Kind::Text);
        assert_eq!(Kind::of(&switch, Some("")), Kind::Text);
        assert_eq!(Kind::of(&level, Some("Error")), Kind::Choice);
        assert_eq!(Kind::of(&level, Some("loud")), Kind::Text);
        assert_eq!(Kind::of(&level, None), Kind::Choice);
        assert_eq!(Kind::of(&cabinet("DoorOpenTimeLimit"), Some("300")), Kind::Text);
        assert_eq!(Kind::of(&field("Unheard", "TS092, Security Cabinet", "Bool"), Some("0")), Kind::Switch);
    }

    #[test]
    fn words_that_are_only_presumed_can_be_typed_over() {
        let level = field("LogEntryLevel", "TS032, Cabinet", "String");
        assert_eq!(Kind::of(&level, Some("error")), Kind::Text);
        assert!(suggestions(&level).contains(&"error"));
    }

    #[test]
    fn a_choice_keeps_the_spelling_that_is_there_and_none_is_chosen_where_there_is_none() {
        let level = cabinet("LogEntryLevel");
        assert_eq!(choices(&level, Some("Error")), ["off", "Error", "warning", "information"]);
        assert_eq!(choices(&level, None).first().map(String::as_str), Some(""));
        assert_eq!(choice_word(&cabinet("SecureSocket"), "1"), "On");
        assert_eq!(choice_word(&level, "off"), "off (no log entries, so no alarms)");
    }

    #[test]
    fn a_minus_can_be_typed_where_one_is_allowed() {
        assert_eq!(input_mode(&cabinet("DoorOpenTimeLimit")), "numeric");
        assert_eq!(input_mode(&cabinet("ObjectEventHour")), "text");
        assert_eq!(input_mode(&cabinet("IP")), "decimal");
    }
}
